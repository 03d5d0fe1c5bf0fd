import { hexagonalityForms } from "./hexagonality-rows.ts";
import { forms, labelled, type RegionForm } from "./region-form.ts";
import { box, drawn, type Shape, shape, spaced } from "./shapes.ts";

const erosions = (roi: number, complement: number): Record<string, number> => ({
  morphology_erosions_to_vanish: roi,
  morphology_erosions_to_vanish_complement: complement,
});

const radius = 100;
const disc = shape([205, 207], (x, y) => (x - 102) ** 2 + (y - 103) ** 2 < radius * radius);

const distances = [
  ...forms("one pixel", box([2, 2], [1, 1]), {
    ...erosions(1, 0),
    morphology_radius_maximum: 1,
    morphology_radius_mean: 1,
    morphology_radius_median: 1,
  }),
  ...forms("wide pixel", spaced(box([2, 2], [1, 1]), 2, 0.5), { morphology_radius_maximum: 0.5 }),
  // A rectangle that fills the image: the border of the image is background.
  ...forms(
    "whole image",
    shape([8, 5], () => true),
    { ...erosions(3, 0), morphology_radius_maximum: 3 },
  ),
  // 16 pixels at the distance 1, 8 at 2, one at 3.
  ...forms("square of 5", box([1, 1], [5, 5]), {
    ...erosions(3, 0),
    morphology_radius_maximum: 3,
    morphology_radius_mean: (16 + 8 * 2 + 3) / 25,
    morphology_radius_median: 1,
  }),
  // Rows at the distances 1, 2, 1 times 0.5; one column at either end would be at 4.
  ...forms("three rows of wide pixels", spaced(box([1, 1], [5, 3]), 4, 0.5), {
    morphology_radius_maximum: 1,
    morphology_radius_mean: (10 * 0.5 + 5 * 1) / 15,
    morphology_radius_median: 0.5,
  }),
  // 24 pixels at the distance 1, 16 at 2, 8 at 3: the median lies between distances, not between their squares.
  ...forms("6 x 8 pixels", box([1, 1], [6, 8]), {
    ...erosions(3, 0),
    morphology_radius_median: 1.5,
    morphology_radius_mean: 80 / 48,
  }),
  // Ring of width 2 around a hole of 5 x 5, whose middle is 3 steps from the ring; its inner corners survive once.
  ...forms(
    "ring",
    shape(
      [11, 11],
      (x, y) =>
        Math.max(Math.abs(x - 5), Math.abs(y - 5)) <= 4 && Math.max(Math.abs(x - 5), Math.abs(y - 5)) >= 3,
    ),
    erosions(2, 3),
  ),
  // In the triangle above the diagonal, (x, y) is x - y steps from it and y + 1, 8 - x from the sides of the box.
  ...forms(
    "diagonal",
    shape([8, 8], (x, y) => x === y),
    erosions(1, 3),
  ),
  // A disc of the radius r: distances average to r / 3, half of its area lies within r (1 - sqrt(1/2)) of the edge.
  ...forms(
    "disc",
    disc,
    {
      morphology_radius_maximum: radius,
      morphology_radius_mean: radius / 3,
      morphology_radius_median: radius * (1 - Math.SQRT1_2),
    },
    { tolerance: 0.02, reason: "pixels on the outline are in or out as a whole, half a pixel of the radius" },
  ),
];

const alone = drawn("... .#. ...") satisfies Shape;
const gone = Object.fromEntries(
  [
    "closest_distance",
    "closest_angle",
    "second_closest_distance",
    "second_closest_angle",
    "angle_mean",
    "angle_standard_deviation",
    "angle_mode",
    "angle_circular_mean",
    "angle_circular_standard_deviation",
  ].map((name) => [`neighbours_${name}`, "no-neighbour"]),
);

// Regions of one pixel at (3, 0), (0, 4), (-3, 0), (0, -5) from label 1, the last further away than 5.
const cross = labelled(`
  000050000
  000000000
  000000000
  000000000
  000000000
  000000000
  040010020
  000000000
  000000000
  000000000
  000030000
`);
const touching = labelled(`
  11122
  11122
  11100
  00030
`);

const neighbours = [
  ...forms("alone", alone, { ...gone, neighbours_count: 0, neighbours_percent_touching: 0 }),
  ...forms("cross", cross, {
    neighbours_count: 3,
    neighbours_percent_touching: 0,
    // 2 and 4 are equally near: the smaller angle is first.
    neighbours_closest_distance: 3,
    neighbours_closest_angle: 0,
    neighbours_second_closest_distance: 3,
    neighbours_second_closest_angle: 180,
    neighbours_angle_mean: 90,
    neighbours_angle_standard_deviation: 90,
    neighbours_angle_mode: 0,
    neighbours_angle_circular_mean: 90,
    neighbours_angle_circular_standard_deviation: (Math.sqrt(2 * Math.log(3)) * 180) / Math.PI,
  }),
  ...forms(
    "cross up to a distance of 6",
    cross,
    {
      neighbours_count: 4,
      neighbours_angle_mean: 135,
      neighbours_angle_circular_mean: "undefined",
      neighbours_angle_circular_standard_deviation: "undefined",
    },
    { parameters: { "neighbours.distance": 6 } },
  ),
  // Twice as wide as tall: 3 columns are 6 away, 4 rows are 4 away.
  ...forms(
    "cross of wide pixels",
    { ...cross, spacing: [2, 1] },
    {
      neighbours_count: 1,
      neighbours_closest_distance: 4,
      neighbours_closest_angle: 90,
      neighbours_second_closest_distance: "no-neighbour",
      neighbours_angle_standard_deviation: "undefined",
      neighbours_angle_circular_standard_deviation: 0,
    },
  ),
  ...forms("nothing but touching", touching, {
    neighbours_count: 2,
    // Of 8 boundary pixels, 3 lie beside label 2 (one of them at its corner), and one touches 3 at a corner as well.
    neighbours_percent_touching: (100 * 3) / 8,
  }),
  ...forms(
    "a distance of 0 counts no touching neighbours, which still touch",
    touching,
    { neighbours_count: 0, neighbours_percent_touching: (100 * 3) / 8 },
    { parameters: { "neighbours.distance": 0 } },
  ),
];

export const regionForms: readonly RegionForm[] = [...distances, ...neighbours, ...hexagonalityForms];
