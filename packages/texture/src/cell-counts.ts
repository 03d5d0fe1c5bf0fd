/**
 * Texture matrices as counts of their cells, exact and of any size. Cell (i, j) of a matrix is the key
 * i · columns + j, below 2^32. While a ROI has more keys than a matrix has cells, a table holds them; else a
 * sorted multiset holds those that occur, however many grey levels there are. Both list the same cells.
 * @module
 */
import { type Multiset, mergeMultisets, multisetOf, type Scratch } from "@pixelmetry/roi";

/** Counts by cell. */
export type CellTable = Uint32Array | Float64Array;

/** The matrices of a ROI that are being counted. */
export interface CellCounts {
  /** One per matrix, or none when the matrices are multisets. */
  readonly tables: readonly CellTable[];
  readonly sets: Multiset[];
  /** Where the cells of a multiset go while they come from one batch of keys. */
  readonly rooms: readonly { readonly values: Float64Array; readonly counts: Float64Array }[];
  /** Whether the multisets outgrew {@link maxDistinct}; they are incomplete then. */
  exceeded: boolean;
}

/** Cells that all tables of a ROI may have: 16 MiB. */
const maxTable = 1 << 22;
/** Cells in use that all multisets of a ROI may have: 128 MiB, twice that while keys are added. */
const maxDistinct = 1 << 23;
/** ROIs with at most so many keys are counted without allocating. */
const pooledKeys = 1 << 12;

const none: Multiset = { n: 0, values: new Float64Array(0), counts: new Float64Array(0) };

/**
 * Empty matrices.
 * @param cells - number of cells of a matrix
 * @param keys - most keys that one matrix gets
 */
export function cellCounts(matrices: number, cells: number, keys: number, scratch: Scratch): CellCounts {
  const make = <T>(what: () => T): T[] => Array.from({ length: matrices }, what);
  if (cells <= keys && cells * matrices <= maxTable) {
    const table = () => (keys < 2 ** 32 ? scratch.uint32(cells) : scratch.float64(cells));
    return { tables: make(table), sets: [], rooms: [], exceeded: false };
  }
  const room = () => ({ values: scratch.float64(keys), counts: scratch.float64(keys) });
  return { tables: [], sets: make(() => none), rooms: keys <= pooledKeys ? make(room) : [], exceeded: false };
}

/** Counts one more for every key. */
export function addKeys(counts: CellCounts, matrix: number, keys: Uint32Array, scratch: Scratch): void {
  const { tables, sets, rooms } = counts;
  if (tables.length > 0) {
    const table = tables[matrix];
    for (let i = 0; i < keys.length; i++) table[keys[i]]++;
  } else if (!counts.exceeded && keys.length > 0) {
    const room = sets[matrix].n === 0 ? rooms[matrix] : undefined;
    sets[matrix] = mergeMultisets(sets[matrix], multisetOf(keys, scratch, room));
    checkSize(counts);
  }
}

/** Adds the counts of `from`, made with the same arguments. */
export function addCounts(into: CellCounts, from: CellCounts): void {
  from.tables.forEach((table, m) => {
    const target = into.tables[m];
    for (let key = 0; key < table.length; key++) target[key] += table[key];
  });
  from.sets.forEach((set, m) => void (into.sets[m] = mergeMultisets(into.sets[m], set)));
  into.exceeded ||= from.exceeded;
  checkSize(into);
}

function checkSize(counts: CellCounts): void {
  let distinct = 0;
  for (const { values } of counts.sets) distinct += values.length;
  if (distinct > maxDistinct) counts.exceeded = true;
  if (counts.exceeded) clearCounts(counts);
}

/** Forgets all keys. */
export function clearCounts({ tables, sets }: CellCounts): void {
  for (const table of tables) table.fill(0);
  sets.fill(none);
}

/** Cells of a matrix that hold anything, ascending; arrays may live in `scratch`. */
export function cellsOf({ tables, sets }: CellCounts, matrix: number, scratch: Scratch): Multiset {
  if (tables.length === 0) return sets[matrix];
  const table = tables[matrix];
  const values = scratch.float64(table.length);
  const counts = scratch.float64(table.length);
  let n = 0;
  let distinct = 0;
  for (let key = 0; key < table.length; key++) {
    const count = table[key];
    if (count === 0) continue;
    values[distinct] = key;
    counts[distinct++] = count;
    n += count;
  }
  return { n, values: values.subarray(0, distinct), counts: counts.subarray(0, distinct) };
}
