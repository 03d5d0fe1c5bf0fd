/**
 * The grey tone difference matrix while it is counted. For a pixel of level i with n neighbours whose levels add up
 * to t, |i - t/n| = |n i - t| / n: a whole number over one of a few denominators. Sums per level and denominator are
 * therefore exact, and the same for any cut of the ROI. Levels have rows in the order in which they are met.
 * @module
 */
import type { Scratch } from "@pixelmetry/roi";

/** Sums of one matrix. */
export interface Tones {
  /** Lowest grey level of the ROI. */
  readonly low: number;
  /** Row of level `low + k` plus 1; 0 for a level that has not been met. */
  readonly rowOf: Uint32Array;
  /** Numbers of neighbours, 0 among them. */
  readonly columns: number;
  /** Rows in use. */
  rows: number;
  /** Pixels of a row's level that have a neighbour. */
  readonly pixels: Float64Array;
  /** At row * columns + n: sum of |n i - t|. */
  readonly differences: Float64Array;
}

/** Most cells of a matrix: 32 MiB. */
export const maxCells = 1 << 22;

/** An empty matrix for `span` levels from `low`, of which at most `rows` occur. */
export function emptyTones(
  low: number,
  span: number,
  rows: number,
  columns: number,
  scratch: Scratch,
): Tones {
  return {
    low,
    rowOf: scratch.uint32(span),
    columns,
    rows: 0,
    pixels: scratch.float64(rows),
    differences: scratch.float64(rows * columns),
  };
}

function rowFor(tones: Tones, level: number): number {
  const k = level - tones.low;
  if (tones.rowOf[k] === 0) tones.rowOf[k] = ++tones.rows;
  return tones.rowOf[k] - 1;
}

/** Adds a pixel of this level with `neighbours` neighbours, at least one, whose levels add up to `sum`. */
export function addPixel(tones: Tones, level: number, neighbours: number, sum: number): void {
  const row = rowFor(tones, level);
  tones.pixels[row]++;
  tones.differences[row * tones.columns + neighbours] += Math.abs(neighbours * level - sum);
}

/** Adds the sums of `from`, made with the same arguments. */
export function addTones(into: Tones, from: Tones): void {
  const { columns } = into;
  for (let k = 0; k < from.rowOf.length; k++) {
    if (from.rowOf[k] === 0) continue;
    const source = from.rowOf[k] - 1;
    const row = rowFor(into, into.low + k);
    into.pixels[row] += from.pixels[source];
    for (let n = 1; n < columns; n++) {
      into.differences[row * columns + n] += from.differences[source * columns + n];
    }
  }
}

/** Forgets all pixels. */
export function clearTones(tones: Tones): void {
  tones.rowOf.fill(0);
  tones.pixels.fill(0, 0, tones.rows);
  tones.differences.fill(0, 0, tones.rows * tones.columns);
  tones.rows = 0;
}

/** The matrix as its measures see it: levels that occur, ascending. */
export interface ToneMatrix {
  /** Levels that occur. */
  readonly length: number;
  /** Pixels with a neighbour. */
  readonly total: number;
  readonly level: Float64Array;
  /** Pixels of each level that have a neighbour. */
  readonly count: Float64Array;
  /** Sum over the pixels of each level of the difference between level and mean of the neighbours. */
  readonly difference: Float64Array;
}

/** Reads what has been counted into arrays of `scratch`. */
export function toneMatrix(tones: Tones, scratch: Scratch): ToneMatrix {
  const { rowOf, columns, rows, low, pixels, differences } = tones;
  const level = scratch.float64(rows);
  const count = scratch.float64(rows);
  const difference = scratch.float64(rows);
  let length = 0;
  let total = 0;
  for (let k = 0; k < rowOf.length; k++) {
    if (rowOf[k] === 0) continue;
    const row = rowOf[k] - 1;
    let sum = 0;
    for (let n = 1; n < columns; n++) sum += differences[row * columns + n] / n;
    level[length] = low + k;
    count[length] = pixels[row];
    difference[length++] = sum;
    total += pixels[row];
  }
  return { length, total, level, count, difference };
}
