/**
 * Volumes: voxels on a regular grid in patient space.
 * @module
 */
import { type PixelArray, PixelmetryError } from "@pixelmetry/roi";

/** A value per axis: x, y, z. */
export type Vector = readonly [number, number, number];

/** Row-major 3 × 3 matrix whose columns are the unit vectors of the axes x, y, z in patient space. */
export type Direction = readonly [number, number, number, number, number, number, number, number, number];

/** A regular grid of voxels in patient space. */
export interface Grid {
  /** Voxels along x, y, z. */
  readonly size: Vector;
  /** Distance between the centres of neighbouring voxels, mm. */
  readonly spacing: Vector;
  /** Centre of the first voxel, mm. */
  readonly origin: Vector;
  readonly direction: Direction;
}

/** Voxels on a grid, x fastest, then y, then z; slices are the planes of equal z. */
export interface Volume<T extends PixelArray = PixelArray> extends Grid {
  readonly data: T;
}

/** Geometry that {@link volume} fills in when it is not given. */
export type GridOptions = Pick<Grid, "size"> & Partial<Pick<Grid, "spacing" | "origin" | "direction">>;

export const axes = ["x", "y", "z"] as const;

export const identityDirection: Direction = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** Number of voxels. */
export const voxelCount = ({ size }: Pick<Grid, "size">): number => size[0] * size[1] * size[2];

/**
 * A volume of `data`, which is not copied.
 * @param where - file or argument the data comes from, for messages
 * @throws PixelmetryError `invalid-argument` for sizes and spacings that are not positive, and data of another length
 * @example
 * volume(Int16Array.of(1, 2, 3, 4), { size: [2, 2, 1], spacing: [0.5, 0.5, 2] });
 */
export function volume<T extends PixelArray>(
  data: T,
  { size, spacing = [1, 1, 1], origin = [0, 0, 0], direction = identityDirection }: GridOptions,
  where = "volume",
): Volume<T> {
  const wrong = (what: string, expected: string, received: string) =>
    new PixelmetryError("invalid-argument", { where, what, expected, received });
  if (!isVector(size) || !size.every((n) => Number.isSafeInteger(n) && n > 0)) {
    throw wrong("the size is not three positive whole numbers", "e.g. 64,64,32", String(size));
  }
  if (!isVector(spacing) || !spacing.every((step) => Number.isFinite(step) && step > 0)) {
    throw wrong("the spacing is not three positive numbers", "e.g. 1,1,3 (mm)", String(spacing));
  }
  if (!isVector(origin) || !origin.every(Number.isFinite)) {
    throw wrong("the origin is not three numbers", "e.g. 0,0,0 (mm)", String(origin));
  }
  if (direction.length !== 9 || !direction.every(Number.isFinite)) {
    throw wrong("the direction is not a 3 × 3 matrix", "nine numbers", String(direction));
  }
  if (data.length !== voxelCount({ size })) {
    throw wrong(
      "the number of voxels does not follow from the size",
      `${size.join(" × ")} = ${voxelCount({ size })}`,
      String(data.length),
    );
  }
  return { data, size, spacing, origin, direction };
}

/** The geometry of a volume without its voxels. */
export const gridOf = ({ size, spacing, origin, direction }: Grid): Grid => ({
  size,
  spacing,
  origin,
  direction,
});

const isVector = (value: unknown): value is Vector => Array.isArray(value) && value.length === 3;
