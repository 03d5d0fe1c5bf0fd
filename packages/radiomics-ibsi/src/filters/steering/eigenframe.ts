/**
 * Eigenvectors of symmetric 3 × 3 matrices by Jacobi rotations, which stay orthonormal for equal eigenvalues.
 * @module
 */

const sweeps = 12;

/**
 * Turns `matrix` (row-major, symmetric; overwritten) into a right-handed frame: the columns of `frame` are its
 * eigenvectors, that of the largest eigenvalue first. The first two do not point away from `towards`.
 */
export function eigenframe(matrix: Float64Array, towards: Float64Array, frame: Float64Array): void {
  frame.fill(0);
  frame[0] = frame[4] = frame[8] = 1;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    if (matrix[1] === 0 && matrix[2] === 0 && matrix[5] === 0) break;
    rotate(matrix, frame, 0, 1);
    rotate(matrix, frame, 0, 2);
    rotate(matrix, frame, 1, 2);
  }
  if (matrix[0] < matrix[4]) exchange(matrix, frame, 0, 1);
  if (matrix[4] < matrix[8]) exchange(matrix, frame, 1, 2);
  if (matrix[0] < matrix[4]) exchange(matrix, frame, 0, 1);
  for (let column = 0; column < 2; column++) {
    const along =
      frame[column] * towards[0] + frame[3 + column] * towards[1] + frame[6 + column] * towards[2];
    if (along < 0) for (let row = 0; row < 3; row++) frame[3 * row + column] *= -1;
  }
  frame[2] = frame[3] * frame[7] - frame[6] * frame[4];
  frame[5] = frame[6] * frame[1] - frame[0] * frame[7];
  frame[8] = frame[0] * frame[4] - frame[3] * frame[1];
}

/** Makes element (p, q) of the matrix 0 by a rotation in their plane. */
function rotate(a: Float64Array, v: Float64Array, p: number, q: number): void {
  const off = a[3 * p + q];
  const difference = a[4 * q] - a[4 * p];
  // Below the last digit of the diagonal it has no effect but to keep the sweeps going.
  if (Math.abs(off) <= Number.EPSILON * 0.5 * Math.min(Math.abs(a[4 * p]), Math.abs(a[4 * q]))) {
    a[3 * p + q] = a[3 * q + p] = 0;
    return;
  }
  const ratio = difference / (2 * off);
  const t = (ratio >= 0 ? 1 : -1) / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const r = 3 - p - q;
  const rp = a[3 * r + p];
  const rq = a[3 * r + q];
  a[4 * p] -= t * off;
  a[4 * q] += t * off;
  a[3 * p + q] = a[3 * q + p] = 0;
  a[3 * r + p] = a[3 * p + r] = c * rp - s * rq;
  a[3 * r + q] = a[3 * q + r] = s * rp + c * rq;
  for (let row = 0; row < 9; row += 3) {
    const vp = v[row + p];
    const vq = v[row + q];
    v[row + p] = c * vp - s * vq;
    v[row + q] = s * vp + c * vq;
  }
}

function exchange(a: Float64Array, v: Float64Array, p: number, q: number): void {
  const value = a[4 * p];
  a[4 * p] = a[4 * q];
  a[4 * q] = value;
  for (let row = 0; row < 9; row += 3) {
    const element = v[row + p];
    v[row + p] = v[row + q];
    v[row + q] = element;
  }
}
