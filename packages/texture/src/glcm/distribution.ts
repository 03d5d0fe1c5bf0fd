import { log2 } from "@pixelmetry/roi";

/** How often whole numbers occur, and the statistics of that. */
export interface Distribution {
  /** Numbers that occur. */
  readonly length: number;
  /** The numbers, ascending, and how often each occurs. */
  readonly value: Float64Array;
  readonly count: Float64Array;
  readonly mean: number;
  /** Central moments. */
  readonly variance: number;
  readonly third: number;
  readonly fourth: number;
  /** Shannon entropy, bits. */
  readonly entropy: number;
}

/**
 * The distribution in which number `first + k` occurs `bins[k]` times, `total` times in all. Clears the bins;
 * the lists are written to `value` and `count`.
 */
export function distributionOf(
  bins: Float64Array,
  first: number,
  total: number,
  value: Float64Array,
  count: Float64Array,
): Distribution {
  let length = 0;
  let weighted = 0;
  for (let k = 0; k < bins.length; k++) {
    const n = bins[k];
    if (n === 0) continue;
    bins[k] = 0;
    value[length] = k;
    count[length++] = n;
    weighted += k * n;
  }
  const mean = weighted / total;
  let variance = 0;
  let third = 0;
  let fourth = 0;
  let bits = 0;
  for (let e = 0; e < length; e++) {
    const n = count[e];
    const apart = value[e] - mean;
    const square = apart * apart;
    variance += square * n;
    third += square * apart * n;
    fourth += square * square * n;
    bits -= n * log2(n / total);
    value[e] += first;
  }
  return {
    length,
    value,
    count,
    mean: first + mean,
    variance: variance / total,
    third: third / total,
    fourth: fourth / total,
    entropy: bits / total,
  };
}
