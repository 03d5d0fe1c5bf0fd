/**
 * Counts of grey-level pairs, exact whatever the number of levels: addressed directly while the matrix is
 * small against the ROI, hashed otherwise. Both give the same cells in the same order.
 * @module
 */
import type { Scratch } from "@pixelmetry/roi";

type Counts = Uint32Array | Float64Array;

/** One matrix. */
export interface PairTable {
  /** Cell of each slot of a hash table; absent when slot and cell are the same. */
  keys: Uint32Array | undefined;
  /** Number of pairs by slot; 0 = free. */
  counts: Counts;
  /** Slots in use of a hash table. */
  used: number;
}

/** The matrices of a ROI that are being counted. Cell (i, j) of levels counted from `low` is i · span + j. */
export interface PairCounts {
  /** Lowest grey level of the ROI, and number of levels from there to the highest. */
  readonly low: number;
  readonly span: number;
  /** Whether pairs are counted once, at (smaller, larger), and stand for both orders. */
  readonly symmetric: boolean;
  /** Most pairs that one matrix can get. */
  readonly pairs: number;
  readonly tables: PairTable[];
  /** Slots of all hash tables. */
  slots: number;
  /** Whether the hash tables outgrew {@link maxSlots}; the counts are incomplete then. */
  exceeded: boolean;
}

/** Cells that all directly addressed matrices of a ROI may have: 16 MiB. */
const maxCells = 1 << 22;
/** Slots that all hash tables of a ROI may have, three quarters of them in use: 128 MiB. */
export const maxSlots = 1 << 24;
/** Clearing and reading a cell is so much cheaper than hashing a pair. */
const cellsPerPair = 12;

/** Empty tables for `matrices` matrices with at most `pairs` pairs each. */
export function pairCounts(
  low: number,
  span: number,
  symmetric: boolean,
  matrices: number,
  pairs: number,
  scratch: Scratch,
): PairCounts {
  const cells = span * span;
  const direct = cells * matrices <= maxCells && cells <= cellsPerPair * Math.max(pairs, 64);
  const slots = direct ? 0 : firstSlots(pairs, matrices);
  const length = direct ? cells : slots;
  const counts = () => (pairs < 2 ** 32 ? scratch.uint32(length) : scratch.float64(length));
  const tables = Array.from({ length: matrices }, () => ({
    keys: direct ? undefined : scratch.uint32(length),
    counts: counts(),
    used: 0,
  }));
  return { low, span, symmetric, pairs, tables, slots: slots * matrices, exceeded: false };
}

/** Room for all pairs of a small ROI from the start; tables of larger ones grow as needed. */
function firstSlots(pairs: number, matrices: number): number {
  const wanted = 2 ** Math.ceil(Math.log2(Math.max(16, pairs * 1.5)));
  return Math.min(wanted, 1 << 14, maxSlots / 2 ** Math.ceil(Math.log2(matrices)));
}

/** Counts the pairs of levels [at, end) with the levels `offset` further on; 0 is outside the ROI. */
export function countPairs(
  counts: PairCounts,
  matrix: number,
  levels: Uint16Array,
  at: number,
  end: number,
  offset: number,
): void {
  const table = counts.tables[matrix];
  if (table.keys !== undefined) countHashed(counts, table, levels, at, end, offset);
  else if (counts.symmetric) countUnordered(table.counts, counts.span, counts.low, levels, at, end, offset);
  else countOrdered(table.counts, counts.span, counts.low, levels, at, end, offset);
}

function countOrdered(
  cells: Counts,
  span: number,
  low: number,
  levels: Uint16Array,
  at: number,
  end: number,
  offset: number,
): void {
  const origin = -low * span - low;
  for (let p = at; p < end; p++) {
    const b = levels[p + offset];
    if (b !== 0) cells[levels[p] * span + b + origin]++;
  }
}

function countUnordered(
  cells: Counts,
  span: number,
  low: number,
  levels: Uint16Array,
  at: number,
  end: number,
  offset: number,
): void {
  const origin = -low * span - low;
  for (let p = at; p < end; p++) {
    const b = levels[p + offset];
    if (b === 0) continue;
    const a = levels[p];
    // min(b - a, 0) without a branch, which noise would mispredict every other time.
    const less = (b - a) & ((b - a) >> 31);
    cells[(a + less) * span + b - less + origin]++;
  }
}

function countHashed(
  counts: PairCounts,
  table: PairTable,
  levels: Uint16Array,
  at: number,
  end: number,
  offset: number,
): void {
  const { low, span, symmetric } = counts;
  for (let p = at; p < end; p++) {
    const b = levels[p + offset];
    if (b === 0) continue;
    const a = levels[p];
    const less = symmetric && b < a ? b - a : 0;
    addPairs(counts, table, (a + less - low) * span + b - less - low, 1);
  }
}

/** Adds to one cell of a hash table. */
function addPairs(counts: PairCounts, table: PairTable, key: number, pairs: number): void {
  const slot = slotOf(table, key);
  if (table.counts[slot] === 0) {
    if (4 * (table.used + 1) > 3 * table.counts.length) {
      if (!grow(counts, table)) return;
      addPairs(counts, table, key, pairs);
      return;
    }
    table.keys![slot] = key;
    table.used++;
  }
  table.counts[slot] += pairs;
}

/** Where `key` is or would be. */
function slotOf({ keys, counts }: PairTable, key: number): number {
  const mask = counts.length - 1;
  // Fibonacci hashing: the high bits of the product depend on all bits of the key.
  let slot = Math.imul(key, 0x9e3779b1) >>> Math.clz32(mask);
  while (counts[slot] !== 0 && keys![slot] !== key >>> 0) slot = (slot + 1) & mask;
  return slot;
}

function grow(counts: PairCounts, table: PairTable): boolean {
  const { keys, counts: old } = table;
  if (counts.exceeded || counts.slots + old.length > maxSlots) {
    counts.exceeded = true;
    return false;
  }
  counts.slots += old.length;
  table.keys = new Uint32Array(old.length * 2);
  table.counts =
    old instanceof Uint32Array ? new Uint32Array(old.length * 2) : new Float64Array(old.length * 2);
  for (let s = 0; s < old.length; s++) {
    if (old[s] === 0) continue;
    const slot = slotOf(table, keys![s]);
    table.keys[slot] = keys![s];
    table.counts[slot] = old[s];
  }
  return true;
}

/** Adds the counts of `from`, which has the same geometry. */
export function addCounts(into: PairCounts, from: PairCounts): void {
  into.exceeded ||= from.exceeded;
  from.tables.forEach(({ keys, counts }, m) => {
    const table = into.tables[m];
    for (let s = 0; s < counts.length; s++) {
      if (counts[s] === 0) continue;
      if (keys === undefined) table.counts[s] += counts[s];
      else addPairs(into, table, keys[s], counts[s]);
    }
  });
}

/** Forgets all pairs. */
export function clearCounts(counts: PairCounts): void {
  for (const table of counts.tables) {
    table.counts.fill(0);
    table.used = 0;
  }
}

/** Cells of one matrix that hold pairs, in ascending order of (row, column); indices count from the lowest level. */
export interface Cells {
  readonly length: number;
  readonly row: Uint16Array;
  readonly column: Uint16Array;
  readonly count: Counts;
}

/** Lists the cells of a matrix in use; the arrays live in `scratch`. */
export function cellsOf(counts: PairCounts, matrix: number, scratch: Scratch): Cells {
  const table = counts.tables[matrix];
  return table.keys === undefined
    ? directCells(counts, table.counts, scratch)
    : hashedCells(counts, table, scratch);
}

function directCells({ span, symmetric, pairs: most }: PairCounts, counts: Counts, scratch: Scratch): Cells {
  const capacity = Math.min(most, span * span);
  const row = scratch.uint16(capacity);
  const column = scratch.uint16(capacity);
  const count = counts instanceof Uint32Array ? scratch.uint32(capacity) : scratch.float64(capacity);
  let length = 0;
  for (let i = 0; i < span; i++) {
    const base = i * span;
    for (let j = symmetric ? i : 0; j < span; j++) {
      const pairs = counts[base + j];
      if (pairs === 0) continue;
      row[length] = i;
      column[length] = j;
      count[length++] = pairs;
    }
  }
  return { length, row, column, count };
}

function hashedCells({ span }: PairCounts, table: PairTable, scratch: Scratch): Cells {
  const { keys, counts, used } = table;
  const order = scratch.uint32(used);
  let length = 0;
  for (let s = 0; s < counts.length; s++) if (counts[s] !== 0) order[length++] = keys![s];
  order.sort();
  const row = scratch.uint16(used);
  const column = scratch.uint16(used);
  const count = counts instanceof Uint32Array ? scratch.uint32(used) : scratch.float64(used);
  for (let c = 0; c < used; c++) {
    const i = Math.floor(order[c] / span);
    row[c] = i;
    column[c] = order[c] - i * span;
    count[c] = counts[slotOf(table, order[c])];
  }
  return { length, row, column, count };
}
