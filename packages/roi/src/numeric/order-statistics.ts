/**
 * Order statistics of a multiset.
 * @module
 */
import type { Multiset } from "./sort-values.ts";

/**
 * Quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan, the default of
 * numpy and what IBSI's reference values follow).
 * @param q - 0 to 1
 * @returns NaN for an empty multiset
 */
export function quantile(set: Multiset, q: number): number {
  const rank = q * (set.n - 1);
  const low = Math.floor(rank);
  const below = valueAtRank(set, low);
  const fraction = rank - low;
  return fraction === 0 ? below : below + fraction * (valueAtRank(set, low + 1) - below);
}

/** The value with `rank` values (0-based) before it in ascending order. */
export function valueAtRank({ values, counts }: Multiset, rank: number): number {
  let before = 0;
  for (let i = 0; i < values.length; i++) {
    before += counts[i];
    if (rank < before) return values[i];
  }
  return values.length === 0 ? Number.NaN : values[values.length - 1];
}
