/**
 * Pairs of grey levels as keys of matrix cells.
 * @module
 */
import type { CellTable } from "../cell-counts.ts";

/** How pairs become keys. */
export interface PairKeys {
  /** Lowest grey level of the ROI, and number of levels from there to the highest. */
  readonly low: number;
  readonly span: number;
  /** Whether the order of a pair does not matter: it is counted once, with the lower level first. */
  readonly symmetric: boolean;
}

/**
 * Writes the keys of the pairs of levels [at, end) with those `offset` further on, from `keys[length]`. Level
 * 0 is outside the ROI. Returns the new length.
 */
export function pairKeys(
  { low, span, symmetric }: PairKeys,
  levels: Uint16Array,
  at: number,
  end: number,
  offset: number,
  keys: Uint32Array,
  length: number,
): number {
  const origin = -low * span - low;
  const swaps = symmetric ? -1 : 0;
  let n = length;
  for (let p = at; p < end; p++) {
    const b = levels[p + offset];
    if (b === 0) continue;
    const a = levels[p];
    // min(b - a, 0) without a branch, which noise would mispredict every other time.
    const less = (b - a) & ((b - a) >> 31) & swaps;
    keys[n++] = (a + less) * span + b - less + origin;
  }
  return n;
}

/** Counts the same keys at once. */
export function countPairs(
  { low, span, symmetric }: PairKeys,
  levels: Uint16Array,
  at: number,
  end: number,
  offset: number,
  table: CellTable,
): void {
  const origin = -low * span - low;
  const swaps = symmetric ? -1 : 0;
  for (let p = at; p < end; p++) {
    const b = levels[p + offset];
    if (b === 0) continue;
    const a = levels[p];
    const less = (b - a) & ((b - a) >> 31) & swaps;
    table[(a + less) * span + b - less + origin]++;
  }
}
