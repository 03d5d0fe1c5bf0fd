import {
  type Cell,
  type ClosedForm,
  measureIds,
  raw,
  row,
  rowsOf,
  scene,
} from "../level-sizes/closed-forms.ts";

/** Rings one pixel wide around the middle of an odd square, of levels 1, 2, 1, ...: ring k has 8k pixels. */
const rings = scene(9, 9, (x, y) => 1 + (Math.max(Math.abs(x - 4), Math.abs(y - 4)) % 2));
const ofRings: readonly Cell[] = [
  [1, 1, 1],
  [2, 8, 1],
  [1, 16, 1],
  [2, 24, 1],
  [1, 32, 1],
];

/** A disc of one level with a hole of another. */
const disc = scene(15, 15, (x, y) => {
  const square = (x - 7) ** 2 + (y - 7) ** 2;
  return square > 50 ? 0 : square < 5 ? 9 : 4;
});
const inner = disc.intensity.filter((level) => level === 9).length;
const outer = disc.intensity.filter((level) => level === 4).length;

/** A comb whose teeth hang together in the last row only, and a spiral: zones that meet late. */
const comb = scene(11, 6, (x, y) => (y === 5 || x % 2 === 0 ? 1 : 2));
const ofComb: readonly Cell[] = [
  [1, 41, 1],
  [2, 5, 5],
];

// 1501 x 1400: three slabs. The comb's teeth meet in the last of them.
const large = scene(1501, 1400, (x, y) => (y === 1399 || x % 2 === 0 ? 1 : 2));
const ofLarge: readonly Cell[] = [
  [1, 751 * 1399 + 1501, 1],
  [2, 1399, 750],
];

/** Slices of levels 1, 2, 1: zones stay within slices or go around them. */
const layers = scene(4, 3, (_x, _y, z) => 1 + (z % 2), 3);
const pillars = scene(5, 1, (x) => 1 + (x % 2), 4);

export const closedForms: readonly ClosedForm[] = [
  ...rowsOf(
    "glszm",
    "constant 7",
    scene(6, 5, () => 7),
    [[7, 30, 1]],
  ),
  ...rowsOf(
    "glszm",
    "one pixel",
    scene(1, 1, () => 5),
    [[5, 1, 1]],
  ),
  // Corners connect: all pixels of a level are one zone.
  ...rowsOf(
    "glszm",
    "checkerboard",
    scene(9, 8, (x, y) => 1 + ((x + y) % 2)),
    [
      [1, 36, 1],
      [2, 36, 1],
    ],
  ),
  ...rowsOf(
    "glszm",
    "stripes",
    scene(9, 8, (x) => 1 + (x % 2)),
    [
      [1, 8, 5],
      [2, 8, 4],
    ],
  ),
  ...rowsOf(
    "glszm",
    "stripes along x",
    scene(9, 8, (_, y) => 1 + (y % 2)),
    [
      [1, 9, 4],
      [2, 9, 4],
    ],
  ),
  ...rowsOf("glszm", "rings", rings, ofRings),
  ...rowsOf("glszm", "disc with another level inside", disc, [
    [9, inner, 1],
    [4, outer, 1],
  ]),
  ...rowsOf("glszm", "comb", comb, ofComb),
  ...rowsOf("glszm", "large comb", large, ofLarge),
  ...rowsOf(
    "glszm",
    "levels 1 and 65535",
    scene(3, 1, (x) => [1, 0, 65535][x]),
    [
      [1, 1, 1],
      [65535, 1, 1],
    ],
  ),
  ...rowsOf("glszm", "layers, 3D", layers, [
    [1, 12, 2],
    [2, 12, 1],
  ]),
  ...rowsOf("glszm", "pillars, 3D", { ...pillars }, [
    [1, 4, 3],
    [2, 4, 2],
  ]),
  ...rowsOf(
    "glszm",
    "pillars, 2.5D",
    { ...pillars },
    [
      [1, 1, 12],
      [2, 1, 8],
    ],
    { parameters: { ...raw, "glszm.dimension": "2.5D" } },
  ),
  // All slices are alike, so their mean is one of them.
  ...rowsOf(
    "glszm",
    "pillars, 2D",
    { ...pillars },
    [
      [1, 1, 3],
      [2, 1, 2],
    ],
    { parameters: { ...raw, "glszm.dimension": "2D" }, pixels: 5 },
  ),
  ...measureIds.glszm.map((measure) =>
    row(
      "glszm",
      "no finite pixel",
      { ...scene(3, 1, () => 1), intensity: new Float32Array(3).fill(Number.NaN) },
      measure,
      "empty",
    ),
  ),
];
