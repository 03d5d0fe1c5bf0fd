/**
 * Sums over all pairs of pixels, weighted by the inverse of their distance, in O(n log n).
 *
 * With the ring kernel k of the padded box, Σ_ij k(i - j) a_i b_j = (1/P) Σ_f K_f A_f conj(B_f): three forward
 * transforms replace n² / 2 distances, and no inverse one is needed. The frequencies of the longest axis are
 * taken in S parts, those that leave remainder s when divided by S (decimation in frequency), so that memory
 * holds 1 / S of the padded spectra; parts s and -s are conjugates of each other, hence only half are computed.
 * @see J. Cooley, J. Tukey 1965, doi:10.1090/S0025-5718-1965-0178586-1
 * @module
 */
import type { Scratch } from "@pixelmetry/roi";
import { fastLength } from "../fft/plan.ts";
import { roots } from "../fft/radix.ts";
import { foldKernel, foldSignals, type Layout } from "./fold.ts";
import { PartSpectra } from "./part-spectra.ts";

/** Sums over ordered pairs i ≠ j with w the inverse distance and y the deviation from the mean. */
export interface PairSums {
  /** Σ w_ij */
  readonly weights: number;
  /** Σ w_ij y_i y_j */
  readonly products: number;
  /** Σ w_ij y_i² */
  readonly squares: number;
}

/** Complex numbers that one spectrum of a part may have: 16 MiB. */
const partSize = 1 << 20;

/**
 * @param values - x fastest, then y, then z; NaN where there is no pixel
 * @param spacing - size of a pixel along x, y, z, any unit
 * @param scratch - arrays are taken and left for the caller to release
 */
export function pairSums(
  values: Float64Array,
  mean: number,
  size: readonly [number, number, number],
  spacing: readonly [number, number, number],
  scratch: Scratch,
): PairSums {
  const layout = layoutOf(size, spacing);
  const { parts, padded } = layout;
  const twiddles = roots(padded[0]);
  const spectra = new PartSpectra(layout, scratch);
  const sums = { weights: 0, products: 0, squares: 0 };
  for (let part = 0; 2 * part < parts; part++) {
    foldSignals(values, mean, layout, part, twiddles, spectra.folded);
    foldKernel(layout, part, twiddles, spectra.foldedKernel);
    spectra.transform();
    spectra.add(sums, part === 0 ? 1 : 2);
  }
  const count = padded[0] * padded[1] * padded[2];
  return {
    weights: sums.weights / count,
    products: sums.products / count,
    squares: sums.squares / count,
  };
}

function layoutOf(
  [width, height, depth]: readonly [number, number, number],
  spacing: readonly [number, number, number],
): Layout {
  const axes = [
    { length: width, stride: 1, step: spacing[0] },
    { length: height, stride: width, step: spacing[1] },
    { length: depth, stride: width * height, step: spacing[2] },
  ].sort((a, b) => b.length - a.length);
  const [first, second, third] = axes.map(({ length }) => length);
  const [padSecond, padThird] = [fastLength(2 * second - 1), fastLength(2 * third - 1)];
  const least = 2 * first - 1;
  // More parts also save work: of S parts, (S + 1) / 2 are computed.
  const useful = least >= 64 ? 9 : least >= 12 ? 3 : 1;
  // Odd, so that only part 0 is its own conjugate.
  const parts = Math.max(useful, Math.ceil((least * padSecond * third) / partSize)) | 1;
  const partLength = fastLength(Math.ceil(least / parts));
  return { axes, parts, partLength, padded: [parts * partLength, padSecond, padThird] };
}
