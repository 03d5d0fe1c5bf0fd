import {
  type Cell,
  type ClosedForm,
  measureIds,
  raw,
  row,
  rowsOf,
  scene,
} from "../level-sizes/closed-forms.ts";

/** Rings one pixel wide around the middle of an odd square: the outermost has distance 1, the middle 5. */
const rings = scene(9, 9, (x, y) => 1 + Math.max(Math.abs(x - 4), Math.abs(y - 4)));
const ofRings: readonly Cell[] = [5, 4, 3, 2, 1].map((level) => [level, 6 - level, 1]);

/** The same with the middle taken out: the ring around the hole touches it at its sides, not at its corners. */
const holed = scene(9, 9, (x, y) => {
  const ring = Math.max(Math.abs(x - 4), Math.abs(y - 4));
  return ring === 0 ? 0 : 1 + ring;
});
const ofHoled: readonly Cell[] = [
  [5, 1, 1],
  [4, 2, 1],
  [3, 2, 1],
  [2, 1, 1],
];

/** A single pixel of level 9 in a square of level 4, six columns from the edge and seven rows. */
const spot = scene(20, 20, (x, y) => (x === 5 && y === 6 ? 9 : 4));

/** A diamond: the city-block distance of its middle is its radius and one. */
const diamond = scene(13, 13, (x, y) => {
  const apart = Math.abs(x - 6) + Math.abs(y - 6);
  return apart > 6 ? 0 : 1 + apart;
});
// All pixels of a level but the middle's lie on one diamond, whose corners and sides hang together by corners.
const ofDiamond: readonly Cell[] = Array.from({ length: 7 }, (_, apart) => [1 + apart, 7 - apart, 1]);

// 1501 x 1400: three slabs. The middle of a square spot is 700 rows from the lower edge, and from the upper one 701.
const large = scene(1501, 1400, (x, y) => (x >= 749 && x <= 751 && y >= 699 && y <= 700 ? 2 : 1));
const deep = scene(1501, 1400, (x, y) => (x === 3 ? 3 : y === 1390 && x === 800 ? 2 : 1));

/** A box of level 1 with a voxel of level 2 inside: 3 planes from the top, 4 from the left. */
const [width, height, depth] = [12, 11, 10];
const box = scene(width, height, (x, y, z) => (x === 4 && y === 5 && z === 2 ? 2 : 1), depth);

export const closedForms: readonly ClosedForm[] = [
  ...rowsOf(
    "gldzm",
    "constant 7",
    scene(6, 5, () => 7),
    [[7, 1, 1]],
  ),
  ...rowsOf(
    "gldzm",
    "one pixel",
    scene(1, 1, () => 5),
    [[5, 1, 1]],
  ),
  ...rowsOf(
    "gldzm",
    "two parts of one level",
    scene(5, 1, (x) => (x === 2 ? 0 : 3)),
    [[3, 1, 2]],
  ),
  ...rowsOf(
    "gldzm",
    "checkerboard",
    scene(9, 8, (x, y) => 1 + ((x + y) % 2)),
    [
      [1, 1, 1],
      [2, 1, 1],
    ],
  ),
  ...rowsOf("gldzm", "rings", rings, ofRings),
  ...rowsOf("gldzm", "rings around a hole", holed, ofHoled),
  ...rowsOf("gldzm", "spot", spot, [
    [4, 1, 1],
    [9, 6, 1],
  ]),
  ...rowsOf("gldzm", "diamond", diamond, ofDiamond),
  ...rowsOf("gldzm", "large square with a spot", large, [
    [1, 1, 1],
    [2, 700, 1],
  ]),
  ...rowsOf("gldzm", "large square with a line and a spot", deep, [
    [1, 1, 2],
    [2, 10, 1],
    [3, 1, 1],
  ]),
  ...rowsOf("gldzm", "box with a voxel inside, 3D", box, [
    [1, 1, 1],
    [2, 3, 1],
  ]),
  ...rowsOf(
    "gldzm",
    "box with a voxel inside, 2.5D",
    { ...box },
    [
      [1, 1, depth],
      [2, 5, 1],
    ],
    { parameters: { ...raw, "gldzm.dimension": "2.5D" } },
  ),
  // One slice of ten has two zones.
  row("gldzm", "box with a voxel inside, 2D", { ...box }, "zone_distance_mean", (9 + (1 + 5) / 2) / 10, {
    parameters: { ...raw, "gldzm.dimension": "2D" },
  }),
  ...measureIds.gldzm.map((measure) =>
    row(
      "gldzm",
      "no finite pixel",
      { ...scene(3, 1, () => 1), intensity: new Float32Array(3).fill(Number.NaN) },
      measure,
      "empty",
    ),
  ),
  // Pixels without a number are in no zone, but in the ROI: the middle keeps its distance.
  ...rowsOf(
    "gldzm",
    "NaN between levels",
    {
      ...scene(5, 5, () => 1),
      intensity: Float32Array.from({ length: 25 }, (_, p) => {
        const ring = Math.max(Math.abs((p % 5) - 2), Math.abs(Math.floor(p / 5) - 2));
        return [7, Number.NaN, 3][ring];
      }),
    },
    [
      [3, 1, 1],
      [7, 3, 1],
    ],
    { pixels: 17 },
  ),
];
