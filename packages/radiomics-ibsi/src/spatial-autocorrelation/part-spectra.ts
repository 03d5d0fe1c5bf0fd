/**
 * Spectra of the signals and the kernel at the frequencies of one part, and the sums of their products.
 * @module
 */
import type { Scratch } from "@pixelmetry/roi";
import { type FftPlan, fftPlan } from "../fft/plan.ts";
import type { Complex } from "../fft/radix.ts";
import type { FoldedSignals, Layout } from "./fold.ts";

type Signal = keyof FoldedSignals;
const signals: readonly Signal[] = ["mask", "deviation", "square"];

/** Working memory for the parts of one ROI, one after another. */
export class PartSpectra {
  /** To be filled before {@link transform}. */
  readonly folded: FoldedSignals;
  readonly foldedKernel: Complex;
  readonly #layout: Layout;
  /** Frequency of the second axis slow, then place on the third axis, then frequency of the part. */
  readonly #planes: FoldedSignals;
  /** The same for the kernel, whose spectrum is real: two frequencies of the part make one complex number. */
  readonly #kernelPlanes: Complex;
  readonly #kernelPairs: number;
  /** All frequencies of one frequency of the second axis, third axis slow. */
  readonly #columns: FoldedSignals;
  readonly #kernelColumns: Complex;
  readonly #plans: readonly [part: FftPlan, second: FftPlan, third: FftPlan];

  constructor(layout: Layout, scratch: Scratch) {
    const { axes, partLength, padded } = layout;
    const [, second, third] = axes.map(({ length }) => length);
    const complex = (length: number): Complex => ({
      re: scratch.float64(length),
      im: scratch.float64(length),
    });
    const all = (length: number): FoldedSignals => ({
      mask: complex(length),
      deviation: complex(length),
      square: complex(length),
    });
    const pairs = (partLength + 1) >> 1;
    this.#layout = layout;
    this.#kernelPairs = pairs;
    this.folded = all(partLength * second * third);
    this.foldedKernel = complex(partLength * second * third);
    this.#planes = all(padded[1] * third * partLength);
    this.#kernelPlanes = complex(padded[1] * third * pairs);
    this.#columns = all(padded[2] * partLength);
    this.#kernelColumns = complex(padded[2] * pairs);
    this.#plans = [
      planOf(partLength, second * third),
      planOf(padded[1], third * partLength),
      planOf(padded[2], partLength),
    ];
  }

  /** Transforms what was folded along the first and the second axis. */
  transform(): void {
    const { axes, partLength, padded } = this.#layout;
    const [, second, third] = axes.map(({ length }) => length);
    const rows = second * third;
    const [alongFirst, alongSecond] = this.#plans;
    for (const signal of signals) {
      alongFirst.forward(this.folded[signal], rows);
      spread(this.folded[signal], this.#planes[signal], rows, partLength);
      alongSecond.forward(this.#planes[signal], third * partLength);
    }
    alongFirst.forward(this.foldedKernel, rows);
    spreadKernel(this.foldedKernel, this.#kernelPlanes, second, third, padded[1], partLength);
    alongSecond.forward(this.#kernelPlanes, third * this.#kernelPairs);
  }

  /** Adds the sums over all frequencies of the part, `weight` times. */
  add(sums: { weights: number; products: number; squares: number }, weight: number): void {
    const { axes, partLength, padded } = this.#layout;
    const third = axes[2].length;
    const alongThird = this.#plans[2];
    const pairs = this.#kernelPairs;
    const { mask, deviation, square } = this.#columns;
    const { re: kernelRe, im: kernelIm } = this.#kernelColumns;
    let weights = 0;
    let products = 0;
    let squares = 0;
    for (let k = 0; k < padded[1]; k++) {
      for (const signal of signals) {
        copyColumns(this.#planes[signal], k * third * partLength, this.#columns[signal], third * partLength);
        alongThird.forward(this.#columns[signal], partLength);
      }
      mirrorColumns(this.#kernelPlanes, k * third * pairs, this.#kernelColumns, third, padded[2], pairs);
      alongThird.forward(this.#kernelColumns, pairs);
      for (let l = 0, at = 0; l < padded[2]; l++) {
        for (let b = 0; b < partLength; b++, at++) {
          const w = ((b & 1) === 0 ? kernelRe : kernelIm)[l * pairs + (b >> 1)];
          const mr = mask.re[at];
          const mi = mask.im[at];
          const yr = deviation.re[at];
          const yi = deviation.im[at];
          weights += w * (mr * mr + mi * mi);
          products += w * (yr * yr + yi * yi);
          squares += w * (square.re[at] * mr + square.im[at] * mi);
        }
      }
    }
    sums.weights += weight * weights;
    sums.products += weight * products;
    sums.squares += weight * squares;
  }
}

/** Puts element b of row r to r · B + b and zeros behind the last row. */
function spread(from: Complex, to: Complex, rows: number, partLength: number): void {
  for (let r = 0, at = 0; r < rows; r++) {
    for (let b = 0; b < partLength; b++, at++) {
      to.re[at] = from.re[b * rows + r];
      to.im[at] = from.im[b * rows + r];
    }
  }
  to.re.fill(0, rows * partLength);
  to.im.fill(0, rows * partLength);
}

/** The same for the real parts of a kernel, two elements to a complex number, round the ring of the second axis. */
function spreadKernel(
  { re }: Complex,
  to: Complex,
  second: number,
  third: number,
  padded: number,
  partLength: number,
): void {
  const rows = second * third;
  const pairs = (partLength + 1) >> 1;
  to.re.fill(0);
  to.im.fill(0);
  for (let k = 0; k < second; k++) {
    for (let l = 0; l < third; l++) {
      const r = k * third + l;
      const at = r * pairs;
      const mirrored = (((padded - k) % padded) * third + l) * pairs;
      for (let b = 0; b < partLength; b++) {
        const into = (b & 1) === 0 ? to.re : to.im;
        const value = re[b * rows + r];
        into[at + (b >> 1)] = value;
        into[mirrored + (b >> 1)] = value;
      }
    }
  }
}

function copyColumns(from: Complex, start: number, to: Complex, length: number): void {
  for (let i = 0; i < length; i++) {
    to.re[i] = from.re[start + i];
    to.im[i] = from.im[start + i];
  }
  to.re.fill(0, length);
  to.im.fill(0, length);
}

/** Columns of the kernel, round the ring of the third axis. */
function mirrorColumns(
  from: Complex,
  start: number,
  to: Complex,
  third: number,
  padded: number,
  pairs: number,
): void {
  to.re.fill(0);
  to.im.fill(0);
  for (let l = 0; l < third; l++) {
    const mirrored = ((padded - l) % padded) * pairs;
    for (let b = 0; b < pairs; b++) {
      const i = start + l * pairs + b;
      to.re[l * pairs + b] = from.re[i];
      to.im[l * pairs + b] = from.im[i];
      to.re[mirrored + b] = from.re[i];
      to.im[mirrored + b] = from.im[i];
    }
  }
}

const known = new Map<string, FftPlan>();

/** ROIs of one size share their plans; the last few small ones are remembered with their working memory. */
function planOf(length: number, lines: number): FftPlan {
  if (length * lines > 1 << 14) return fftPlan(length, lines);
  const key = `${length},${lines}`;
  let plan = known.get(key);
  if (plan === undefined) {
    if (known.size >= 24) known.clear();
    plan = fftPlan(length, lines);
    known.set(key, plan);
  }
  return plan;
}
