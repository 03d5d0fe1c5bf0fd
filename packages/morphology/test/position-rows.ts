import { type AnalyticRow, rows } from "./analytic-row.ts";
import { box, drawn, type Shape, shape, withIntensity } from "./shapes.ts";

// Weighted with x over columns 0 ... w - 1, the mean is sum x^2 / sum x = (2w - 1) / 3.
const ramp = withIntensity(box([0, 0], [7, 4]), (x) => x);
const weighted = [
  ...rows("ramp", ramp, { weighted_centroid_x: 13 / 3, weighted_centroid_y: 1.5, mass_displacement: 8 / 6 }),
  ...rows("ramp of wide pixels", { ...ramp, spacing: [3, 1] }, { mass_displacement: 4 }),
  ...rows(
    "constant",
    withIntensity(box([5, 6], [7, 3]), () => 0.1),
    {
      weighted_centroid_x: 8,
      weighted_centroid_y: 7,
      mass_displacement: 0,
    },
  ),
  ...rows(
    "intensities 0",
    withIntensity(box([1, 1], [2, 2]), () => 0),
    {
      weighted_centroid_x: "undefined",
      weighted_centroid_y: "undefined",
      mass_displacement: "undefined",
    },
  ),
  ...rows(
    "intensities that cancel",
    withIntensity(box([0, 0], [2, 2]), (x) => 1 - 2 * x),
    {
      weighted_centroid_x: "undefined",
      mass_displacement: "undefined",
    },
  ),
  ...rows(
    "no finite intensity",
    withIntensity(box([1, 1], [2, 2]), () => Number.NaN),
    {
      weighted_centroid_x: "empty",
      weighted_centroid_y: "empty",
      mass_displacement: "empty",
    },
  ),
  ...rows(
    "one finite intensity",
    withIntensity(box([1, 1], [3, 1]), (x) => (x === 3 ? 5 : Number.NaN)),
    {
      weighted_centroid_x: 3,
      mass_displacement: 1,
    },
  ),
  ...rows(
    "ramp in z",
    withIntensity(box([0, 0, 0], [2, 3, 7]), (_x, _y, z) => z),
    {
      weighted_centroid_z: 13 / 3,
      mass_displacement: 8 / 6,
    },
  ),
  ...rows(
    "ramp in z of 0 and -0.5",
    withIntensity(box([1, 1, 1], [2, 3, 2]), (_x, _y, z) => (1 - z) / 2),
    {
      weighted_centroid_z: 2,
    },
  ),
];

const octagon = drawn(`
  ...............
  .....####......
  ....######.....
  ..##########...
  ..############.
  ..############.
  ..###########..
  ...#######.....
  ...####........
`);
const corners = [5, 1, 8, 1, 13, 4, 13, 5, 6, 8, 3, 8, 2, 6, 2, 3];
// The extreme points belong to different parts.
const apart = drawn(`
  ...#.#.
  #......
  ......#
  #......
  .#..#..
`);
const apartCorners = [3, 0, 5, 0, 6, 2, 6, 2, 4, 4, 1, 4, 0, 3, 0, 1];
const extrema = [["octagon", octagon, corners] as const, ["six parts", apart, apartCorners] as const].flatMap(
  ([name, image, points]) =>
    rows(
      name,
      image,
      Object.fromEntries(
        points.map((value, i) => [`extrema_p${(i >> 1) + 1}_${i % 2 === 0 ? "x" : "y"}`, value]),
      ),
    ),
);

const eulers: readonly (readonly [string, Shape, number])[] = [
  ["ring", drawn("#### #..# #..# ####"), 0],
  ["ring closed at corners only", drawn(".#. #.# .#."), 0],
  ["eight", drawn("##### #.#.# #####"), -1],
  ["hole connected to the outside at a corner only", drawn("### #.# ##."), 0],
  ["two parts", drawn("##.. ##.. ...#"), 2],
  ["two parts joined at a corner", drawn("##.. ##.. ..##"), 1],
  ["ring around a part", drawn("##### #...# #.#.# #...# #####"), 1],
  ["checkerboard", drawn("#.#.# .#.#. #.#.# .#.#. #.#.#"), -3],
  ["solid box", box([1, 1, 1], [4, 3, 3]), 1],
  ["closed cavity", shape([5, 5, 5], (x, y, z) => !(x === 2 && y === 2 && z === 2)), 2],
  ["torus", drawn("### #.# ###", "### #.# ###"), 0],
  ["box with three tunnels", shape([3, 3, 3], (x, y, z) => [x, y, z].filter((c) => c === 1).length < 2), -4],
  [
    "two boxes joined at a corner",
    shape([4, 4, 4], (x, y, z) => new Set([x, y, z].map((c) => c >> 1)).size === 1),
    1,
  ],
  ["two rods apart in z", shape([5, 1, 3], (_x, _y, z) => z !== 1), 2],
  ["box in a shell", shape([7, 7, 7], (...p) => Math.max(...p.map((c) => Math.abs(c - 3))) !== 2), 3],
];
const topology = eulers.flatMap(([name, image, expected]) =>
  rows(name, image, { euler_number: expected }, { tolerance: 0, reason: "parts less holes, by counting" }),
);

/** Closed forms of weighted centroids, extreme pixels and Euler numbers. */
export const positionRows: readonly AnalyticRow[] = [...weighted, ...extrema, ...topology];
