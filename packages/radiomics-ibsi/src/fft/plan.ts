/**
 * Discrete Fourier transforms of any length, many lines at a time.
 *
 * An own kernel because the libraries do not serve: fft.js is limited to powers of two and without types, the
 * WebAssembly ports work in 32 bits, and the filters of IBSI are defined on the unpadded image, whose sides may
 * be prime. Sums are those of the definition, y_k = Σ x_j exp(-2πi j k / n); the inverse is not divided by n.
 * @module
 */
import { cos, sin } from "@pixelmetry/roi";
import { type Complex, roots, stage2, stage3, stage4, stageAny } from "./radix.ts";
import { stage5 } from "./radix5.ts";

/** Primes above it are cheaper through Bluestein's convolution than in p² operations. */
const largestRadix = 31;

/** Transforms of one length. Line b's element k is at `k * lines + b`. */
export interface FftPlan {
  readonly length: number;
  /** Most lines per call. */
  readonly lines: number;
  /** Transforms `lines` interleaved lines in place. */
  forward(data: Complex, lines: number): void;
  /** The inverse, times `length`. */
  inverse(data: Complex, lines: number): void;
}

/** Plans transforms of `length`; the plan keeps working memory for `lines` lines. */
export function fftPlan(length: number, lines: number): FftPlan {
  const factors = radices(length);
  const transform =
    factors.at(-1)! > largestRadix ? bluestein(length, lines) : stockham(length, lines, factors);
  return {
    length,
    lines,
    forward: transform,
    // Exchanging real and imaginary parts before and after conjugates the kernel.
    inverse: ({ re, im }, count) => transform({ re: im, im: re }, count),
  };
}

/** The smallest length from `least` on that has no prime factor above 5. */
export function fastLength(least: number): number {
  for (let length = Math.max(1, least); ; length++) if (radices(length).at(-1)! <= 5) return length;
}

/** Factors 4, 2, 3, 5 … whose product is `length`, the largest last. */
function radices(length: number): number[] {
  const factors: number[] = [];
  let rest = length;
  for (const p of [4, 2]) {
    while (rest % p === 0) {
      factors.push(p);
      rest /= p;
    }
  }
  for (let p = 3; p * p <= rest; p += 2) {
    while (rest % p === 0) {
      factors.push(p);
      rest /= p;
    }
  }
  if (rest > 1 || factors.length === 0) factors.push(rest);
  return factors;
}

type Transform = (data: Complex, lines: number) => void;

function stockham(length: number, lines: number, factors: readonly number[]): Transform {
  if (length === 1) return () => {};
  const work: Complex = {
    re: new Float64Array(length * lines),
    im: new Float64Array(length * lines),
  };
  const w = roots(length);
  return (data, count) => {
    let x = data;
    let y = work;
    let n = length;
    let s = count;
    for (const p of factors) {
      if (p === 4) stage4(x, y, n, s, w);
      else if (p === 2) stage2(x, y, n, s, w);
      else if (p === 3) stage3(x, y, n, s, w);
      else if (p === 5) stage5(x, y, n, s, w);
      else stageAny(x, y, n, s, w, p);
      n /= p;
      s *= p;
      [x, y] = [y, x];
    }
    if (x === work) {
      const size = length * count;
      data.re.set(size === work.re.length ? work.re : work.re.subarray(0, size));
      data.im.set(size === work.im.length ? work.im : work.im.subarray(0, size));
    }
  };
}

/**
 * The transform as a convolution with a chirp, for lengths with large prime factors.
 * L. Bluestein, IEEE Trans. Audio Electroacoust. 18 (1970) 451, doi:10.1109/TAU.1970.1162132.
 */
function bluestein(length: number, lines: number): Transform {
  const padded = fastLength(2 * length - 1);
  const convolve = stockham(padded, lines, radices(padded));
  const chirp = { re: new Float64Array(length), im: new Float64Array(length) };
  const kernel = { re: new Float64Array(padded), im: new Float64Array(padded) };
  for (let j = 0; j < length; j++) {
    // j² modulo 2n keeps the angle small, hence exact.
    const angle = (-Math.PI * ((j * j) % (2 * length))) / length;
    chirp.re[j] = cos(angle);
    chirp.im[j] = sin(angle);
    for (const at of j === 0 ? [0] : [j, padded - j]) {
      kernel.re[at] = chirp.re[j] / padded;
      kernel.im[at] = -chirp.im[j] / padded;
    }
  }
  stockham(padded, 1, radices(padded))(kernel, 1);
  const work = { re: new Float64Array(padded * lines), im: new Float64Array(padded * lines) };
  const swapped = { re: work.im, im: work.re };
  return ({ re, im }, count) => {
    scale(re, im, chirp, work, length, count);
    work.re.fill(0, length * count, padded * count);
    work.im.fill(0, length * count, padded * count);
    convolve(work, count);
    scale(work.re, work.im, kernel, work, padded, count);
    convolve(swapped, count);
    scale(work.re, work.im, chirp, { re, im }, length, count);
  };
}

/** Multiplies element k of every line by `by[k]`. */
function scale(
  re: Float64Array,
  im: Float64Array,
  by: Complex,
  out: Complex,
  length: number,
  lines: number,
): void {
  for (let k = 0, i = 0; k < length; k++) {
    const wr = by.re[k];
    const wi = by.im[k];
    for (let b = 0; b < lines; b++, i++) {
      const r = re[i];
      out.re[i] = r * wr - im[i] * wi;
      out.im[i] = r * wi + im[i] * wr;
    }
  }
}
