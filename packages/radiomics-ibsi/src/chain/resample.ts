/**
 * Interpolation on a regular grid, axis by axis: nearest, linear and spline interpolation are separable. Planes are
 * interpolated along x and y one at a time, so that beside the result there is never more than the planes that it is
 * made of.
 * @module
 */
import type { PixelArray } from "@pixelmetry/roi";
import {
  type AxisPositions,
  type AxisTaps,
  axisTaps,
  type InterpolationMethod,
  isIdentity,
} from "./axis-taps.ts";
import { splineCoefficients } from "./spline.ts";

/**
 * Values at all combinations of the positions along x, y and z.
 * @returns a new array, x fastest
 */
export function resample(
  data: PixelArray,
  [x, y, z]: readonly [AxisPositions, AxisPositions, AxisPositions],
  method: InterpolationMethod,
): Float64Array {
  const area = x.count * y.count;
  const planes = new Float64Array(area * z.source);
  const interpolate = planeInterpolation(x, y, method);
  for (let p = 0; p < z.source; p++) {
    const plane = data.subarray(p * x.source * y.source, (p + 1) * x.source * y.source);
    interpolate(plane, planes.subarray(p * area, (p + 1) * area));
  }
  if (isIdentity(z)) return planes;
  if (method === "cubic") splineCoefficients(planes, 1, z.source, area);
  const out = new Float64Array(area * z.count);
  alongColumns(planes, axisTaps(z, method), out, area);
  return out;
}

/** Interpolates planes along y and x into zeroed arrays. */
function planeInterpolation(
  x: AxisPositions,
  y: AxisPositions,
  method: InterpolationMethod,
): (plane: PixelArray, out: Float64Array) => void {
  const source = new Float64Array(x.source * y.source);
  const rows = isIdentity(y) ? source : new Float64Array(x.source * y.count);
  const yTaps = axisTaps(y, method);
  const xTaps = axisTaps(x, method);
  return (plane, out) => {
    source.set(plane);
    if (rows !== source) {
      if (method === "cubic") splineCoefficients(source, 1, y.source, x.source);
      rows.fill(0);
      alongColumns(source, yTaps, rows, x.source);
    }
    if (isIdentity(x)) {
      out.set(rows);
      return;
    }
    if (method === "cubic") splineCoefficients(rows, y.count, x.source, 1);
    alongRows(rows, xTaps, out, x.source);
  };
}

/** Interpolates along the slow axis of rows of `width` numbers into a zeroed array. */
function alongColumns(
  data: Float64Array,
  { taps, index, weight }: AxisTaps,
  out: Float64Array,
  width: number,
): void {
  for (let to = 0, k = 0; to < out.length; to += width) {
    for (let t = 0; t < taps; t++, k++) {
      const w = weight[k];
      if (w === 0) continue;
      const row = index[k] * width;
      for (let i = 0; i < width; i++) out[to + i] += w * data[row + i];
    }
  }
}

/** Interpolates along rows of `width` numbers. */
function alongRows(
  data: Float64Array,
  { taps, index, weight }: AxisTaps,
  out: Float64Array,
  width: number,
): void {
  const count = index.length / taps;
  for (let row = 0, to = 0; to < out.length; row += width, to += count) {
    for (let k = 0; k < count; k++) {
      let sum = 0;
      for (let t = k * taps, end = t + taps; t < end; t++) sum += weight[t] * data[row + index[t]];
      out[to + k] = sum;
    }
  }
}
