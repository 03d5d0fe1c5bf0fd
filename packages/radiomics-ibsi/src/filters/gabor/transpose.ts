import type { Complex } from "../../fft/radix.ts";

/** Squares of this side stay in the nearest cache. */
const tile = 16;

/** to[c · rows + r] = from[r · columns + c]. */
export function transpose(from: Complex, rows: number, columns: number, to: Complex): void {
  for (let r0 = 0; r0 < rows; r0 += tile) {
    const r1 = Math.min(rows, r0 + tile);
    for (let c0 = 0; c0 < columns; c0 += tile) {
      const c1 = Math.min(columns, c0 + tile);
      for (let r = r0; r < r1; r++) {
        for (let c = c0; c < c1; c++) {
          to.re[c * rows + r] = from.re[r * columns + c];
          to.im[c * rows + r] = from.im[r * columns + c];
        }
      }
    }
  }
}
