/**
 * Kernels along one axis and separable kernels.
 * @module
 */

/** Taps that are not 0: response[i] = Σ weights[t] · image[i - offsets[t]], a true convolution. */
export interface Kernel {
  readonly offsets: Int32Array;
  readonly weights: Float64Array;
  /** Largest |offset|. */
  readonly reach: number;
  /** Equal for equal kernels. */
  readonly key: string;
}

/** A kernel per axis; none along z for filters of slices. */
export interface SeparableKernel {
  readonly x: Kernel;
  readonly y: Kernel;
  readonly z?: Kernel;
}

/** How the responses of a bank become one: their sum times a factor, or the largest. */
export type Reduction = { readonly sum: number } | "max";

/** The kernel of `weights` with its centre in the middle; for an even number, right of the middle (n / 2). */
export function centredKernel(weights: ArrayLike<number>): Kernel {
  const centre = Math.floor(weights.length / 2);
  const taps = Array.from(weights, (weight, i) => ({ weight, offset: i - centre }));
  return kernelOf(taps.filter(({ weight }) => weight !== 0));
}

/** The kernel mirrored about its centre. */
export const flipped = (kernel: Kernel): Kernel => mapOffsets(kernel, (offset) => -offset);

/** The kernel with `factor - 1` zeros between its taps: "à trous". */
export const dilated = (kernel: Kernel, factor: number): Kernel =>
  mapOffsets(kernel, (offset) => offset * factor);

const mapOffsets = ({ offsets, weights }: Kernel, move: (offset: number) => number): Kernel =>
  kernelOf(Array.from(weights, (weight, t) => ({ weight, offset: move(offsets[t]) })));

function kernelOf(taps: readonly { readonly weight: number; readonly offset: number }[]): Kernel {
  const sorted = [...taps].sort((a, b) => a.offset - b.offset);
  return {
    offsets: Int32Array.from(sorted, ({ offset }) => offset),
    weights: Float64Array.from(sorted, ({ weight }) => weight),
    reach: sorted.reduce((reach, { offset }) => Math.max(reach, Math.abs(offset)), 0),
    key: sorted.map(({ offset, weight }) => `${offset}:${weight}`).join(" "),
  };
}
