/**
 * Dependence matrices whose cells are known by hand, and what the definitions make of them.
 * @module
 */
import { type Cell, type ClosedForm, measuresOf, pixelsOf, raw, scene } from "../level-sizes/closed-forms.ts";
import type { Parameters } from "../measured.ts";
import type { Scene } from "../reference.ts";

type Family = "gldm" | "ngldm";

/** Ids without the family, in the order of the measures of a matrix, energy last; gldm lacks some. */
const measureIds: Readonly<Record<Family, readonly (string | undefined)[]>> = {
  ngldm: [
    "low_dependence_emphasis",
    "high_dependence_emphasis",
    "low_grey_level_count_emphasis",
    "high_grey_level_count_emphasis",
    "low_dependence_low_grey_level_emphasis",
    "low_dependence_high_grey_level_emphasis",
    "high_dependence_low_grey_level_emphasis",
    "high_dependence_high_grey_level_emphasis",
    "grey_level_non_uniformity",
    "normalised_grey_level_non_uniformity",
    "dependence_count_non_uniformity",
    "normalised_dependence_count_non_uniformity",
    "dependence_count_percentage",
    "grey_level_variance",
    "dependence_count_variance",
    "dependence_count_entropy",
    "grey_level_mean",
    "dependence_count_mean",
    "dependence_count_energy",
  ],
  gldm: [
    "small_dependence_emphasis",
    "large_dependence_emphasis",
    "low_grey_level_emphasis",
    "high_grey_level_emphasis",
    "small_dependence_low_grey_level_emphasis",
    "small_dependence_high_grey_level_emphasis",
    "large_dependence_low_grey_level_emphasis",
    "large_dependence_high_grey_level_emphasis",
    "grey_level_non_uniformity",
    undefined,
    "dependence_non_uniformity",
    "normalised_dependence_non_uniformity",
    undefined,
    "grey_level_variance",
    "dependence_variance",
    "dependence_entropy",
  ],
};

/** A scene and the cells of its matrix; parameters without the family. */
interface Known {
  readonly name: string;
  readonly image: Scene;
  readonly cells: readonly Cell[];
  readonly discretisation?: Parameters;
  readonly parameters?: Parameters;
}

/** Adds up cells of the same size: sizes of a product of axes. */
const product = (level: number, axes: readonly Readonly<Record<number, number>>[]): Cell[] => {
  let sizes = new Map([[1, 1]]);
  for (const axis of axes) {
    const next = new Map<number, number>();
    for (const [size, count] of sizes) {
      for (const [length, times] of Object.entries(axis)) {
        const key = size * Number(length);
        next.set(key, (next.get(key) ?? 0) + count * times);
      }
    }
    sizes = next;
  }
  return [...sizes].map(([size, count]) => [level, size, count]);
};

/** Pixels of a level along an axis of n by how many pixels lie within a distance of 1. */
const near = (n: number): Record<number, number> => ({ 2: 2, 3: n - 2 });

/** Checkerboards: inside 4 diagonal neighbours are alike, on the sides 2, in the corners 1. One side is even. */
const checkerboard = (width: number, height: number, second: number): Known => ({
  name: `checkerboard of ${width} x ${height}, 1 and ${second}`,
  image: scene(width, height, (x, y) => ((x + y) % 2 === 0 ? 1 : second)),
  cells: [1, second].flatMap((level): Cell[] => [
    [level, 5, ((width - 2) * (height - 2)) / 2],
    [level, 3, width - 2 + height - 2],
    [level, 2, 2],
  ]),
});

const constant = scene(6, 5, () => 7);
const block = scene(4, 3, () => 3, 3);
const ramp = scene(8, 6, (x) => x + 1);

const known: readonly Known[] = [
  checkerboard(9, 8, 2),
  {
    name: "columns of 1 and 2",
    // Only the pixels above and below are alike.
    image: scene(9, 8, (x) => 1 + (x % 2)),
    cells: [
      [1, 3, 30],
      [1, 2, 10],
      [2, 3, 24],
      [2, 2, 8],
    ],
  },
  {
    name: "ramp",
    image: ramp,
    cells: [1, 2, 3, 4, 5, 6, 7, 8].flatMap((level): Cell[] => [
      [level, 3, 4],
      [level, 2, 2],
    ]),
  },
  {
    name: "ramp, levels 1 apart depend on each other",
    image: ramp,
    parameters: { alpha: 1 },
    cells: [1, 2, 3, 4, 5, 6, 7, 8].flatMap((level): Cell[] => {
      const columns = level === 1 || level === 8 ? 2 : 3;
      return [
        [level, 3 * columns, 4],
        [level, 2 * columns, 2],
      ];
    }),
  },
  {
    name: "ramp, all levels depend on each other",
    image: ramp,
    parameters: { alpha: 7, distance: 8 },
    cells: [1, 2, 3, 4, 5, 6, 7, 8].map((level): Cell => [level, 48, 6]),
  },
  { name: "constant 7", image: constant, cells: product(7, [near(6), near(5)]) },
  {
    name: "constant 7, bins over its range",
    image: constant,
    discretisation: {},
    cells: product(1, [near(6), near(5)]),
  },
  {
    name: "constant, up to two steps away",
    image: scene(7, 7, () => 2),
    parameters: { distance: 2 },
    cells: product(2, [
      { 3: 2, 4: 2, 5: 3 },
      { 3: 2, 4: 2, 5: 3 },
    ]),
  },
  { name: "block", image: block, cells: product(3, [near(4), near(3), near(3)]) },
  {
    name: "block, slices added up",
    image: block,
    parameters: { dimension: "2.5D" },
    cells: product(3, [near(4), near(3), { 1: 3 }]),
  },
  {
    name: "block, mean over slices",
    image: block,
    parameters: { dimension: "2D" },
    cells: product(3, [near(4), near(3)]),
  },
  { name: "one pixel", image: scene(1, 1, () => 5), cells: [[5, 1, 1]] },
  {
    name: "two pixels apart",
    image: scene(3, 1, (x) => (x === 1 ? 0 : 4)),
    cells: [[4, 1, 2]],
  },
  // Two slabs; level 5001 makes the matrix sparse.
  checkerboard(1501, 1400, 2),
  checkerboard(1501, 1400, 5001),
];

/** Rows for all measures of all scenes. */
export const dependenceForms = (family: Family): readonly ClosedForm[] =>
  known.flatMap(({ name, image, cells, discretisation = raw, parameters = {} }) => {
    const total = cells.reduce((sum, [, , count]) => sum + count, 0);
    const energy = cells.reduce((sum, [, , count]) => sum + (count / total) ** 2, 0);
    // A mean over slices refers to the pixels of one.
    const pixels = parameters.dimension === "2D" ? total : pixelsOf(image);
    const values = [...measuresOf(cells, pixels), energy];
    const own = Object.entries(parameters).map(([key, value]) => [`${family}.${key}`, value]);
    return measureIds[family].flatMap((measure, m) => {
      const id = `${family}_${measure}`;
      return measure === undefined
        ? []
        : [
            {
              name: `${name}: ${measure}`,
              id,
              scene: name,
              image,
              parameters: { ...discretisation, ...Object.fromEntries(own) },
              column: id,
              expected: values[m],
              tolerance: 1e-13,
              scale: values[m] === 0 ? 1 : 0,
              reason: "a closed form of a few operations",
            },
          ];
    });
  });
