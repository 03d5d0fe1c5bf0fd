/**
 * Interpolation to another voxel spacing (IBSI reference manual, chapter 2.4; VTM2).
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { AxisPositions, InterpolationMethod } from "./axis-taps.ts";
import { resample } from "./resample.ts";
import { type Grid, gridOf, type Vector, type Volume, voxelCount } from "./volume.ts";

/**
 * The grid of this spacing with the same centre as `grid`; as many voxels along an axis as are needed to cover it.
 * @param spacing - mm
 */
export function alignedGrid(grid: Grid, spacing: Vector): Grid {
  const positions = axesOf(grid, spacing);
  const shift = positions.map(({ first }, axis) => first * grid.spacing[axis]);
  const { direction, origin } = grid;
  const at = (row: number): number =>
    origin[row] +
    direction[3 * row] * shift[0] +
    direction[3 * row + 1] * shift[1] +
    direction[3 * row + 2] * shift[2];
  return {
    ...gridOf(grid),
    size: [positions[0].count, positions[1].count, positions[2].count],
    spacing,
    origin: [at(0), at(1), at(2)],
  };
}

/**
 * Voxels of `volume` on its {@link alignedGrid}. Outside its grid the volume goes on with the values at its border.
 * @param spacing - mm; an axis whose spacing stays as it is keeps its values
 * @throws PixelmetryError `memory-budget` when there would be more voxels than memory has room for
 */
export function interpolate(
  volume: Volume,
  spacing: Vector,
  method: InterpolationMethod,
): Volume<Float64Array> {
  const grid = alignedGrid(volume, spacing);
  if (voxelCount(grid) > maxVoxels) throw tooMany(grid);
  try {
    return { ...grid, data: resample(volume.data, axesOf(volume, spacing), method) };
  } catch (cause) {
    // What typed arrays throw when there is no memory for them.
    if (cause instanceof RangeError) throw tooMany(grid, cause);
    throw cause;
  }
}

/** 8 GiB. A spacing that asks for more is a slip rather than a wish. */
const maxVoxels = 2 ** 30;

const tooMany = ({ size, spacing }: Grid, cause?: unknown): PixelmetryError =>
  new PixelmetryError(
    "memory-budget",
    {
      where: "interpolation.spacing",
      what: `a spacing of ${spacing.join(" x ")} mm makes ${size.join(" x ")} voxels, which do not fit into memory`,
      remedy: "choose a larger spacing, or cut the image to the surroundings of the region",
    },
    { cause },
  );

/** Rounding errors of an interpolated mask; smaller differences to the threshold do not count. */
const noise = 5e-10;

/**
 * A mask on its {@link alignedGrid}: voxels of which at least `threshold` is covered.
 * @param mask - 1 inside, 0 outside
 * @param threshold - in (0, 1]
 */
export function interpolateMask(
  mask: Volume<Uint8Array>,
  spacing: Vector,
  method: InterpolationMethod,
  threshold: number,
): Volume<Uint8Array> {
  const { data: covered, ...grid } = interpolate(mask, spacing, method);
  const data = new Uint8Array(covered.length);
  for (let i = 0; i < data.length; i++) data[i] = covered[i] >= threshold - noise ? 1 : 0;
  return { ...grid, data };
}

/** Positions of the new voxels between the old ones, with the centres of both grids in one place. */
function axesOf(
  { size, spacing: old }: Grid,
  spacing: Vector,
): readonly [AxisPositions, AxisPositions, AxisPositions] {
  const along = (axis: number): AxisPositions => {
    const source = size[axis];
    if (spacing[axis] === old[axis]) return { source, count: source, first: 0, step: 1 };
    const step = spacing[axis] / old[axis];
    const count = voxelsToCover(source, step);
    return { source, count, first: 0.5 * (source - 1 - step * (count - 1)), step };
  };
  return [along(0), along(1), along(2)];
}

/** Headers hold spacings in single precision: what is a whole number but for that is one. */
const headerPrecision = 1e-6;

function voxelsToCover(source: number, step: number): number {
  const exact = source / step;
  const whole = Math.round(exact);
  return Math.max(1, Math.abs(exact - whole) <= headerPrecision * exact ? whole : Math.ceil(exact));
}
