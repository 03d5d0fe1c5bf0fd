/**
 * Interpolation along one axis as a table: which samples a position is made of, and their weights.
 * @module
 */
import { splineBorders, splineWeights } from "./spline.ts";

export type InterpolationMethod = "nearest" | "linear" | "cubic";

/** Positions along an axis, in steps of the source grid: 0 is its first sample. */
export interface AxisPositions {
  /** Samples of the source. */
  readonly source: number;
  /** Positions. */
  readonly count: number;
  readonly first: number;
  readonly step: number;
}

/** Value k is the sum over t < taps of `weight[k * taps + t]` times sample `index[k * taps + t]`. */
export interface AxisTaps {
  readonly taps: number;
  readonly index: Int32Array;
  readonly weight: Float64Array;
}

/** Positions so close to half-way between two samples lie there but for rounding; they take the next sample. */
const halfway = 1e-9;

/** Whether every position is the sample of the same number, so that nothing has to be computed. */
export const isIdentity = ({ source, count, first, step }: AxisPositions): boolean =>
  source === count && first === 0 && step === 1;

/**
 * Taps of every position. Beyond its ends the source goes on with its first and last sample; samples of `cubic`
 * are the coefficients of a B-spline.
 */
export function axisTaps(positions: AxisPositions, method: InterpolationMethod): AxisTaps {
  const { source, count, first, step } = positions;
  const taps = method === "nearest" ? 1 : method === "linear" ? 2 : 4;
  const index = new Int32Array(count * taps);
  const weight = new Float64Array(count * taps);
  const last = source - 1;
  const clamp = (i: number): number => Math.min(Math.max(i, 0), last);
  const borders = splineBorders(source);
  for (let k = 0; k < count; k++) {
    const position = first + k * step;
    const at = k * taps;
    if (method === "nearest") {
      index[at] = clamp(Math.floor(position + 0.5 + halfway));
      weight[at] = 1;
    } else if (method === "linear") {
      const floor = Math.floor(position);
      index[at] = clamp(floor);
      index[at + 1] = clamp(floor + 1);
      weight[at + 1] = position - floor;
      weight[at] = 1 - weight[at + 1];
    } else splineWeights(position, borders, index, weight, at);
  }
  return { taps, index, weight };
}
