/**
 * Position and orientation of pixel grids in the patient.
 * @module
 */
import type { Placement, Vector } from "../source.ts";

/** The affine map of a grid: columns are steps along x, y and z of the grid; patient coordinates, one unit. */
export interface Affine {
  readonly columns: readonly [Vector, Vector, Vector];
  readonly origin: Vector;
}

/** What {@link placementOf} makes of an affine map. */
export interface AffineParts {
  readonly placement: Placement;
  /** Lengths of the columns. */
  readonly steps: Vector;
  /** Largest cosine between two columns: 0 for perpendicular axes. */
  readonly skew: number;
}

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const scale = (a: Vector, factor: number): Vector => [a[0] * factor, a[1] * factor, a[2] * factor];
const length = (a: Vector): number => Math.sqrt(dot(a, a));

/** Coordinates that grow to the right and to the front, as in NIfTI (RAS), from and to LPS. */
export const turnAround = ([x, y, z]: Vector): Vector => [0 - x, 0 - y, z];

/**
 * Unit vectors, steps and skew of an affine map.
 * @returns undefined when columns are missing (zero, not finite) or lie in one plane
 */
export function placementOf({ columns, origin }: Affine): AffineParts | undefined {
  const steps: Vector = [length(columns[0]), length(columns[1]), length(columns[2])];
  const finite = [...steps, ...origin].every(Number.isFinite);
  if (!finite || steps.some((step) => !(step > 0))) return undefined;
  const directions = columns.map((column, i) =>
    scale(column, 1 / steps[i]),
  ) as unknown as Placement["directions"];
  const [x, y, z] = directions;
  const volume = dot(cross(x, y), z);
  if (!(Math.abs(volume) > 1e-6)) return undefined;
  const skew = Math.max(Math.abs(dot(x, y)), Math.abs(dot(y, z)), Math.abs(dot(z, x)));
  return { placement: { origin, directions }, steps, skew };
}

/** Cosine above which axes are called oblique in a note: a twentieth of a degree. */
export const mostSkew = 1e-3;
