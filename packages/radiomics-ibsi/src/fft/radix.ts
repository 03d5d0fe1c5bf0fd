/**
 * Butterflies of the Stockham transform. A stage splits transforms of length `n` with `s` interleaved lines into
 * transforms of length `n / p` with `p s` interleaved lines, in order, from (xr, xi) to (yr, yi). The inner loop
 * runs over the interleaved lines, which lie next to each other.
 * C. Van Loan, Computational Frameworks for the Fast Fourier Transform (1992), sections 1.7 and 2.
 * @module
 */

import { cos, sin } from "@pixelmetry/roi";

/** Real and imaginary parts. */
export interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Roots of unity exp(-2πi k / length). */
export function roots(length: number): Complex {
  const re = new Float64Array(length);
  const im = new Float64Array(length);
  for (let k = 0; k < length; k++) {
    const angle = (-2 * Math.PI * k) / length;
    re[k] = cos(angle);
    im[k] = sin(angle);
  }
  return { re, im };
}

export function stage2(x: Complex, y: Complex, n: number, s: number, w: Complex): void {
  const { re: xr, im: xi } = x;
  const { re: yr, im: yi } = y;
  const m = n / 2;
  const step = w.re.length / n;
  for (let q = 0; q < m; q++) {
    const wr = w.re[q * step];
    const wi = w.im[q * step];
    let a = s * q;
    let b = s * (q + m);
    let o = 2 * s * q;
    for (const end = a + s; a < end; a++, b++, o++) {
      const dr = xr[a] - xr[b];
      const di = xi[a] - xi[b];
      yr[o] = xr[a] + xr[b];
      yi[o] = xi[a] + xi[b];
      yr[o + s] = dr * wr - di * wi;
      yi[o + s] = dr * wi + di * wr;
    }
  }
}

const sin60 = Math.sqrt(3) / 2;

export function stage3(x: Complex, y: Complex, n: number, s: number, w: Complex): void {
  const { re: xr, im: xi } = x;
  const { re: yr, im: yi } = y;
  const m = n / 3;
  const step = w.re.length / n;
  for (let q = 0; q < m; q++) {
    const w1r = w.re[q * step];
    const w1i = w.im[q * step];
    const w2r = w.re[2 * q * step];
    const w2i = w.im[2 * q * step];
    let a = s * q;
    let b = s * (q + m);
    let c = s * (q + 2 * m);
    let o = 3 * s * q;
    for (const end = a + s; a < end; a++, b++, c++, o++) {
      const sr = xr[b] + xr[c];
      const si = xi[b] + xi[c];
      const dr = sin60 * (xr[b] - xr[c]);
      const di = sin60 * (xi[b] - xi[c]);
      const tr = xr[a] - 0.5 * sr;
      const ti = xi[a] - 0.5 * si;
      yr[o] = xr[a] + sr;
      yi[o] = xi[a] + si;
      const ur = tr + di;
      const ui = ti - dr;
      yr[o + s] = ur * w1r - ui * w1i;
      yi[o + s] = ur * w1i + ui * w1r;
      const vr = tr - di;
      const vi = ti + dr;
      yr[o + 2 * s] = vr * w2r - vi * w2i;
      yi[o + 2 * s] = vr * w2i + vi * w2r;
    }
  }
}

export function stage4(x: Complex, y: Complex, n: number, s: number, w: Complex): void {
  const { re: xr, im: xi } = x;
  const { re: yr, im: yi } = y;
  const m = n / 4;
  const step = w.re.length / n;
  for (let q = 0; q < m; q++) {
    const w1r = w.re[q * step];
    const w1i = w.im[q * step];
    const w2r = w.re[2 * q * step];
    const w2i = w.im[2 * q * step];
    const w3r = w.re[3 * q * step];
    const w3i = w.im[3 * q * step];
    let a = s * q;
    let b = s * (q + m);
    let c = s * (q + 2 * m);
    let d = s * (q + 3 * m);
    let o = 4 * s * q;
    for (const end = a + s; a < end; a++, b++, c++, d++, o++) {
      const acr = xr[a] + xr[c];
      const aci = xi[a] + xi[c];
      const amr = xr[a] - xr[c];
      const ami = xi[a] - xi[c];
      const bdr = xr[b] + xr[d];
      const bdi = xi[b] + xi[d];
      const bmr = xr[b] - xr[d];
      const bmi = xi[b] - xi[d];
      yr[o] = acr + bdr;
      yi[o] = aci + bdi;
      const ur = amr + bmi;
      const ui = ami - bmr;
      yr[o + s] = ur * w1r - ui * w1i;
      yi[o + s] = ur * w1i + ui * w1r;
      const vr = acr - bdr;
      const vi = aci - bdi;
      yr[o + 2 * s] = vr * w2r - vi * w2i;
      yi[o + 2 * s] = vr * w2i + vi * w2r;
      const tr = amr - bmi;
      const ti = ami + bmr;
      yr[o + 3 * s] = tr * w3r - ti * w3i;
      yi[o + 3 * s] = tr * w3i + ti * w3r;
    }
  }
}

/** Any radix, in p² operations: for the odd primes from 7 on. */
export function stageAny(x: Complex, y: Complex, n: number, s: number, w: Complex, p: number): void {
  const { re: xr, im: xi } = x;
  const { re: yr, im: yi } = y;
  const m = n / p;
  const length = w.re.length;
  const step = length / n;
  for (let q = 0; q < m; q++) {
    for (let k = 0; k < p; k++) {
      const o = s * (p * q + k);
      yr.fill(0, o, o + s);
      yi.fill(0, o, o + s);
      for (let j = 0; j < p; j++) {
        // The twiddle exp(-2πi q k / n) and the root exp(-2πi j k / p) in one.
        const t = (k * (q + j * m) * step) % length;
        const wr = w.re[t];
        const wi = w.im[t];
        const a = s * (q + j * m);
        for (let r = 0; r < s; r++) {
          yr[o + r] += xr[a + r] * wr - xi[a + r] * wi;
          yi[o + r] += xr[a + r] * wi + xi[a + r] * wr;
        }
      }
    }
  }
}
