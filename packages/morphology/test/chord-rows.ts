import { type AnalyticRow, rows } from "./analytic-row.ts";
import { box, drawn, type Shape, shape, spaced } from "./shapes.ts";

const { PI, SQRT2, abs, ceil, cos, floor, hypot, max, min, sin, sqrt } = Math;

/** Statistics of a sample under the names of features. */
function statistics(name: string, values: readonly number[], pixel: number): Record<string, number> {
  const all = [...values].sort((a, b) => a - b);
  const n = all.length;
  const mean = all.reduce((a, b) => a + b) / n;
  const classes = all.map((c) => floor(c / pixel + 1e-9));
  const size = (k: number): number => classes.filter((other) => other === k).length;
  const most = max(...classes.map(size));
  return {
    [`${name}_minimum`]: all[0],
    [`${name}_mean`]: mean,
    [`${name}_median`]: (all[(n - 1) >> 1] + all[n >> 1]) / 2,
    [`${name}_mode`]: classes.find((k) => size(k) === most)! * pixel,
    [`${name}_standard_deviation`]: sqrt(all.reduce((a, c) => a + (c - mean) ** 2, 0) / n),
  };
}

/** The first angle at which a value is smallest, up to rounding. */
const angleOfLeast = (angles: readonly number[], values: readonly number[]): number =>
  angles[values.findIndex((value) => value < min(...values) + 1e-9)];

/**
 * A line in the direction t at the distance u from the middle of a W x H rectangle crosses both long or both short sides
 * while |u| is small; beyond, the chord shrinks evenly to 0 in the corner, at half of the width across.
 */
function rectangleChords(W: number, H: number, sx: number, sy: number, step = 9): Record<string, number> {
  const angles = Array.from({ length: 180 / step }, (_, k) => k * step);
  const perAngle = angles.map((degrees) => {
    const [c, s] = degrees === 90 ? [0, 1] : [abs(cos((degrees * PI) / 180)), sin((degrees * PI) / 180)];
    const across = W * s + H * c;
    const n = ceil(across / hypot(sx * s, sy * c) - 1e-9);
    return Array.from({ length: n }, (_, k) => {
      const u = abs(((k + 0.5) / n - 0.5) * across);
      return min(W / c, H / s, (across / 2 - u) / (s * c));
    });
  });
  const longest = perAngle.map((chords) => max(...chords));
  const pixel = sqrt(sx * sy);
  return {
    chord_maximum: max(...longest),
    chord_maximum_angle: angleOfLeast(
      angles,
      longest.map((c) => -c),
    ),
    ...statistics("chord", perAngle.flat(), pixel),
    chord_minimum_angle: angleOfLeast(
      angles,
      perAngle.map((chords) => min(...chords)),
    ),
    ...statistics("longest_chord", longest, pixel),
    longest_chord_minimum_angle: angleOfLeast(angles, longest),
  };
}

const few = { tolerance: 1e-12, reason: "positions of lines and corners are rounded" };
const rectangle = box([3, 2], [12, 5]);
const rectangles = [
  ...rows("chords of a rectangle", rectangle, rectangleChords(12, 5, 1, 1), few),
  ...rows(
    "chords of a rectangle of wide pixels",
    spaced(rectangle, 1.5, 0.5),
    rectangleChords(18, 2.5, 1.5, 0.5),
    few,
  ),
  ...rows("chords in steps of 20 degrees", rectangle, rectangleChords(12, 5, 1, 1, 20), {
    ...few,
    parameters: { "chords.angle_step": 20 },
  }),
  ...rows(
    "chords of a whole image",
    shape([9, 31], () => true),
    rectangleChords(9, 31, 1, 1),
    few,
  ),
  ...rows("chord of one pixel", box([4, 7], [1, 1]), rectangleChords(1, 1, 1, 1), few),
  ...rows("chords of a line of pixels", box([2, 2], [1, 20]), rectangleChords(1, 20, 1, 1), few),
];

// Pixels that touch at corners only: the middle one of five lines at 45 degrees runs through 11 of them, from corner
// to corner.
const stripes = shape([14, 14], (x, y) => x > 0 && x < 12 && y > 0 && y < 12 && [-2, 0, 2].includes(x - y));
const joined = rows(
  "chords through corners",
  stripes,
  { chord_maximum: 11 * SQRT2, chord_maximum_angle: 45 },
  few,
);

// The longest chords of the rows are 2, 2, none and 5 long, those of the columns 2, 2, 1, 1 and 2.
const gaps = rows(
  "chords along axes",
  drawn("##..# ##..# ..... #####"),
  {
    chord_minimum: 1,
    chord_mean: (2 + 2 + 5 + 2 + 2 + 1 + 1 + 2) / 8,
    chord_median: 2,
    chord_mode: 2,
    longest_chord_minimum: 2,
    longest_chord_minimum_angle: 90,
    longest_chord_mean: (5 + 2) / 2,
  },
  { parameters: { "chords.angle_step": 90 } },
);

const radius = 200;
const D = 2 * radius;
const outline = "pixels on the outline are in or out as a whole";
const disc = (inner: number, outer = radius): Shape =>
  shape([2 * outer + 5, 2 * outer + 7], (x, y) => {
    const d = (x - outer - 2) ** 2 + (y - outer - 3) ** 2;
    return d < outer * outer && d >= inner * inner;
  });
const rounds = [
  // A chord at the distance u from the centre is 2 sqrt(r^2 - u^2) long; u is distributed evenly.
  ...rows(
    "chords of a disc",
    disc(0),
    {
      chord_maximum: D,
      chord_mean: (PI / 4) * D,
      chord_median: sqrt(3 / 4) * D,
      longest_chord_minimum: D,
      longest_chord_mean: D,
      longest_chord_median: D,
    },
    { tolerance: 0.005, reason: outline },
  ),
  ...rows(
    "spread of the chords of a disc",
    disc(0),
    { chord_standard_deviation: sqrt(2 / 3 - (PI / 4) ** 2) * D },
    { tolerance: 0.02, reason: "lines along the outline are cut short by the steps of pixels" },
  ),
  // More than a million pixels: read in several slabs.
  ...rows(
    "chords of a large disc",
    disc(0, 640),
    { chord_mean: (PI / 4) * 1280, chord_median: sqrt(3 / 4) * 1280, longest_chord_mean: 1280 },
    { tolerance: 0.002, reason: outline },
  ),
  // The longest chords of a ring touch its hole.
  ...rows(
    "chords of a ring",
    disc(120),
    { chord_maximum: 320, longest_chord_minimum: 320, longest_chord_mean: 320 },
    { tolerance: 0.015, reason: `${outline}, and chords may miss the hole by a pixel` },
  ),
];

/** Closed forms of chords. */
export const chordRows: readonly AnalyticRow[] = [...rectangles, ...joined, ...gaps, ...rounds];
