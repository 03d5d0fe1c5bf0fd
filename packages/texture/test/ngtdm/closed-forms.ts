/**
 * Grey tone differences known by hand.
 * @module
 */
import { type ClosedForm, raw, scene } from "../level-sizes/closed-forms.ts";
import type { Parameters } from "../measured.ts";
import type { Scene } from "../reference.ts";

type Expected = Readonly<
  Record<"coarseness" | "contrast" | "busyness" | "complexity" | "strength", number | string>
>;

function rows(name: string, image: Scene, expected: Expected, parameters: Parameters = {}): ClosedForm[] {
  return Object.entries(expected).map(([measure, value]) => ({
    name: `${name}: ${measure}`,
    id: `ngtdm_${measure}`,
    scene: name,
    image,
    parameters: { ...raw, ...parameters },
    column: `ngtdm_${measure}`,
    expected: value,
    tolerance: typeof value === "string" || value === 0 ? 0 : 1e-13,
    scale: 0,
    reason: "a closed form of a few operations",
  }));
}

/** No measure has a value. */
const allMissing = (reason: string): Expected => ({
  coarseness: reason,
  contrast: reason,
  busyness: reason,
  complexity: reason,
  strength: reason,
});

/** Levels a < b, both in half of n pixels, with the same sum s of differences. */
const twoLevels = (a: number, b: number, n: number, s: number): Expected => ({
  coarseness: 1 / s,
  contrast: ((b - a) ** 2 * s) / (2 * n),
  busyness: s / (b - a),
  complexity: (2 * (b - a) * s) / n,
  strength: (b - a) ** 2 / s,
});

/** Neither level nor neighbourhood differs from pixel to pixel. */
const even: Expected = { coarseness: "undefined", contrast: 0, busyness: 0, complexity: 0, strength: 0 };

/**
 * Checkerboards: of 8 neighbours inside 4 are of the other level, of 5 on the sides 3, of 3 in the corners 2. One
 * side is even, so both levels have half of each kind.
 */
function checkerboard(width: number, height: number, b: number): ClosedForm[] {
  const inside = ((width - 2) * (height - 2)) / 2;
  const s = (b - 1) * (inside / 2 + ((width + height - 4) * 3) / 5 + 4 / 3);
  const image = scene(width, height, (x, y) => ((x + y) % 2 === 0 ? 1 : b));
  return rows(`checkerboard of ${width} x ${height}, 1 and ${b}`, image, twoLevels(1, b, width * height, s));
}

// Level x + 1, 8 x 6: only the ends differ from their neighbourhoods, by 3/5 where 3 of 5 neighbours are one level
// further on, by 2/3 in the corners. Over the levels, sum |i-j| is 168, sum (i-j)^2 is 672; 28 from either end.
const end = (4 * 3) / 5 + (2 * 2) / 3;
const ofRamp: Expected = {
  coarseness: 4 / end,
  contrast: (672 / 64 / 56) * ((2 * end) / 48),
  busyness: end / 4 / (168 / 8),
  complexity: (2 * end * 28) / 48,
  strength: ((2 / 8) * 672) / (2 * end),
};

// 1 2 3 with neighbours up to two steps away: the ends differ by 3/2 from their neighbourhoods.
const ofThree: Expected = {
  coarseness: 1,
  contrast: 2 / 9,
  busyness: 3 / 8,
  complexity: 3,
  strength: 8 / 3,
};

// 1 2 1: every pixel differs by 1, and 1 · 2/3 = 2 · 1/3.
const ofBalance: Expected = {
  coarseness: 3 / 5,
  contrast: 2 / 9,
  busyness: "undefined",
  complexity: (2 / 3) * (5 / 3),
  strength: 2 / 3,
};

// A cube of level 65535 whose centre has 65534, every pixel within 15 of it: others with n neighbours differ by 1/n.
// The largest sums there are.
const cube = scene(31, 31, (x, y, z) => (x === 15 && y === 15 && z === 15 ? 65534 : 65535), 31);
const seen = Array.from({ length: 31 }, (_, x) => 1 + Math.min(x, 15) + Math.min(30 - x, 15));
const others = 31 ** 3 - 1;
let around = -1 / others;
for (const a of seen) for (const b of seen) for (const c of seen) around += 1 / (a * b * c - 1);
const ofCube: Expected = {
  coarseness: (others + 1) / (others * around + 1),
  contrast: (others * (around + 1)) / (others + 1) ** 3,
  busyness: (others * around + 1) / (2 * (65535 * others - 65534)),
  complexity: (2 * (others * around + 1)) / (others + 1) ** 2,
  strength: 2 / (around + 1),
};

const pair = scene(2, 1, (x) => 1 + x);
const stack = scene(1, 1, (_x, _y, z) => 1 + z, 2);
const slices = scene(2, 1, (x, _y, z) => (z === 1 ? 0 : 1 + x), 3);
const lonely = scene(2, 1, (x, _y, z) => (z === 0 ? 1 + x : x), 2);

export const closedForms: readonly ClosedForm[] = [
  ...checkerboard(9, 8, 2),
  ...rows(
    "ramp",
    scene(8, 6, (x) => x + 1),
    ofRamp,
  ),
  ...rows("two pixels", pair, twoLevels(1, 2, 2, 1)),
  ...rows(
    "two pixels, levels 1 and 65535",
    scene(2, 1, (x) => (x === 0 ? 1 : 65535)),
    twoLevels(1, 65535, 2, 65534),
  ),
  ...rows(
    "1 2 3, up to two steps away",
    scene(3, 1, (x) => 1 + x),
    ofThree,
    { "ngtdm.distance": 2 },
  ),
  ...rows(
    "1 2 1",
    scene(3, 1, (x) => 1 + (x % 2)),
    ofBalance,
  ),
  ...rows("two slices", stack, twoLevels(1, 2, 2, 1)),
  ...rows("two slices, one by one", stack, allMissing("too-few-pixels"), { "ngtdm.dimension": "2D" }),
  ...rows("two slices added up", stack, allMissing("too-few-pixels"), { "ngtdm.dimension": "2.5D" }),
  ...rows("a pair, nothing, a pair", slices, twoLevels(1, 2, 2, 1), { "ngtdm.dimension": "2D" }),
  ...rows("a pair, nothing, a pair, added up", slices, twoLevels(1, 2, 4, 2), { "ngtdm.dimension": "2.5D" }),
  ...rows("a pair and a lonely pixel", lonely, twoLevels(1, 2, 2, 1), { "ngtdm.dimension": "2D" }),
  ...rows("a pair and a lonely pixel, added up", lonely, twoLevels(1, 2, 2, 1), {
    "ngtdm.dimension": "2.5D",
  }),
  ...rows(
    "constant 7",
    scene(6, 5, () => 7),
    even,
  ),
  ...rows(
    "two constant halves apart",
    scene(5, 4, (x) => (x === 2 ? 0 : x < 2 ? 3 : 9)),
    even,
  ),
  ...rows(
    "constant slices, one by one",
    scene(3, 3, () => 7, 2),
    even,
    { "ngtdm.dimension": "2D" },
  ),
  ...rows(
    "one pixel",
    scene(1, 1, () => 5),
    allMissing("too-few-pixels"),
  ),
  ...rows(
    "two pixels apart",
    scene(3, 1, (x) => (x === 1 ? 0 : 1 + x)),
    allMissing("too-few-pixels"),
  ),
  ...rows("cube, up to 15 steps away", cube, ofCube, { "ngtdm.distance": 15 }),
  // 150 levels times 31^3 numbers of neighbours.
  ...rows(
    "150 levels, up to 15 steps away",
    scene(75, 1, (x, _y, z) => 1 + x + 75 * z, 2),
    allMissing("exceeds-budget"),
    { "ngtdm.distance": 15 },
  ),
  // Two slabs.
  ...checkerboard(1501, 1400, 2),
  ...checkerboard(1501, 1400, 5001),
];
