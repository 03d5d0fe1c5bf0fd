import type { PixelArray } from "@pixelmetry/roi";
import type { Box } from "./mask.ts";
import type { Vector, Volume } from "./volume.ts";

/** Copies the voxels of a box that lies within the volume. */
export function crop<T extends PixelArray>(
  { data, size, spacing, origin, direction }: Volume<T>,
  { x0, y0, z0, x1, y1, z1 }: Box,
): Volume<T> {
  const boxSize: Vector = [x1 - x0, y1 - y0, z1 - z0];
  const Type = data.constructor as new (length: number) => T;
  const out = new Type(boxSize[0] * boxSize[1] * boxSize[2]);
  let to = 0;
  for (let z = z0; z < z1; z++) {
    for (let y = y0; y < y1; y++, to += boxSize[0]) {
      const row = (z * size[1] + y) * size[0];
      out.set(data.subarray(row + x0, row + x1), to);
    }
  }
  const shift = [x0 * spacing[0], y0 * spacing[1], z0 * spacing[2]];
  const at = (row: number): number =>
    origin[row] +
    direction[3 * row] * shift[0] +
    direction[3 * row + 1] * shift[1] +
    direction[3 * row + 2] * shift[2];
  return { data: out, size: boxSize, spacing, origin: [at(0), at(1), at(2)], direction };
}
