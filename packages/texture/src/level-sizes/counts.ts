/**
 * Matrices of grey level against size: how many runs of a length, zones of a size or distance, or pixels with a
 * number of like neighbours there are at each level. Small sizes are counted in a table, the few larger ones
 * in sorted multisets, so that a matrix takes no more memory than it has cells in use, however large a ROI is.
 * @module
 */
import { type Multiset, mergeMultisets, type Scratch } from "@pixelmetry/roi";

/** One matrix that is being counted. */
export interface SizeCounts {
  /** Lowest level, and number of levels from there to the highest. */
  readonly low: number;
  readonly span: number;
  /** Sizes 1 to `columns` of level `low + i` are counted at `table[i * columns + size - 1]`. */
  readonly columns: number;
  readonly table: Uint32Array | Float64Array;
  /** Keys of larger sizes. Each set is larger than all that follow it, so a key is merged log(n) times at most. */
  readonly sets: Multiset[];
  /** Keys that are in no set yet. */
  pending: Float64Array;
  pendingLength: number;
  /** Whether the sets outgrew {@link maxDistinct}; they are incomplete then. */
  exceeded: boolean;
}

/** What a matrix can hold. */
export interface SizeRange {
  readonly low: number;
  readonly span: number;
  /** Largest size. */
  readonly largest: number;
  /** Most things counted. */
  readonly most: number;
}

/** Key of a size that the table does not hold; exact below 2^53. */
const keyBase = 2 ** 32;
/** Cells of the table: 1 MiB. */
const maxTable = 1 << 18;
/** Keys that wait to be sorted together. */
const maxPending = 1 << 16;
/** Cells in use beyond the table: 128 MiB. */
const maxDistinct = 1 << 23;

const noKeys = new Float64Array(0);

/** An empty matrix; its table lives in `scratch`. */
export function sizeCounts({ low, span, largest, most }: SizeRange, scratch: Scratch): SizeCounts {
  // Looking through the table should take no longer than filling it.
  const cells = Math.min(2 * most, maxTable);
  const columns = Math.min(largest, Math.floor(cells / Math.max(1, span)));
  const length = span * columns;
  return {
    low,
    span,
    columns,
    table: most < keyBase ? scratch.uint32(length) : scratch.float64(length),
    sets: [],
    pending: noKeys,
    pendingLength: 0,
    exceeded: false,
  };
}

/** Counts one more of this level and size. */
export function countSize(counts: SizeCounts, level: number, size: number): void {
  if (size <= counts.columns) counts.table[(level - counts.low) * counts.columns + size - 1]++;
  else countLarge(counts, level, size);
}

function countLarge(counts: SizeCounts, level: number, size: number): void {
  if (counts.exceeded) return;
  if (counts.pendingLength === counts.pending.length) {
    if (counts.pendingLength >= maxPending) {
      addSet(counts, sortedKeys(counts));
      counts.pendingLength = 0;
    } else {
      const longer = new Float64Array(Math.max(64, 2 * counts.pendingLength));
      longer.set(counts.pending);
      counts.pending = longer;
    }
  }
  counts.pending[counts.pendingLength++] = level * keyBase + size;
}

/** The pending keys, in arrays of their own. */
function sortedKeys({ pending, pendingLength }: SizeCounts): Multiset {
  const values = pending.slice(0, pendingLength).sort();
  const counts = new Float64Array(pendingLength);
  let distinct = 0;
  for (let k = 0; k < pendingLength; k++) {
    if (k === 0 || values[k] !== values[distinct - 1]) values[distinct++] = values[k];
    counts[distinct - 1]++;
  }
  return {
    n: pendingLength,
    values: values.subarray(0, distinct),
    counts: counts.subarray(0, distinct),
  };
}

function addSet(counts: SizeCounts, set: Multiset): void {
  const { sets } = counts;
  let union = set;
  while (sets.length > 0 && sets[sets.length - 1].values.length <= union.values.length) {
    union = mergeMultisets(sets.pop()!, union);
  }
  sets.push(union);
  let distinct = 0;
  for (const { values } of sets) distinct += values.length;
  if (distinct > maxDistinct) {
    counts.exceeded = true;
    sets.length = 0;
  }
}

/** Adds the counts of `from`, made with the same range. */
export function addSizes(into: SizeCounts, from: SizeCounts): void {
  for (let cell = 0; cell < from.table.length; cell++) into.table[cell] += from.table[cell];
  if (from.exceeded || into.exceeded) {
    clearSizes(into);
    into.exceeded = true;
    return;
  }
  for (const set of from.sets) addSet(into, set);
  if (from.pendingLength === 0) return;
  const keys = new Float64Array(into.pendingLength + from.pendingLength);
  keys.set(into.pending.subarray(0, into.pendingLength));
  keys.set(from.pending.subarray(0, from.pendingLength), into.pendingLength);
  into.pending = keys;
  into.pendingLength = keys.length;
}

/** Forgets what has been counted. */
export function clearSizes(counts: SizeCounts): void {
  counts.table.fill(0);
  counts.sets.length = 0;
  counts.pendingLength = 0;
}

/** Cells beyond the table, by level, then size. */
export interface LargeSizes {
  readonly length: number;
  readonly level: Float64Array;
  readonly size: Float64Array;
  readonly count: Float64Array;
}

const none: LargeSizes = { length: 0, level: noKeys, size: noKeys, count: noKeys };

/** Cells beyond the table. The matrix stays as it is. */
export function largeSizes(of: SizeCounts, scratch: Scratch): LargeSizes {
  if (of.sets.length === 0 && of.pendingLength === 0) return none;
  const { values, counts } = of.sets.reduceRight((union, set) => mergeMultisets(set, union), sortedKeys(of));
  const level = scratch.float64(values.length);
  const size = scratch.float64(values.length);
  for (let c = 0; c < values.length; c++) {
    level[c] = Math.floor(values[c] / keyBase);
    size[c] = values[c] - level[c] * keyBase;
  }
  return { length: values.length, level, size, count: counts };
}
