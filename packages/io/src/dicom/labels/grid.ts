/**
 * The grid that labels in DICOM are put on: that of the image they belong to.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { ImageInfo, Placement, Vector } from "../../source.ts";
import { cross, dot } from "../../volume/placement.ts";

/** Size and place of a grid. */
export interface Grid {
  readonly name: string;
  readonly size: readonly [number, number, number];
  readonly spacing: ImageInfo["spacing"];
  readonly placement: Placement;
}

/** Positions are decimals with few digits: a tenth of a pixel is below any real difference. */
export const offGrid = 0.1;

/** @throws PixelmetryError `geometry-mismatch` when the image does not say where it lies */
export function gridOf({
  name,
  size,
  spacing,
  placement,
}: Pick<ImageInfo, "name" | "size" | "spacing" | "placement">): Grid {
  if (placement !== undefined && spacing.unit !== "pixel") return { name, size, spacing, placement };
  throw new PixelmetryError("geometry-mismatch", {
    what: "the image does not say where it lies, so labels given by position cannot be put on it",
    where: name,
    expected: "position, orientation and pixel size",
    remedy: "use the image that the labels were drawn on",
  });
}

/** Maps a position, millimetres, to pixels of the grid; whole numbers are centres of pixels. */
export function toPixels({ spacing, placement }: Grid): (position: Vector) => Vector {
  const { origin, directions } = placement;
  const [u, v, w] = directions;
  const mm = spacing.unit === "um" ? 1e-3 : 1;
  // The rows of the inverse of the matrix of directions: axes need not be perpendicular.
  const volume = dot(cross(u, v), w);
  const rows = [cross(v, w), cross(w, u), cross(u, v)];
  const steps = [spacing.x * mm, spacing.y * mm, spacing.z * mm];
  return (position) => {
    const d: Vector = [position[0] - origin[0], position[1] - origin[1], position[2] - origin[2]];
    return [0, 1, 2].map((i) => dot(rows[i], d) / volume / steps[i]) as unknown as Vector;
  };
}
