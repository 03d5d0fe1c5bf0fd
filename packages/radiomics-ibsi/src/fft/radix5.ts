import { cos, sin } from "@pixelmetry/roi";
import type { Complex } from "./radix.ts";

const c1 = cos((2 * Math.PI) / 5);
const c2 = cos((4 * Math.PI) / 5);
const s1 = sin((2 * Math.PI) / 5);
const s2 = sin((4 * Math.PI) / 5);

/** The butterfly of radix 5, as those of radix.ts. */
export function stage5(x: Complex, y: Complex, n: number, s: number, w: Complex): void {
  const { re: xr, im: xi } = x;
  const { re: yr, im: yi } = y;
  const m = n / 5;
  const step = w.re.length / n;
  for (let q = 0; q < m; q++) {
    const t = q * step;
    const w1r = w.re[t];
    const w1i = w.im[t];
    const w2r = w.re[2 * t];
    const w2i = w.im[2 * t];
    const w3r = w.re[3 * t];
    const w3i = w.im[3 * t];
    const w4r = w.re[4 * t];
    const w4i = w.im[4 * t];
    let a = s * q;
    let o = 5 * s * q;
    const by = s * m;
    for (const end = a + s; a < end; a++, o++) {
      const x0r = xr[a];
      const x0i = xi[a];
      const p1r = xr[a + by] + xr[a + 4 * by];
      const p1i = xi[a + by] + xi[a + 4 * by];
      const m1r = xr[a + by] - xr[a + 4 * by];
      const m1i = xi[a + by] - xi[a + 4 * by];
      const p2r = xr[a + 2 * by] + xr[a + 3 * by];
      const p2i = xi[a + 2 * by] + xi[a + 3 * by];
      const m2r = xr[a + 2 * by] - xr[a + 3 * by];
      const m2i = xi[a + 2 * by] - xi[a + 3 * by];
      yr[o] = x0r + p1r + p2r;
      yi[o] = x0i + p1i + p2i;
      const e1r = x0r + c1 * p1r + c2 * p2r;
      const e1i = x0i + c1 * p1i + c2 * p2i;
      const e2r = x0r + c2 * p1r + c1 * p2r;
      const e2i = x0i + c2 * p1i + c1 * p2i;
      const d1r = s1 * m1r + s2 * m2r;
      const d1i = s1 * m1i + s2 * m2i;
      const d2r = s2 * m1r - s1 * m2r;
      const d2i = s2 * m1i - s1 * m2i;
      yr[o + s] = (e1r + d1i) * w1r - (e1i - d1r) * w1i;
      yi[o + s] = (e1r + d1i) * w1i + (e1i - d1r) * w1r;
      yr[o + 2 * s] = (e2r + d2i) * w2r - (e2i - d2r) * w2i;
      yi[o + 2 * s] = (e2r + d2i) * w2i + (e2i - d2r) * w2r;
      yr[o + 3 * s] = (e2r - d2i) * w3r - (e2i + d2r) * w3i;
      yi[o + 3 * s] = (e2r - d2i) * w3i + (e2i + d2r) * w3r;
      yr[o + 4 * s] = (e1r - d1i) * w4r - (e1i + d1r) * w4i;
      yi[o + 4 * s] = (e1r - d1i) * w4i + (e1i + d1r) * w4r;
    }
  }
}
