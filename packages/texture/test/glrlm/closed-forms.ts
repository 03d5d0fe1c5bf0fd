import {
  type Cell,
  type ClosedForm,
  measureIds,
  raw,
  row,
  rowsOf,
  scene,
} from "../level-sizes/closed-forms.ts";
import type { Scene } from "../reference.ts";
import { stacked } from "../stacked.ts";

const angles = [0, 45, 90, 135] as const;

/** Rows for the directions of an image that have these cells. */
const perAngle = (
  name: string,
  image: Scene,
  cells: Readonly<Record<(typeof angles)[number], readonly Cell[]>>,
): ClosedForm[] => angles.flatMap((angle) => rowsOf("glrlm", name, image, cells[angle], { angle }));

/** Rows for the mean when all directions have the same cells. */
const everywhere = (name: string, image: Scene, cells: readonly Cell[]): ClosedForm[] => [
  ...rowsOf("glrlm", name, image, cells),
  ...perAngle(name, image, { 0: cells, 45: cells, 90: cells, 135: cells }),
];

/** Diagonals of a rectangle by length: two of every length below the shorter side, the rest as long as it is. */
const diagonals = (width: number, height: number): { readonly length: number; readonly count: number }[] => {
  const short = Math.min(width, height);
  return Array.from({ length: short }, (_, i) => ({
    length: i + 1,
    count: i + 1 < short ? 2 : Math.abs(width - height) + 1,
  }));
};

const constant = scene(6, 5, () => 7);
const ofConstant = diagonals(6, 5).map(({ length, count }): Cell => [7, length, count]);

// 9 x 8: five columns of level 1, four of level 2.
const stripes = scene(9, 8, (x) => 1 + (x % 2));
const single: readonly Cell[] = [
  [1, 1, 40],
  [2, 1, 32],
];

// Along diagonals the level stays; 16 of them, of either level in turn.
const checkerboard = scene(9, 8, (x, y) => 1 + ((x + y) % 2));
const halves: readonly Cell[] = [
  [1, 1, 36],
  [2, 1, 36],
];
const ofDiagonals = diagonals(9, 8).flatMap(({ length }): Cell[] => [
  [1, length, 1],
  [2, length, 1],
]);

// Levels 1 1 3 3 3 and a pixel of level 1 beyond a gap.
const broken = scene(7, 1, (x) => [1, 1, 3, 3, 3, 0, 1][x]);
const ofBroken: readonly Cell[] = [
  [1, 1, 1],
  [1, 2, 1],
  [3, 3, 1],
];
const ones: readonly Cell[] = [
  [1, 1, 3],
  [3, 1, 3],
];

// 1501 x 1400: three slabs.
const large = { constant: scene(1501, 1400, () => 5), stripes: scene(1501, 1400, (x) => 1 + (x % 2)) };
const largeRows = [
  ...rowsOf("glrlm", "large constant", large.constant, [[5, 1501, 1400]], { angle: 0 }),
  ...rowsOf("glrlm", "large constant", large.constant, [[5, 1400, 1501]], { angle: 90 }),
  ...[45, 135].flatMap((angle) =>
    rowsOf(
      "glrlm",
      "large constant",
      large.constant,
      diagonals(1501, 1400).map(({ length, count }): Cell => [5, length, count]),
      { angle },
    ),
  ),
  ...rowsOf(
    "glrlm",
    "large stripes",
    large.stripes,
    [
      [1, 1400, 751],
      [2, 1400, 750],
    ],
    { angle: 90 },
  ),
  ...rowsOf(
    "glrlm",
    "large stripes",
    large.stripes,
    [
      [1, 1, 751 * 1400],
      [2, 1, 750 * 1400],
    ],
    { angle: 45 },
  ),
];

/** A box of one level: a direction d starts a run at every pixel whose predecessor is outside. */
const [width, height, depth] = [7, 5, 4];
const box = scene(width, height, () => 3, depth);
const directions = [-1, 0, 1]
  .flatMap((dz) =>
    [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [Math.abs(dx), Math.abs(dy), Math.abs(dz)])),
  )
  .filter((d) => d.some((step) => step !== 0));
const pixels = width * height * depth;
// All 26 directions, each pair of which has the same runs.
const starts = directions.map(([dx, dy, dz]) => pixels - (width - dx) * (height - dy) * (depth - dz));
const runPercentage = starts.reduce((a, b) => a + b, 0) / (26 * pixels);
const boxRows = (["average", "merge"] as const).flatMap((aggregation) => {
  const parameters = { ...raw, "glrlm.aggregation": aggregation };
  const image = { ...box };
  const name = `box, ${aggregation}`;
  return [
    row("glrlm", name, image, "run_percentage", runPercentage, { parameters }),
    row(
      "glrlm",
      name,
      image,
      "grey_level_non_uniformity",
      (runPercentage * 26 * pixels) / (aggregation === "merge" ? 2 : 26),
      {
        parameters,
      },
    ),
    row("glrlm", name, image, "high_grey_level_run_emphasis", 9, { parameters }),
  ];
});

const empty = scene(3, 1, () => 1);

const ofImages: readonly ClosedForm[] = [
  ...perAngle("constant 7", constant, { 0: [[7, 6, 5]], 45: ofConstant, 90: [[7, 5, 6]], 135: ofConstant }),
  ...perAngle("stripes", stripes, {
    0: single,
    45: single,
    90: [
      [1, 8, 5],
      [2, 8, 4],
    ],
    135: single,
  }),
  ...perAngle("checkerboard", checkerboard, { 0: halves, 45: ofDiagonals, 90: halves, 135: ofDiagonals }),
  ...perAngle("runs with a gap", broken, { 0: ofBroken, 45: ones, 90: ones, 135: ones }),
  ...everywhere(
    "one pixel",
    scene(1, 1, () => 5),
    [[5, 1, 1]],
  ),
  ...everywhere(
    "two pixels apart",
    scene(3, 1, (x) => [1, 0, 65535][x]),
    [
      [1, 1, 1],
      [65535, 1, 1],
    ],
  ),
  ...largeRows,
  ...boxRows,
  ...measureIds.glrlm.map((measure) =>
    row(
      "glrlm",
      "no finite pixel",
      { ...empty, intensity: Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, Number.NaN) },
      measure,
      "empty",
    ),
  ),
];

/** Non-uniformities that are not normalised grow with the number of runs. */
const grows = (id: string): number => (/glrlm_(grey_level|run_length)_non_uniformity/.test(id) ? 2 : 1);

export const closedForms: readonly ClosedForm[] = [...ofImages, ...stacked(ofImages, grows)];
