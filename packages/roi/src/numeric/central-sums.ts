/**
 * Sums of powers of deviations from the mean. Raw power sums cancel: on bright 16-bit data they give an
 * excess kurtosis of 3e6 where the truth is 0.05. Deviations from the mean do not.
 * @module
 */
import { compensatedSum } from "./compensated-sum.ts";
import type { Multiset } from "./sort-values.ts";

export interface CentralSums {
  readonly n: number;
  readonly mean: number;
  /** Sum of (x - mean)^k for k = 2..6. */
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
  readonly m5: number;
  readonly m6: number;
}

/** Mean and central sums of a multiset; NaN mean and zero sums for an empty one. */
export function centralSums({ n, values, counts }: Multiset): CentralSums {
  if (n === 0) return { n, mean: Number.NaN, m2: 0, m3: 0, m4: 0, m5: 0, m6: 0 };
  const mean = compensatedSum(values, counts) / n;
  let drift = 0;
  let m2 = 0;
  let m3 = 0;
  let m4 = 0;
  let m5 = 0;
  let m6 = 0;
  for (let i = 0; i < values.length; i++) {
    const d = values[i] - mean;
    const c = counts[i];
    const d2 = d * d;
    drift += c * d;
    m2 += c * d2;
    m3 += c * d2 * d;
    m4 += c * d2 * d2;
    m5 += c * d2 * d2 * d;
    m6 += c * d2 * d2 * d2;
  }
  // The mean is rounded; its error e = drift / n shifts the second sum by n e^2 (Chan, Golub and LeVeque 1983).
  return { n, mean, m2: Math.max(0, m2 - (drift * drift) / n), m3, m4, m5, m6 };
}
