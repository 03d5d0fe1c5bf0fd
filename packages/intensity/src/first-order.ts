/**
 * What the first-order features share: each is computed once per ROI from the ascending multiset of its
 * finite intensities, so no pixel is read twice and no value depends on the order pixels came in.
 * @module
 */
import {
  type CentralSums,
  centralSums,
  defineDerived,
  type Multiset,
  quantiles,
  valueCounts,
} from "@pixelmetry/roi";

/** Sums of powers of the intensities; `constant` when all are equal. */
export interface FirstOrderMoments extends CentralSums {
  readonly constant: boolean;
}

/** Sum, sum of squares, mean and central sums of the intensities. */
export const firstOrderMoments = defineDerived({
  key: "first_order_moments",
  needs: { counts: valueCounts },
  cost: { perPixel: 4, perRoi: 100 },
  derive: ({ counts }): FirstOrderMoments => ({
    ...centralSums(counts),
    constant: counts.values.length === 1,
  }),
});

/** Order statistics, interpolated linearly; all NaN without finite pixels. */
export interface FirstOrderQuantiles {
  readonly n: number;
  readonly minimum: number;
  readonly p1: number;
  readonly p10: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p99: number;
  readonly maximum: number;
}

const probabilities = [0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1];

/** Extrema and percentiles of the intensities. */
export const firstOrderQuantiles = defineDerived({
  key: "first_order_quantiles",
  needs: { counts: valueCounts },
  cost: { perPixel: 1, perRoi: 200 },
  derive: ({ counts }): FirstOrderQuantiles => {
    const q = quantiles(counts, probabilities);
    return {
      n: counts.n,
      minimum: q[0],
      p1: q[1],
      p10: q[2],
      p25: q[3],
      p50: q[4],
      p75: q[5],
      p90: q[6],
      p99: q[7],
      maximum: q[8],
    };
  },
});

/** Absolute deviations. The robust ones use the intensities from the 10th to the 90th percentile, both included. */
export interface FirstOrderDeviations {
  readonly n: number;
  readonly aboutMean: number;
  readonly aboutMedian: number;
  /** Number of intensities in the robust range; 0 is possible, e.g. for two pixels. */
  readonly robustCount: number;
  readonly robustMean: number;
  readonly aboutRobustMean: number;
}

/** Mean absolute deviations of the intensities, and the robust mean. */
export const firstOrderDeviations = defineDerived({
  key: "first_order_deviations",
  needs: { counts: valueCounts, moments: firstOrderMoments, quantiles: firstOrderQuantiles },
  cost: { perPixel: 3, perRoi: 100 },
  derive: ({ counts: set, moments: { mean }, quantiles: { p10, p50, p90 } }): FirstOrderDeviations => {
    const { n, values } = set;
    let from = 0;
    while (values[from] < p10) from++;
    let to = values.length;
    while (to > from && values[to - 1] > p90) to--;
    const { robustCount, robustMean } = meanOf(set, from, to, p50);
    return {
      n,
      // Deviations from a mean add up to 0, so those above it are half of all.
      aboutMean: (2 * deviationsAbove(set, 0, values.length, mean)) / n,
      aboutMedian: (deviationsAbove(set, 0, values.length, p50) + deviationsBelow(set, p50)) / n,
      robustCount,
      robustMean,
      aboutRobustMean: (2 * deviationsAbove(set, from, to, robustMean)) / robustCount,
    };
  },
});

/** Terms that are summed before they are added to the total, so that errors grow with their number, not with n. */
const block = 64;

/** Mean of values [from, to), summed as deviations from a value among them, which cancel less. */
function meanOf(
  { values, counts }: Multiset,
  from: number,
  to: number,
  centre: number,
): { robustCount: number; robustMean: number } {
  let n = 0;
  let sum = 0;
  for (let start = from; start < to; start += block) {
    const end = Math.min(to, start + block);
    let part = 0;
    for (let i = start; i < end; i++) {
      n += counts[i];
      part += counts[i] * (values[i] - centre);
    }
    sum += part;
  }
  return { robustCount: n, robustMean: centre + sum / n };
}

/** Sum of the deviations of those of values [from, to) that are above `centre`. */
function deviationsAbove({ values, counts }: Multiset, from: number, to: number, centre: number): number {
  let sum = 0;
  for (let end = to; end > from && values[end - 1] > centre; end -= block) {
    const start = Math.max(from, end - block);
    let part = 0;
    for (let i = end - 1; i >= start && values[i] > centre; i--) part += counts[i] * (values[i] - centre);
    sum += part;
  }
  return sum;
}

/** Sum of the deviations of those values that are below `centre`. */
function deviationsBelow({ values, counts }: Multiset, centre: number): number {
  let sum = 0;
  for (let start = 0; values[start] < centre; start += block) {
    const end = Math.min(values.length, start + block);
    let part = 0;
    for (let i = start; i < end && values[i] < centre; i++) part += counts[i] * (centre - values[i]);
    sum += part;
  }
  return sum;
}
