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
  readonly rowOf: Int32Array;
  /** Cells of a row: as many as there are pixels in a neighbourhood, its centre among them. */
  readonly columns: number;
  /** Rows in use. */
  rows: number;
  /** At row * columns + n: sum of |n i - t|; at n = 0 the number of pixels that have a neighbour. */
  readonly cells: Float64Array;
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
  const [rowOf, cells] = [scratch.int32(span), scratch.float64(rows * columns)];
  return { low, rowOf, columns, rows: 0, cells };
}

/**
 * Adds a run of pixels. `sums` and `numbers` are those of columns of the neighbourhood, from `distance` pixels before
 * the run to as many after it: what levels add up to, and how many pixels of the ROI there are. A window of columns
 * moves along. All sums fit 31 bits: a neighbourhood has less than 2^15 pixels.
 */
export function addRun(
  tones: Tones,
  levels: Uint16Array,
  at: number,
  length: number,
  sums: Int32Array,
  numbers: Int32Array,
  distance: number,
): void {
  const { low, columns, rowOf, cells } = tones;
  const last = 2 * distance;
  let sum = 0;
  let number = 0;
  for (let x = 0; x < last; x++) {
    sum = (sum + sums[x]) | 0;
    number = (number + numbers[x]) | 0;
  }
  for (let x = 0; x < length; x++) {
    sum = (sum + sums[x + last]) | 0;
    number = (number + numbers[x + last]) | 0;
    // The pixel itself is no neighbour.
    const n = (number - 1) | 0;
    if (n > 0) {
      const level = levels[at + x];
      let row = rowOf[level - low];
      if (row === 0) {
        row = ++tones.rows;
        rowOf[level - low] = row;
      }
      const cell = (row - 1) * columns;
      cells[cell]++;
      cells[cell + n] += Math.abs((Math.imul(n, level) - sum + level) | 0);
    }
    sum = (sum - sums[x]) | 0;
    number = (number - numbers[x]) | 0;
  }
}

/** Adds the sums of `from`, made with the same arguments. */
export function addTones(into: Tones, from: Tones): void {
  const { columns } = into;
  for (let k = 0; k < from.rowOf.length; k++) {
    if (from.rowOf[k] === 0) continue;
    if (into.rowOf[k] === 0) into.rowOf[k] = ++into.rows;
    const source = (from.rowOf[k] - 1) * columns;
    const target = (into.rowOf[k] - 1) * columns;
    for (let n = 0; n < columns; n++) into.cells[target + n] += from.cells[source + n];
  }
}

/** Forgets all pixels. */
export function clearTones(tones: Tones): void {
  tones.rowOf.fill(0);
  tones.cells.fill(0, 0, tones.rows * tones.columns);
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
  const { rowOf, columns, rows, low, cells } = tones;
  const level = scratch.float64(rows);
  const count = scratch.float64(rows);
  const difference = scratch.float64(rows);
  let length = 0;
  let total = 0;
  for (let k = 0; k < rowOf.length; k++) {
    if (rowOf[k] === 0) continue;
    const cell = (rowOf[k] - 1) * columns;
    let sum = 0;
    for (let n = 1; n < columns; n++) if (cells[cell + n] > 0) sum += cells[cell + n] / n;
    level[length] = low + k;
    count[length] = cells[cell];
    difference[length++] = sum;
    total += cells[cell];
  }
  return { length, total, level, count, difference };
}
