/**
 * Interpolation on a regular grid, axis by axis: nearest, linear and spline interpolation are separable.
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
import type { Vector } from "./volume.ts";

/**
 * Values at all combinations of the positions along x, y and z.
 * @returns a new array, x fastest
 */
export function resample(
  data: PixelArray,
  axes: readonly [AxisPositions, AxisPositions, AxisPositions],
  method: InterpolationMethod,
): Float64Array {
  let values = Float64Array.from(data);
  const size: [number, number, number] = [axes[0].source, axes[1].source, axes[2].source];
  // Axes that lose most samples first, so that later ones have less to do.
  const order = [0, 1, 2].sort((a, b) => axes[a].count / axes[a].source - axes[b].count / axes[b].source);
  for (const axis of order) {
    const positions = axes[axis];
    if (isIdentity(positions)) continue;
    const inner = extent(size, 0, axis);
    const outer = extent(size, axis + 1, 3);
    if (method === "cubic") splineCoefficients(values, outer, positions.source, inner);
    values = alongAxis(values, positions, axisTaps(positions, method), outer, inner);
    size[axis] = positions.count;
  }
  return values;
}

const extent = (size: Vector, from: number, to: number): number =>
  size.slice(from, to).reduce((product, n) => product * n, 1);

function alongAxis(
  data: Float64Array,
  { source, count }: AxisPositions,
  { taps, index, weight }: AxisTaps,
  outer: number,
  inner: number,
): Float64Array<ArrayBuffer> {
  const out = new Float64Array(outer * count * inner);
  for (let o = 0; o < outer; o++) {
    const from = o * source * inner;
    let to = o * count * inner;
    for (let k = 0; k < count; k++, to += inner) {
      for (let t = k * taps; t < (k + 1) * taps; t++) {
        const w = weight[t];
        if (w === 0) continue;
        const row = from + index[t] * inner;
        for (let i = 0; i < inner; i++) out[to + i] += w * data[row + i];
      }
    }
  }
  return out;
}
