import { PixelmetryError } from "@pixelmetry/roi";
import type { Vector } from "../chain/volume.ts";
import type { LengthUnit } from "./spec.ts";

/** Spacings of a header agree to its seven digits or so; a percent of a percent is no other voxel. */
const equalSpacing = 1e-4;

/**
 * Voxels per unit of length of a filter.
 * @param axes - axes that the filter runs along
 * @throws PixelmetryError `geometry-mismatch` for millimetres on voxels that are not as wide as high: IBSI's kernels
 * are defined on square or cubic voxels
 */
export function voxelsPerUnit(unit: LengthUnit, spacing: Vector, axes: readonly number[]): number {
  if (unit === "voxel") return 1;
  const sides = axes.map((axis) => spacing[axis]);
  const [low, high] = [Math.min(...sides), Math.max(...sides)];
  if (high - low > equalSpacing * high) {
    throw new PixelmetryError("geometry-mismatch", {
      where: "filter",
      what: "a filter in millimetres needs voxels of equal sides",
      received: `${sides.join(" × ")} mm`,
      remedy: "interpolate to isotropic voxels first, filter slices (dimensions: 2), or use the unit voxel",
    });
  }
  return sides.length / sides.reduce((sum, side) => sum + side, 0);
}

/** Axes of a filter of slices or of the volume. */
export const axesOf = (dimensions: 2 | 3): readonly number[] => (dimensions === 2 ? [0, 1] : [0, 1, 2]);
