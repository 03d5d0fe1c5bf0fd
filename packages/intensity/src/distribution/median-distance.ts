import { defineFeature, type Multiset, missing, quantile, valueCounts } from "@pixelmetry/roi";
import { empty } from "../sources.ts";

/** Median distance to the median, which a few extreme pixels do not change. */
export const intensityMedianDistanceToMedian = defineFeature({
  id: "intensity_median_distance_to_median",
  definition: "Median of the distances of the intensities from their median.",
  formula: "\\operatorname{median}_i |x_i - \\operatorname{median}_j x_j|",
  unit: "intensity",
  dimensions: [2, 3],
  names: { cellprofiler: "Intensity_MADIntensity" },
  reference:
    "Hampel, J. Am. Stat. Assoc. 69 (1974) 383, doi:10.1080/01621459.1974.10482962; scipy.stats.median_abs_deviation. What IBSI and Nyxus call median absolute deviation is the mean distance: intensity_median_absolute_deviation. CellProfiler takes rank N / 2 for the medians, N / 3 in volumes.",
  degenerate: `${empty} One pixel, constant: 0.`,
  needs: { counts: valueCounts },
  compute: ({ counts }) =>
    counts.n === 0 ? missing("empty") : medianDistance(counts, quantile(counts, 0.5)),
});

/** Walks from the centre outwards to the one or two distances in the middle. */
function medianDistance({ n, values, counts }: Multiset, centre: number): number {
  let right = 0;
  while (right < values.length && values[right] < centre) right++;
  let left = right - 1;
  const low = Math.floor((n - 1) / 2);
  const high = Math.ceil((n - 1) / 2);
  let nearer = Number.NaN;
  let before = 0;
  for (;;) {
    const below = left >= 0 ? centre - values[left] : Number.POSITIVE_INFINITY;
    const above = right < values.length ? values[right] - centre : Number.POSITIVE_INFINITY;
    const distance = Math.min(below, above);
    before += below <= above ? counts[left--] : counts[right++];
    if (before > low && Number.isNaN(nearer)) nearer = distance;
    if (before > high) return nearer + (distance - nearer) / 2;
  }
}
