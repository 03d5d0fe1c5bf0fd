import type { PixelArray } from "@pixelmetry/roi";

/** What the intensities of a volume, or of a part of it, come to; NaN without finite voxels. */
export interface IntensitySummary {
  /** Finite voxels. */
  readonly count: number;
  readonly mean: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** Summary of the finite voxels, of those where `mask` is not 0 when there is one. */
export function summarise(data: PixelArray, mask?: Uint8Array): IntensitySummary {
  let count = 0;
  let sum = 0;
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < data.length; i++) {
    if (mask !== undefined && mask[i] === 0) continue;
    const value = data[i];
    // NaN and infinite.
    if (value - value !== 0) continue;
    count++;
    sum += value;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  if (count > 0) return { count, mean: sum / count, minimum, maximum };
  return { count, mean: Number.NaN, minimum: Number.NaN, maximum: Number.NaN };
}

/** Population standard deviation of the same voxels, whose mean is known; NaN without finite voxels. */
export function standardDeviation(data: PixelArray, mask: Uint8Array, mean: number): number {
  let count = 0;
  let squares = 0;
  let rest = 0;
  for (let i = 0; i < data.length; i++) {
    if (mask[i] === 0) continue;
    const difference = data[i] - mean;
    if (difference - difference !== 0) continue;
    count++;
    squares += difference * difference;
    rest += difference;
  }
  // What rounding of the mean leaves counts as well.
  return Math.sqrt(Math.max(0, squares - (rest * rest) / count) / count);
}
