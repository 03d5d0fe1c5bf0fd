/**
 * Volume and surface area of an ellipsoid.
 * @see Digital Library of Mathematical Functions, 19.33.2, https://dlmf.nist.gov/19.33
 * @see L. R. M. Maas, On the surface area of an ellipsoid and related integrals of elliptic integrals, 1994,
 *   doi:10.1016/0377-0427(94)90403-0
 * @module
 */

/** Volume of the ellipsoid with these semi-axes. */
export const ellipsoidVolume = (a: number, b: number, c: number): number => ((4 * Math.PI) / 3) * a * b * c;

/**
 * What IBSI's series of Legendre polynomials for the area of an ellipsoid with semi-axes a >= b >= c converges to. The
 * series has the eccentricities of the sections through the longest axis, where the area needs those through the
 * shortest, so that only for a ball the two agree; IBSI's reference values follow the series.
 */
export function ibsiEllipsoidArea(a: number, b: number, c: number): number {
  if (Number.isNaN(a + b + c)) return Number.NaN;
  return 4 * Math.PI * b * symmetricG(a * a, b * b, c * c);
}

/** Carlson's R_G of numbers that are not negative. */
function symmetricG(...numbers: [number, number, number]): number {
  // 2 R_G = z R_F - (x - z)(y - z) R_D / 3 + sqrt(xy / z) has no cancellation with z in the middle (DLMF 19.21.10).
  const [y, z, x] = numbers.sort((p, q) => p - q);
  if (z === 0) return Math.sqrt(x) / 2;
  return (
    (z * symmetricF(x, y, z) - ((x - z) * (y - z) * symmetricD(x, y, z)) / 3 + Math.sqrt((x * y) / z)) / 2
  );
}

/** Arguments are halved towards their mean until they agree to this. */
const close = 1e-3;

/**
 * Carlson's R_F by duplication.
 * @see B. C. Carlson, Numerical computation of real or complex elliptic integrals, 1995, doi:10.1007/BF02198293
 */
function symmetricF(x: number, y: number, z: number): number {
  let [p, q, r] = [x, y, z];
  for (;;) {
    const mean = (p + q + r) / 3;
    const [dp, dq] = [1 - p / mean, 1 - q / mean];
    const dr = -dp - dq;
    if (Math.max(Math.abs(dp), Math.abs(dq), Math.abs(dr)) < close) {
      const e2 = dp * dq - dr * dr;
      const e3 = dp * dq * dr;
      return (1 - e2 / 10 + e3 / 14 + (e2 * e2) / 24 - (3 * e2 * e3) / 44) / Math.sqrt(mean);
    }
    const lambda = Math.sqrt(p * q) + Math.sqrt(p * r) + Math.sqrt(q * r);
    [p, q, r] = [(p + lambda) / 4, (q + lambda) / 4, (r + lambda) / 4];
  }
}

/** Carlson's R_D by duplication; z is not 0. */
function symmetricD(x: number, y: number, z: number): number {
  let [p, q, r] = [x, y, z];
  let sum = 0;
  let power = 1;
  for (;;) {
    const mean = (p + q + 3 * r) / 5;
    const [dp, dq] = [1 - p / mean, 1 - q / mean];
    const dr = -(dp + dq) / 3;
    if (Math.max(Math.abs(dp), Math.abs(dq), Math.abs(dr)) < close) {
      const e2 = dp * dq - 6 * dr * dr;
      const e3 = (3 * dp * dq - 8 * dr * dr) * dr;
      const e4 = 3 * (dp * dq - dr * dr) * dr * dr;
      const e5 = dp * dq * dr * dr * dr;
      const series =
        1 - (3 * e2) / 14 + e3 / 6 + (9 * e2 * e2) / 88 - (3 * e4) / 22 - (9 * e2 * e3) / 52 + (3 * e5) / 26;
      return 3 * sum + (power * series) / (mean * Math.sqrt(mean));
    }
    const [rp, rq, rr] = [Math.sqrt(p), Math.sqrt(q), Math.sqrt(r)];
    const lambda = rp * rq + rp * rr + rq * rr;
    sum += power / (rr * (r + lambda));
    power /= 4;
    [p, q, r] = [(p + lambda) / 4, (q + lambda) / 4, (r + lambda) / 4];
  }
}
