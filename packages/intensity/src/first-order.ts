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
  derive: ({ counts: set, moments, quantiles: { p10, p50, p90 } }): FirstOrderDeviations => {
    const { n, values } = set;
    let from = 0;
    while (values[from] < p10) from++;
    let to = values.length;
    while (to > from && values[to - 1] > p90) to--;
    const robust = meanOf(set, from, to, p50);
    return {
      n,
      // Deviations from a mean add up to 0, so those above it are half of all.
      aboutMean: (2 * deviationsAbove(set, 0, values.length, moments.mean, moments.meanResidual)) / n,
      aboutMedian: (deviationsAbove(set, 0, values.length, p50, 0) + deviationsBelow(set, p50)) / n,
      robustCount: robust.n,
      robustMean: p50 + robust.residual,
      aboutRobustMean: (2 * deviationsAbove(set, from, to, p50, robust.residual)) / robust.n,
    };
  },
});

/** Terms that are summed before they are added to the total, so that errors grow with their number, not with n. */
const block = 64;

/** Number of pixels with values [from, to), and the mean of these values less `centre`, which is one of them. */
function meanOf(
  { values, counts }: Multiset,
  from: number,
  to: number,
  centre: number,
): { readonly n: number; readonly residual: number } {
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
  return { n, residual: sum / n };
}

/**
 * Sum of the deviations of those of values [from, to) that are above `centre + residual`. Bright intensities
 * differ from a centre exactly, and only a small difference is rounded when the residual is taken off.
 */
function deviationsAbove(
  { values, counts }: Multiset,
  from: number,
  to: number,
  centre: number,
  residual: number,
): number {
  let sum = 0;
  for (let end = to; end > from && values[end - 1] - centre > residual; end -= block) {
    const start = Math.max(from, end - block);
    let part = 0;
    for (let i = end - 1; i >= start; i--) {
      const deviation = values[i] - centre - residual;
      if (deviation <= 0) break;
      part += counts[i] * deviation;
    }
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
