/**
 * Filters that are products in the frequency domain. The spectrum of a real volume takes half the frequencies
 * along x, so it is as large as the volume; it is transformed in place, and padding is never laid out.
 * @module
 */
import type { PixelArray } from "@pixelmetry/roi";
import type { Vector } from "../../chain/volume.ts";
import { type FftPlan, fftPlan } from "../../fft/plan.ts";
import type { Complex } from "../../fft/radix.ts";
import { boundaryIndices } from "../boundary.ts";
import { allocate, type Precision, type RealArray } from "../response.ts";
import type { Boundary } from "../spec.ts";

/** A transfer function H(k), Hermitian so that responses are real. */
export interface Transfer {
  /** Multiplies H(x0 + b, y, z) into element `z * lines + b` of `data`, for all z and b < lines. */
  multiply(data: Complex, lines: number, x0: number, y: number): void;
}

/** A volume with what lies around it. */
export interface Padding {
  readonly boundary: Boundary;
  /** Voxels before the first along each axis. */
  readonly before: Vector;
  /** Size with the voxels before and after. */
  readonly size: Vector;
}

/** Lines that are transformed together: as many as stay in the cache with their working memory. */
const batch = 16;

/** Transforms of volumes of one size. */
export class SpectralFilter {
  readonly #size: Vector;
  readonly #padded: Vector;
  readonly #half: number;
  readonly #before: Vector;
  readonly #indices: readonly Int32Array[];
  readonly #plans: readonly FftPlan[];
  readonly #re: RealArray;
  readonly #im: RealArray;
  readonly #work: Complex;

  constructor(size: Vector, { boundary, before, size: padded }: Padding, precision: Precision) {
    this.#size = size;
    this.#padded = padded;
    this.#before = before;
    this.#half = Math.floor(padded[0] / 2) + 1;
    this.#indices = size.map((n, axis) =>
      boundaryIndices(boundary, n, before[axis], padded[axis] - n - before[axis]),
    );
    const length = this.#half * padded[1] * padded[2];
    this.#re = allocate(precision, length);
    this.#im = allocate(precision, length);
    this.#plans = padded.map((n) => fftPlan(n, batch));
    const longest = batch * Math.max(...padded);
    this.#work = { re: new Float64Array(longest), im: new Float64Array(longest) };
  }

  /** Filters `data`; `out` may be `data`. */
  apply(data: PixelArray, transfer: Transfer, out: RealArray): void {
    const [, height, depth] = this.#padded;
    const half = this.#half;
    const plane = half * height;
    for (let z = 0; z < depth; z++) {
      this.#rowsForward(data, z);
      for (let x = 0; x < half; x += batch) {
        this.#gather(z * plane + x, half, height, Math.min(batch, half - x));
        this.#plans[1].forward(this.#work, Math.min(batch, half - x));
        this.#scatter(z * plane + x, half, height, Math.min(batch, half - x));
      }
    }
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < half; x += batch) {
        const lines = Math.min(batch, half - x);
        this.#gather(y * half + x, plane, depth, lines);
        this.#plans[2].forward(this.#work, lines);
        transfer.multiply(this.#work, lines, x, y);
        this.#plans[2].inverse(this.#work, lines);
        this.#scatter(y * half + x, plane, depth, lines);
      }
    }
    for (let z = 0; z < this.#size[2]; z++) {
      const at = (z + this.#before[2]) * plane;
      for (let x = 0; x < half; x += batch) {
        const lines = Math.min(batch, half - x);
        this.#gather(at + x, half, height, lines);
        this.#plans[1].inverse(this.#work, lines);
        this.#scatter(at + x, half, height, lines);
      }
      this.#rowsInverse(z, out);
    }
  }

  /** Transforms the rows of padded plane `z` of the volume, two real rows as one complex line. */
  #rowsForward(data: PixelArray, z: number): void {
    const [width, height] = this.#padded;
    const { re, im } = this.#work;
    for (let y = 0; y < height; y += 2 * batch) {
      const lines = Math.min(batch, Math.ceil((height - y) / 2));
      for (let b = 0; b < lines; b++) {
        this.#readRow(data, y + 2 * b, z, re, b, lines);
        this.#readRow(data, y + 2 * b + 1, z, im, b, lines);
      }
      this.#plans[0].forward(this.#work, lines);
      for (let b = 0; b < lines; b++) {
        const at = (z * height + y + 2 * b) * this.#half;
        const second = y + 2 * b + 1 < height;
        for (let k = 0; k < this.#half; k++) {
          const i = k * lines + b;
          const j = (k === 0 ? 0 : width - k) * lines + b;
          this.#re[at + k] = (re[i] + re[j]) / 2;
          this.#im[at + k] = (im[i] - im[j]) / 2;
          if (!second) continue;
          this.#re[at + this.#half + k] = (im[i] + im[j]) / 2;
          this.#im[at + this.#half + k] = (re[j] - re[i]) / 2;
        }
      }
    }
  }

  /** Copies padded row (y, z) of the volume to every `lines`-th element of `to`, from `b` on. */
  #readRow(data: PixelArray, y: number, z: number, to: Float64Array, b: number, lines: number): void {
    const [xs, ys, zs] = this.#indices;
    const [width, height] = this.#size;
    const inside = y < ys.length && ys[y] >= 0 && zs[z] >= 0;
    const row = inside ? (zs[z] * height + ys[y]) * width : 0;
    for (let x = 0, i = b; x < xs.length; x++, i += lines) {
      to[i] = inside && xs[x] >= 0 ? data[row + xs[x]] : 0;
    }
  }

  /** Transforms the rows of plane `z` of the response back and cuts off the padding. */
  #rowsInverse(z: number, out: RealArray): void {
    const [width, height] = this.#size;
    const [length, paddedHeight, paddedDepth] = this.#padded;
    const [left, top, front] = this.#before;
    const { re, im } = this.#work;
    const half = this.#half;
    const scale = 1 / (length * paddedHeight * paddedDepth);
    for (let y = 0; y < height; y += 2 * batch) {
      const lines = Math.min(batch, Math.ceil((height - y) / 2));
      for (let b = 0; b < lines; b++) {
        const at = ((z + front) * paddedHeight + y + 2 * b + top) * half;
        const second = y + 2 * b + 1 < height ? at + half : -1;
        for (let k = 0; k < half; k++) {
          const ar = this.#re[at + k];
          const ai = this.#im[at + k];
          const br = second < 0 ? 0 : this.#re[second + k];
          const bi = second < 0 ? 0 : this.#im[second + k];
          const j = (k === 0 ? 0 : length - k) * lines + b;
          re[j] = ar + bi;
          im[j] = br - ai;
          const i = k * lines + b;
          re[i] = ar - bi;
          im[i] = ai + br;
        }
      }
      this.#plans[0].inverse(this.#work, lines);
      for (let b = 0; b < lines; b++) {
        const at = (z * height + y + 2 * b) * width;
        for (let x = 0; x < width; x++) out[at + x] = scale * re[(x + left) * lines + b];
        if (y + 2 * b + 1 >= height) continue;
        for (let x = 0; x < width; x++) out[at + width + x] = scale * im[(x + left) * lines + b];
      }
    }
  }

  /** `lines` neighbouring lines of the spectrum from `start` on, their elements `stride` apart. */
  #gather(start: number, stride: number, length: number, lines: number): void {
    const { re, im } = this.#work;
    const spectrumRe = this.#re;
    const spectrumIm = this.#im;
    for (let k = 0, i = 0; k < length; k++) {
      const at = start + k * stride;
      for (let b = 0; b < lines; b++, i++) {
        re[i] = spectrumRe[at + b];
        im[i] = spectrumIm[at + b];
      }
    }
  }

  #scatter(start: number, stride: number, length: number, lines: number): void {
    const { re, im } = this.#work;
    const spectrumRe = this.#re;
    const spectrumIm = this.#im;
    for (let k = 0, i = 0; k < length; k++) {
      const at = start + k * stride;
      for (let b = 0; b < lines; b++, i++) {
        spectrumRe[at + b] = re[i];
        spectrumIm[at + b] = im[i];
      }
    }
  }
}
