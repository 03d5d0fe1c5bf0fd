import type { Volume } from "../chain/volume.ts";
import { allocate, type Precision, type RealArray } from "./response.ts";
import { applyBank } from "./separable/bank.ts";
import { centredKernel } from "./separable/kernel.ts";
import type { Boundary, MeanSpec } from "./spec.ts";

/** The mean filter, IBSI S60F. */
export function meanFilter(
  { data, size }: Volume,
  { support, dimensions, boundary }: MeanSpec,
  precision: Precision,
): RealArray {
  const out = allocate(precision, data.length);
  boxMean({ data, size }, support, dimensions, boundary, out);
  return out;
}

/** The mean over a box of `support` voxels a side. */
export function boxMean(
  { data, size }: Pick<Volume, "data" | "size">,
  support: number,
  dimensions: 2 | 3,
  boundary: Boundary,
  out: RealArray,
): void {
  const box = centredKernel(new Float64Array(support).fill(1 / support));
  const kernel = dimensions === 3 ? { x: box, y: box, z: box } : { x: box, y: box };
  applyBank(data, size, [kernel], boundary, { sum: 1 }, out);
}
