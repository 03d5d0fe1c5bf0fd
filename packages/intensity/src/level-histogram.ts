import {
  type DerivedToken,
  type Discretisation,
  defineDerived,
  discretisationKey,
  levelCount,
  levelOf,
  type Multiset,
  valueCounts,
} from "@pixelmetry/roi";

/** Pixels per grey level. */
export interface LevelHistogram {
  /** Number of finite pixels. */
  readonly n: number;
  /**
   * Number of grey levels of the ROI, counted from 1 to the highest; 0 without finite pixels, NaN when there
   * would be more than the discretisation can number.
   */
  readonly levels: number;
  /** Pixels of level i + 1; empty unless `levels` > 0. */
  readonly counts: Float64Array;
}

/** Histogram of the grey levels, from the distinct intensities: no pixel is discretised twice. */
export function levelHistogram(
  d: Discretisation,
): DerivedToken<LevelHistogram, { counts: typeof valueCounts }> {
  return defineDerived({
    key: `level_histogram(${discretisationKey(d)})`,
    needs: { counts: valueCounts },
    cost: { perPixel: 4, perRoi: 400 },
    derive: ({ counts }) => histogramOf(counts, d),
  });
}

function histogramOf({ n, values, counts: weights }: Multiset, d: Discretisation): LevelHistogram {
  const min = values[0];
  const max = values[values.length - 1];
  const levels = levelCount(d, { min, max, count: n });
  const counts = new Float64Array(levels > 0 ? levels : 0);
  if (!(levels > 0)) return { n, levels, counts };
  if (d.method === "fixed-bin-number" && max > min) {
    countEqualBins(values, weights, counts);
    return { n, levels, counts };
  }
  // Values ascend, so the pixels of a level come one after another.
  let level = 1;
  let pixels = 0;
  for (let i = 0; i < values.length; i++) {
    const next = levelOf(d, values[i], min, max);
    if (next !== level) {
      counts[level - 1] = pixels;
      level = next;
      pixels = 0;
    }
    pixels += weights[i];
  }
  counts[level - 1] = pixels;
  return { n, levels, counts };
}

/** The levels that `levelOf` gives for a fixed bin number, in whole numbers from the start, which is faster. */
function countEqualBins(values: Float64Array, weights: Float64Array, counts: Float64Array): void {
  const bins = counts.length;
  const min = values[0];
  const range = values[values.length - 1] - min;
  let bin = 0;
  let pixels = 0;
  for (let i = 0; i < values.length; i++) {
    const found = ((bins * (values[i] - min)) / range) | 0;
    const next = found < bins ? found : bins - 1;
    if (next !== bin) {
      counts[bin] = pixels;
      bin = next;
      pixels = 0;
    }
    pixels += weights[i];
  }
  counts[bin] = pixels;
}
