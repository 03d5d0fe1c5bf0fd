/**
 * The eigenvalue of a symmetric matrix that is farthest from 0: Householder's reflections make the matrix tridiagonal,
 * Sturm sequences count its eigenvalues below a number.
 * @see G. Golub, C. Van Loan, Matrix Computations, 4th ed. (2013), chapters 8.3.1 and 8.4.1
 * @module
 */
import type { Scratch } from "@pixelmetry/roi";

/** Its absolute value, to some units in the last place. Destroys `a`: n rows of n numbers, of which the lower triangle is read. */
export function largestMagnitude(a: Float64Array, n: number, scratch: Scratch): number {
  const mark = scratch.mark();
  const diagonal = scratch.float64(n);
  const squares = scratch.float64(n);
  tridiagonalise(a, n, diagonal, squares, scratch.float64(n));
  // Every eigenvalue lies in a Gershgorin disk.
  let bound = 0;
  for (let i = 0; i < n; i++) {
    const after = i + 1 < n ? Math.sqrt(squares[i + 1]) : 0;
    bound = Math.max(bound, Math.abs(diagonal[i]) + Math.sqrt(squares[i]) + after);
  }
  const highest = Math.abs(bisect(diagonal, squares, n, n, bound));
  const isFarthest = countBelow(diagonal, squares, n, -highest) === 0;
  const farthest = isFarthest ? highest : Math.abs(bisect(diagonal, squares, n, 1, bound));
  scratch.release(mark);
  return Math.max(highest, farthest);
}

/** Diagonal, and squares of what is below it (at the index of their row). Rows are reduced from the last upwards. */
function tridiagonalise(
  a: Float64Array,
  n: number,
  diagonal: Float64Array,
  squares: Float64Array,
  p: Float64Array,
): void {
  for (let i = n - 1; i >= 1; i--) {
    const row = i * n;
    diagonal[i] = a[row + i];
    let norm2 = 0;
    for (let k = 0; k < i; k++) norm2 += a[row + k] * a[row + k];
    squares[i] = norm2;
    const last = a[row + i - 1];
    if (norm2 === last * last) continue;
    const below = last < 0 ? Math.sqrt(norm2) : -Math.sqrt(norm2);
    // The reflection 1 - v v^T / h takes the row to (0, ..., 0, below).
    const h = norm2 - last * below;
    a[row + i - 1] = last - below;
    reflect(a, n, i, row, h, p);
  }
  diagonal[0] = a[0];
}

/** Applies the reflection by v, `size` numbers from `at`, to the leading rows and columns. */
function reflect(a: Float64Array, n: number, size: number, at: number, h: number, p: Float64Array): void {
  p.fill(0, 0, size);
  for (let j = 0; j < size; j++) {
    const row = j * n;
    const v = a[at + j];
    let sum = a[row + j] * v;
    for (let k = 0; k < j; k++) {
      sum += a[row + k] * a[at + k];
      p[k] += a[row + k] * v;
    }
    p[j] += sum;
  }
  let product = 0;
  for (let j = 0; j < size; j++) {
    p[j] /= h;
    product += p[j] * a[at + j];
  }
  const half = product / (2 * h);
  for (let j = 0; j < size; j++) p[j] -= half * a[at + j];
  for (let j = 0; j < size; j++) {
    const row = j * n;
    const v = a[at + j];
    const w = p[j];
    for (let k = 0; k <= j; k++) a[row + k] -= v * p[k] + w * a[at + k];
  }
}

/** The `rank`-th smallest eigenvalue, from 1, between plus and minus `bound`. */
function bisect(
  diagonal: Float64Array,
  squares: Float64Array,
  n: number,
  rank: number,
  bound: number,
): number {
  let low = -bound;
  let high = bound;
  while (high - low > 1e-16 * bound) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (countBelow(diagonal, squares, n, middle) >= rank) high = middle;
    else low = middle;
  }
  return low + (high - low) / 2;
}

/** In place of a pivot of 0. */
const tiny = 1e-290;

/** How many eigenvalues are smaller than `x`: negative pivots of the matrix less x times the identity. */
function countBelow(diagonal: Float64Array, squares: Float64Array, n: number, x: number): number {
  let count = 0;
  let pivot = 1;
  for (let i = 0; i < n; i++) {
    pivot = diagonal[i] - x - squares[i] / pivot;
    if (pivot === 0) pivot = tiny;
    if (pivot < 0) count++;
  }
  return count;
}
