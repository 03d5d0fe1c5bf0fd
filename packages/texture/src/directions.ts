/**
 * Directions: one of each pair of opposite neighbours, so that every pair of pixels is met once.
 * @module
 */

/** Step along x, y (downwards) and z, pixels. */
export type Direction = readonly [dx: number, dy: number, dz: number];

/** In a plane: 0, 45, 90 and 135 degrees, turning from +x towards +y, which points down. */
export const planeDirections: readonly Direction[] = [
  [1, 0, 0],
  [1, 1, 0],
  [0, 1, 0],
  [-1, 1, 0],
];

/** In a volume: the four of a plane and the nine that lead to the next plane. */
export const volumeDirections: readonly Direction[] = [
  ...planeDirections,
  ...[-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx): Direction => [dx, dy, 1])),
];

/** Column suffixes of features that are given per direction of a plane. */
export const angleColumns = ["0", "45", "90", "135"];

/** Column suffixes of features that are given per direction of a volume: steps along x, y and z, `m1` for -1. */
export const directionColumns = volumeDirections.map((steps) =>
  steps.map((step) => `${step}`.replace("-", "m")).join("_"),
);
