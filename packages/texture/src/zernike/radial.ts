/**
 * Which Zernike polynomials there are, and their radial parts.
 * @module
 */

/** Pairs of order n and repetition m, m from n mod 2 to n in steps of 2, by ascending n. */
export function indicesUpTo(order: number): (readonly [n: number, m: number])[] {
  return Array.from({ length: order + 1 }, (_, n) => n).flatMap((n) =>
    Array.from({ length: (n >> 1) + 1 }, (_, k) => [n, (n % 2) + 2 * k] as const),
  );
}

/** Where (n, m) stands in {@link indicesUpTo}. */
export const positionOf = (n: number, m: number): number => Math.floor(((n + 1) * (n + 1)) / 4) + (m >> 1);

/**
 * Radial parts of one repetition m, divided by r^m: polynomials Q_n in t = r^2 with Q_m = 1 and
 * Q_{m+2} = (m + 2) t - (m + 1). Row k of the table continues them: Q_{m+2k} = (a t + b) Q_{m+2k-2} + c Q_{m+2k-4}.
 * Unlike sums of powers, the recursion loses no digits at high orders.
 * @see E. Kintner, On the mathematical properties of the Zernike polynomials, 1976, doi:10.1080/713819334
 */
export interface RadialTable {
  readonly m: number;
  /** Position of Q_{m+2k} in {@link indicesUpTo}. */
  readonly position: Int32Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly c: Float64Array;
}

/** One table per repetition from 0 to `order`. */
export function radialTables(order: number): readonly RadialTable[] {
  return Array.from({ length: order + 1 }, (_, m) => {
    const size = ((order - m) >> 1) + 1;
    const table: RadialTable = {
      m,
      position: Int32Array.from({ length: size }, (_, k) => positionOf(m + 2 * k, m)),
      a: new Float64Array(size),
      b: new Float64Array(size),
      c: new Float64Array(size),
    };
    if (size > 1) {
      table.a[1] = m + 2;
      table.b[1] = -(m + 1);
    }
    for (let k = 2; k < size; k++) {
      const n = m + 2 * k;
      const k1 = ((n + m) * (n - m) * (n - 2)) / 2;
      table.a[k] = (2 * n * (n - 1) * (n - 2)) / k1;
      table.b[k] = -((n - 1) * (m * m + n * (n - 2))) / k1;
      table.c[k] = (-n * (n + m - 2) * (n - m - 2)) / 2 / k1;
    }
    return table;
  });
}
