/**
 * Where the neighbours of a pixel lie on a circle, and how they are interpolated between the pixels of the grid.
 * @module
 */
import { cosDegrees, sinDegrees } from "@pixelmetry/roi";

/** Positions are whole numbers of this: five decimals, as in scikit-image. */
const unit = 100_000;

/** Neighbour p is the sum of weights [start[p], start[p + 1]) times the pixels at their offsets, over {@link unit} squared. */
export interface Samples {
  readonly start: Int32Array;
  readonly dx: Int32Array;
  readonly dy: Int32Array;
  /** Whole numbers: with whole intensities below 2^19 all sums are exact, so equal ones are seen to be equal. */
  readonly weight: Float64Array;
}

/** `points` neighbours at distance `radius`, the first towards +x; bilinear interpolation, pixels of weight 0 left out. */
export function samplesOf(points: number, radius: number): Samples {
  const start = [0];
  const [dx, dy, weight]: [number[], number[], number[]] = [[], [], []];
  for (let p = 0; p < points; p++) {
    const angle = (360 * p) / points;
    const x = Math.round(radius * cosDegrees(angle) * unit);
    const y = Math.round(-radius * sinDegrees(angle) * unit);
    const [left, top] = [Math.floor(x / unit), Math.floor(y / unit)];
    const [right, low] = [x - left * unit, y - top * unit];
    for (const [i, j] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ]) {
      const w = (i === 1 ? right : unit - right) * (j === 1 ? low : unit - low);
      if (w === 0) continue;
      dx.push(left + i);
      dy.push(top + j);
      weight.push(w);
    }
    start.push(weight.length);
  }
  return {
    start: Int32Array.from(start),
    dx: Int32Array.from(dx),
    dy: Int32Array.from(dy),
    weight: Float64Array.from(weight),
  };
}
