import type { PixelArray } from "@pixelmetry/roi";

/** What the intensities of a volume, or of a part of it, come to; NaN without finite voxels. */
export interface IntensitySummary {
  /** Finite voxels. */
  readonly count: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly deviation: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** Summary of the finite voxels inside `mask`, or of all. Two passes: the second is over deviations. */
export function summarise(data: PixelArray, mask?: Uint8Array): IntensitySummary {
  let count = 0;
  let sum = 0;
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if ((mask !== undefined && mask[i] === 0) || !Number.isFinite(value)) continue;
    count++;
    sum += value;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  if (count === 0) {
    return { count, mean: Number.NaN, deviation: Number.NaN, minimum: Number.NaN, maximum: Number.NaN };
  }
  const mean = sum / count;
  let squares = 0;
  let rest = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if ((mask !== undefined && mask[i] === 0) || !Number.isFinite(value)) continue;
    const difference = value - mean;
    squares += difference * difference;
    rest += difference;
  }
  // `rest` is what rounding of the mean leaves.
  return {
    count,
    mean: mean + rest / count,
    deviation: Math.sqrt(Math.max(0, squares - (rest * rest) / count) / count),
    minimum,
    maximum,
  };
}
