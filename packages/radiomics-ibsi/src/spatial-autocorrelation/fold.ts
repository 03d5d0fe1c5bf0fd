/**
 * Decimation in frequency along the longest axis. The transform of length S·B at the frequencies S·b + s is the
 * transform of length B of the signal turned by its twiddles and folded to length B.
 * @module
 */
import type { Complex } from "../fft/radix.ts";

/** A box with its axes in the order of their lengths, the longest first. */
export interface Layout {
  readonly axes: readonly {
    readonly length: number;
    /** Distance between neighbours in the array of intensities. */
    readonly stride: number;
    /** Size of a pixel. */
    readonly step: number;
  }[];
  /** S, odd. */
  readonly parts: number;
  /** B. */
  readonly partLength: number;
  /** Lengths of the axes with zeros appended, so that the transform's ring does not join their ends. */
  readonly padded: readonly [number, number, number];
}

/** Per signal, element b of row r (second axis slow, third fast) at b · rows + r. */
export interface FoldedSignals {
  /** 1 inside the ROI. */
  readonly mask: Complex;
  /** Deviation from the mean, and its square. */
  readonly deviation: Complex;
  readonly square: Complex;
}

/** Folds mask, deviations and their squares for the frequencies of a part. */
export function foldSignals(
  values: Float64Array,
  mean: number,
  { axes: [first, second, third], partLength, padded }: Layout,
  part: number,
  twiddles: Complex,
  { mask, deviation, square }: FoldedSignals,
): void {
  const rows = second.length * third.length;
  for (const { re, im } of [mask, deviation, square]) {
    re.fill(0);
    im.fill(0);
  }
  for (let j = 0; j < first.length; j++) {
    const turn = (j * part) % padded[0];
    const c = twiddles.re[turn];
    const s = twiddles.im[turn];
    let at = (j % partLength) * rows;
    for (let k = 0; k < second.length; k++) {
      let from = j * first.stride + k * second.stride;
      for (let l = 0; l < third.length; l++, at++, from += third.stride) {
        const value = values[from];
        if (Number.isNaN(value)) continue;
        const y = value - mean;
        const q = y * y;
        mask.re[at] += c;
        mask.im[at] += s;
        deviation.re[at] += y * c;
        deviation.im[at] += y * s;
        square.re[at] += q * c;
        square.im[at] += q * s;
      }
    }
  }
}

/** Folds the inverse distances from the first pixel, all the way round the ring of the longest axis. */
export function foldKernel(
  { axes: [first, second, third], partLength, padded }: Layout,
  part: number,
  twiddles: Complex,
  { re, im }: Complex,
): void {
  const rows = second.length * third.length;
  re.fill(0);
  im.fill(0);
  for (let j = 0; j < first.length; j++) {
    const turn = (j * part) % padded[0];
    const c = twiddles.re[turn];
    const s = twiddles.im[turn];
    const bin = j % partLength;
    let ahead = bin * rows;
    // Pixel -j of the ring, turned the other way.
    let behind = ((partLength - bin) % partLength) * rows;
    const x = (j * first.step) ** 2;
    for (let k = 0; k < second.length; k++) {
      const xy = x + (k * second.step) ** 2;
      for (let l = 0; l < third.length; l++, ahead++, behind++) {
        const squared = xy + (l * third.step) ** 2;
        // A pixel is no pair with itself.
        if (squared === 0) continue;
        const weight = 1 / Math.sqrt(squared);
        re[ahead] += weight * c;
        im[ahead] += weight * s;
        if (j === 0) continue;
        re[behind] += weight * c;
        im[behind] -= weight * s;
      }
    }
  }
}
