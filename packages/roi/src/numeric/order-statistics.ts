/**
 * Order statistics of a multiset.
 * @module
 */
import type { Multiset } from "./sort-values.ts";

/**
 * Quantiles by linear interpolation between order statistics (type 7 of Hyndman and Fan, the default of
 * numpy and what IBSI's reference values follow).
 * @param qs - 0 to 1, ascending
 * @returns all NaN for an empty multiset
 */
export function quantiles({ n, values, counts }: Multiset, qs: readonly number[]): number[] {
  const out: number[] = [];
  let i = 0;
  // values[i] has the ranks below `end` that no smaller value has.
  let end = n === 0 ? 0 : counts[0];
  for (let k = 0; k < qs.length; k++) {
    const rank = qs[k] * (n - 1);
    const low = Math.floor(rank);
    while (end <= low) end += counts[++i];
    const below = n === 0 ? Number.NaN : values[i];
    const fraction = rank - low;
    out.push(fraction === 0 || low + 1 < end ? below : below + fraction * (values[i + 1] - below));
  }
  return out;
}

/** Quantile `q`, 0 to 1, as {@link quantiles} defines it; NaN for an empty multiset. */
export const quantile = (set: Multiset, q: number): number => quantiles(set, [q])[0];

/** The value with `rank` values (0-based) before it in ascending order. */
export function valueAtRank({ values, counts }: Multiset, rank: number): number {
  let before = 0;
  for (let i = 0; i < values.length; i++) {
    before += counts[i];
    if (rank < before) return values[i];
  }
  return values.length === 0 ? Number.NaN : values[values.length - 1];
}
