/**
 * What the first-order features share: each is computed once per ROI from the ascending multiset of its
 * finite intensities, so no pixel is read twice and no value depends on the order pixels came in.
 * @module
 */
import {
  type CentralSums,
  centralSums,
  compensatedSum,
  defineDerived,
  type Multiset,
  quantiles,
  valueCounts,
} from "@pixelmetry/roi";

/** Mean and central sums; `constant` when all intensities are equal. */
export interface FirstOrderMoments extends CentralSums {
  readonly constant: boolean;
}

/** Mean and central sums of the intensities. */
export const firstOrderMoments = defineDerived({
  key: "first_order_moments",
  needs: { counts: valueCounts },
  cost: { perPixel: 4, perRoi: 100 },
  derive: ({ counts }): FirstOrderMoments => ({
    ...centralSums(counts),
    constant: counts.values.length === 1,
  }),
});

/** Sums that are not about a mean. */
export interface FirstOrderSums {
  readonly n: number;
  readonly sum: number;
  readonly sumOfSquares: number;
}

/** Sum and sum of squares of the intensities; exact for whole numbers while they fit 53 bits. */
export const firstOrderSums = defineDerived({
  key: "first_order_sums",
  needs: { counts: valueCounts },
  cost: { perPixel: 3, perRoi: 100 },
  derive: ({ counts: { n, values, counts } }): FirstOrderSums => ({
    n,
    sum: compensatedSum(values, counts),
    sumOfSquares: sumOfSquares(values, counts),
  }),
});

function sumOfSquares(values: Float64Array, counts: Float64Array): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const term = counts[i] * values[i] * values[i];
    const next = sum + term;
    lost += sum >= term ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}

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

const probabilities = [0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1] as const;

/** Extrema and percentiles of the intensities. */
export const firstOrderQuantiles = defineDerived({
  key: "first_order_quantiles",
  needs: { counts: valueCounts },
  cost: { perPixel: 0.5, perRoi: 200 },
  derive: ({ counts }): FirstOrderQuantiles => {
    const [minimum, p1, p10, p25, p50, p75, p90, p99, maximum] = quantiles(counts, probabilities) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return { n: counts.n, minimum, p1, p10, p25, p50, p75, p90, p99, maximum };
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
  cost: { perPixel: 5, perRoi: 300 },
  derive: ({ counts: set, moments, quantiles: { p10, p50, p90 } }): FirstOrderDeviations => {
    const { n } = set;
    const inner = between(set, p10, p90);
    const robustMean = compensatedSum(inner.values, inner.counts) / inner.n;
    return {
      n,
      aboutMean: absoluteDeviations(set, moments.mean) / n,
      aboutMedian: absoluteDeviations(set, p50) / n,
      robustCount: inner.n,
      robustMean,
      aboutRobustMean: absoluteDeviations(inner, robustMean) / inner.n,
    };
  },
});

/** The part of the multiset in [low, high]; shares its arrays. */
function between({ values, counts }: Multiset, low: number, high: number): Multiset {
  let from = 0;
  while (from < values.length && values[from] < low) from++;
  let to = from;
  let n = 0;
  while (to < values.length && values[to] <= high) n += counts[to++];
  return { n, values: values.subarray(from, to), counts: counts.subarray(from, to) };
}

function absoluteDeviations({ values, counts }: Multiset, centre: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += counts[i] * Math.abs(values[i] - centre);
  return sum;
}
