/**
 * Haralick's maximal correlation coefficient: the largest correlation that any functions of the two grey levels of a
 * pair can have.
 * @see B. Gebelein, Z. angew. Math. Mech. 21 (1941) 364, doi:10.1002/zamm.19410210604
 * @module
 */
import type { Multiset, Scratch } from "@pixelmetry/roi";
import { largestMagnitude } from "./extreme-eigenvalue.ts";
import type { PairKeys } from "./pair-keys.ts";

/** Most grey levels that may occur: a matrix of 8 MiB, a second or two of work. */
export const maxCorrelated = 1024;

/** Grey levels of the first or of the second pixels of pairs. */
interface Side {
  /** Levels that occur. */
  length: number;
  /** Place of each level among those that occur. */
  readonly place: Int32Array;
  /** Pairs of each level that occurs. */
  readonly count: Float64Array;
}

/**
 * The second largest singular value of p_ij / sqrt(p_i p_j). The largest is 1 and its vectors are known, the roots of the
 * marginals: without them, what is looked for is the largest, which loses no digits however small it is. NaN when one
 * side has a single level; infinite when more than {@link maxCorrelated} occur.
 */
export function maximalCorrelation(cells: Multiset, keys: PairKeys, scratch: Scratch): number {
  const { span, symmetric } = keys;
  const mark = scratch.mark();
  const first = emptySide(span, scratch);
  const second = symmetric ? first : emptySide(span, scratch);
  forEachCell(cells, span, (i, j, count) => {
    first.count[i] += count;
    second.count[j] += count;
  });
  const sides = symmetric ? [first] : [first, second];
  for (const side of sides) squeeze(side);
  let value: number;
  if (first.length === 1 || second.length === 1) value = Number.NaN;
  else if (fallsApart(cells, keys, first, second, scratch)) value = 1;
  else if (Math.max(first.length, second.length) > maxCorrelated) value = Number.POSITIVE_INFINITY;
  else {
    const m = residual(cells, keys, first, second, scratch);
    value = symmetric
      ? largestMagnitude(m, first.length, scratch)
      : Math.sqrt(largestMagnitude(gram(m, first.length, second.length, scratch), first.length, scratch));
    // Rounding must not make a correlation of more than 1.
    value = Math.min(1, value);
  }
  scratch.release(mark);
  return value;
}

const emptySide = (span: number, scratch: Scratch): Side => ({
  length: 0,
  place: scratch.int32(span),
  count: scratch.float64(span),
});

/** Calls back once per cell in use, in ascending order. */
function forEachCell(
  { values, counts }: Multiset,
  span: number,
  visit: (i: number, j: number, count: number) => void,
): void {
  let i = 0;
  let rowStart = 0;
  for (let c = 0; c < values.length; c++) {
    while (values[c] >= rowStart + span) {
      rowStart += span;
      i++;
    }
    visit(i, values[c] - rowStart, counts[c]);
  }
}

/** Moves the levels that occur to the front. */
function squeeze(side: Side): void {
  for (let level = 0; level < side.count.length; level++) {
    const count = side.count[level];
    if (count === 0) continue;
    side.place[level] = side.length;
    side.count[side.length++] = count;
  }
}

/**
 * Whether the levels of first and second pixels fall into groups without a pair between them, as many levels with few
 * pairs often do: which group it is in is certain from the other level, so the correlation is 1.
 */
function fallsApart(
  cells: Multiset,
  { span, symmetric }: PairKeys,
  first: Side,
  second: Side,
  scratch: Scratch,
): boolean {
  const mark = scratch.mark();
  const parent = scratch.int32(first.length + second.length);
  for (let i = 0; i < parent.length; i++) parent[i] = i;
  let groups = parent.length;
  const join = (i: number, j: number): void => {
    const [a, b] = [rootOf(parent, i), rootOf(parent, first.length + j)];
    if (a === b) return;
    parent[a] = b;
    groups--;
  };
  forEachCell(cells, span, (i, j) => {
    join(first.place[i], second.place[j]);
    if (symmetric) join(first.place[j], second.place[i]);
  });
  scratch.release(mark);
  return groups > 1;
}

function rootOf(parent: Int32Array, of: number): number {
  let i = of;
  while (parent[i] !== i) {
    parent[i] = parent[parent[i]];
    i = parent[i];
  }
  return i;
}

/** p_ij / sqrt(p_i p_j) - sqrt(p_i p_j), row by row. */
function residual(
  cells: Multiset,
  { span, symmetric }: PairKeys,
  first: Side,
  second: Side,
  scratch: Scratch,
): Float64Array {
  const columns = second.length;
  const m = scratch.float64(first.length * columns);
  const total = symmetric ? 2 * cells.n : cells.n;
  for (let i = 0; i < first.length; i++) {
    for (let j = 0; j < columns; j++)
      m[i * columns + j] = -Math.sqrt(first.count[i] * second.count[j]) / total;
  }
  forEachCell(cells, span, (levelI, levelJ, count) => {
    const [i, j] = [first.place[levelI], second.place[levelJ]];
    const share = count / Math.sqrt(first.count[i] * second.count[j]);
    m[i * columns + j] += share;
    // A pair of a symmetric matrix stands for both orders.
    if (symmetric) m[j * columns + i] += share;
  });
  return m;
}

/** M M^T, the lower triangle; its eigenvalues are the squared singular values. */
function gram(m: Float64Array, rows: number, columns: number, scratch: Scratch): Float64Array {
  const out = scratch.float64(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < columns; k++) sum += m[i * columns + k] * m[j * columns + k];
      out[i * rows + j] = sum;
    }
  }
  return out;
}
