/**
 * Eigenvalues of a symmetric 3 x 3 matrix by cyclic Jacobi rotations, which keep the small ones accurate.
 * @see G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed. (2013), section 8.5
 * @module
 */

/** Upper triangle of a symmetric matrix. */
export interface Symmetric3 {
  readonly xx: number;
  readonly yy: number;
  readonly zz: number;
  readonly xy: number;
  readonly xz: number;
  readonly yz: number;
}

const pairs = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

/** The eigenvalues in descending order. */
export function symmetricEigenvalues({ xx, yy, zz, xy, xz, yz }: Symmetric3): [number, number, number] {
  const m = [xx, xy, xz, xy, yy, yz, xz, yz, zz];
  // Convergence is quadratic: five sweeps reach working precision, the rest is margin.
  for (let sweep = 0; sweep < 12; sweep++) {
    if (m[1] === 0 && m[2] === 0 && m[5] === 0) break;
    for (const [p, q] of pairs) rotate(m, p, q);
  }
  const [a, b, c] = [m[0], m[4], m[8]].sort((first, second) => second - first);
  return [a, b, c];
}

/** Makes element (p, q) zero. */
function rotate(m: number[], p: number, q: number): void {
  const off = m[3 * p + q];
  if (off === 0) return;
  const pp = m[4 * p];
  const qq = m[4 * q];
  if (Math.abs(off) < 1e-18 * (Math.abs(pp) + Math.abs(qq))) {
    m[3 * p + q] = 0;
    m[3 * q + p] = 0;
    return;
  }
  const theta = (qq - pp) / (2 * off);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  m[4 * p] = pp - t * off;
  m[4 * q] = qq + t * off;
  m[3 * p + q] = 0;
  m[3 * q + p] = 0;
  const r = 3 - p - q;
  const rp = m[3 * r + p];
  const rq = m[3 * r + q];
  m[3 * r + p] = m[3 * p + r] = c * rp - s * rq;
  m[3 * r + q] = m[3 * q + r] = s * rp + c * rq;
}
