import type { Parameters } from "../measured.ts";
import type { Claim, Scene } from "../reference.ts";
import { stacked } from "../stacked.ts";

/** A number that follows from the definition by hand. */
export interface ClosedForm extends Claim {
  /** Same scene, same parameters. */
  readonly scene: string;
  readonly image: Scene;
  readonly parameters: Parameters;
  readonly column: string;
}

/** Grey levels by position, 0 outside the ROI. */
function scene(width: number, height: number, level: (x: number, y: number) => number): Scene {
  const intensity = Uint16Array.from({ length: width * height }, (_, p) =>
    level(p % width, Math.floor(p / width)),
  );
  return { labels: intensity.map((v) => (v > 0 ? 1 : 0)), intensity, width, height, depth: 1 };
}

const raw: Parameters = { "discretisation.method": "none" };

/** Expected measures by name, without `glcm_`. */
type Expected = Readonly<Record<string, number | string>>;

/** Rows for one direction, or for the mean. */
function rows(
  name: string,
  image: Scene,
  angle: number | "mean",
  expected: Expected,
  parameters: Parameters = raw,
): ClosedForm[] {
  return Object.entries(expected).map(([measure, value]) => {
    const id = angle === "mean" ? `glcm_${measure}` : `glcm_${measure}_per_angle`;
    const whole =
      typeof value === "string" || (Number.isInteger(value) && !/^(information|maximal)/.test(measure));
    return {
      name: `${name}: ${measure} ${angle}`,
      id,
      scene: name,
      image,
      parameters,
      column: angle === "mean" ? id : `${id}_${angle}`,
      expected: value,
      tolerance: whole ? 0 : 1e-14,
      scale: 0,
      reason: whole ? "whole numbers" : "a closed form of a few operations",
    };
  });
}

const names = [
  "joint_maximum",
  "joint_average",
  "joint_variance",
  "joint_entropy",
  "angular_second_moment",
  "autocorrelation",
  "difference_average",
  "difference_variance",
  "difference_entropy",
  "contrast",
  "dissimilarity",
  "inverse_difference",
  "normalised_inverse_difference",
  "inverse_difference_moment",
  "normalised_inverse_difference_moment",
  "inverse_variance",
  "sum_average",
  "sum_variance",
  "sum_entropy",
  "cluster_tendency",
  "cluster_shade",
  "cluster_prominence",
  "correlation",
  "information_correlation_1",
  "information_correlation_2",
  "maximal_correlation_coefficient",
];

/** Every measure is missing for this reason. */
const allMissing = (reason: string): Expected => Object.fromEntries(names.map((name) => [name, reason]));

/** Two levels that determine each other share one bit. */
const oneBit = { information_correlation_1: -1, information_correlation_2: Math.sqrt(1 - Math.exp(-2)) };

/** Levels 1 and 2, always next to each other: p(1, 2) = p(2, 1) = 1/2. */
const alternating: Expected = {
  joint_maximum: 0.5,
  joint_average: 1.5,
  joint_variance: 0.25,
  joint_entropy: 1,
  angular_second_moment: 0.5,
  autocorrelation: 2,
  difference_average: 1,
  difference_variance: 0,
  difference_entropy: 0,
  contrast: 1,
  dissimilarity: 1,
  inverse_difference: 0.5,
  normalised_inverse_difference: 2 / 3,
  inverse_difference_moment: 0.5,
  normalised_inverse_difference_moment: 0.8,
  inverse_variance: 1,
  sum_average: 3,
  sum_variance: 0,
  sum_entropy: 0,
  cluster_tendency: 0,
  cluster_shade: 0,
  cluster_prominence: 0,
  correlation: -1,
  maximal_correlation_coefficient: 1,
  ...oneBit,
};

/** Levels 1 and 2, never next to each other and equally frequent: p(1, 1) = p(2, 2) = 1/2. */
const apart: Expected = {
  joint_maximum: 0.5,
  joint_average: 1.5,
  joint_variance: 0.25,
  joint_entropy: 1,
  angular_second_moment: 0.5,
  autocorrelation: 2.5,
  difference_average: 0,
  difference_variance: 0,
  difference_entropy: 0,
  contrast: 0,
  dissimilarity: 0,
  inverse_difference: 1,
  normalised_inverse_difference: 1,
  inverse_difference_moment: 1,
  normalised_inverse_difference_moment: 1,
  inverse_variance: 0,
  sum_average: 3,
  sum_variance: 1,
  sum_entropy: 1,
  cluster_tendency: 1,
  cluster_shade: 0,
  cluster_prominence: 1,
  correlation: 1,
  maximal_correlation_coefficient: 1,
  ...oneBit,
};

/** Means of the measures of two matrices that are equally many. */
const halfway = (a: Expected, b: Expected): Expected =>
  Object.fromEntries(names.map((name) => [name, (Number(a[name]) + Number(b[name])) / 2]));

/** One grey level g. */
const single = (g: number): Expected => ({
  joint_maximum: 1,
  joint_average: g,
  joint_variance: 0,
  joint_entropy: 0,
  angular_second_moment: 1,
  autocorrelation: g * g,
  difference_average: 0,
  difference_variance: 0,
  difference_entropy: 0,
  contrast: 0,
  dissimilarity: 0,
  inverse_difference: 1,
  normalised_inverse_difference: 1,
  inverse_difference_moment: 1,
  normalised_inverse_difference_moment: 1,
  inverse_variance: 0,
  sum_average: 2 * g,
  sum_variance: 0,
  sum_entropy: 0,
  cluster_tendency: 0,
  cluster_shade: 0,
  cluster_prominence: 0,
  correlation: "constant-intensity",
  information_correlation_1: "constant-intensity",
  maximal_correlation_coefficient: "constant-intensity",
  information_correlation_2: 0,
});

// 9 x 8: as many pairs of ones as of twos along either diagonal.
const checkerboard = scene(9, 8, (x, y) => 1 + ((x + y) % 2));
const stripes = scene(9, 8, (x) => 1 + (x % 2));

// Level x along x, from 1 to 8. Pairs along x: the ends count once, the other levels twice, 14 in all.
const w = 8;
const ramp = scene(w, 6, (x) => x + 1);
const rampVariance = (w * (w + 1)) / 12 - (w - 1) / 4;
const alongRamp: Expected = {
  joint_maximum: 1 / 14,
  joint_average: 4.5,
  joint_variance: rampVariance,
  joint_entropy: Math.log2(14),
  angular_second_moment: 1 / 14,
  autocorrelation: (w * (w + 1)) / 3,
  contrast: 1,
  dissimilarity: 1,
  difference_average: 1,
  difference_variance: 0,
  difference_entropy: 0,
  inverse_difference: 0.5,
  normalised_inverse_difference: 1 / (1 + 1 / 8),
  inverse_difference_moment: 0.5,
  normalised_inverse_difference_moment: 1 / (1 + 1 / 64),
  inverse_variance: 1,
  sum_average: 9,
  sum_variance: 16,
  sum_entropy: Math.log2(7),
  cluster_tendency: 16,
  cluster_shade: 0,
  // Sums 3, 5, ..., 15: deviations 2 · {-3, ..., 3}.
  cluster_prominence: (16 * 2 * (81 + 16 + 1)) / 7,
  correlation: 1 - 1 / (2 * rampVariance),
  // Odd and even levels alternate: whether a level is odd is certain from the other.
  maximal_correlation_coefficient: 1,
};
// Pairs along y: both levels are the same, each of 1..8 equally often.
const acrossRamp: Expected = {
  joint_maximum: 1 / 8,
  joint_average: 4.5,
  joint_variance: (w * w - 1) / 12,
  joint_entropy: 3,
  angular_second_moment: 1 / 8,
  autocorrelation: ((w + 1) * (2 * w + 1)) / 6,
  contrast: 0,
  sum_average: 9,
  sum_variance: (w * w - 1) / 3,
  sum_entropy: 3,
  cluster_shade: 0,
  cluster_prominence: (16 * (w * w - 1) * (3 * w * w - 7)) / 240,
  correlation: 1,
  information_correlation_1: -1,
  information_correlation_2: Math.sqrt(1 - Math.exp(-6)),
};

// 1 1 1 2: pairs 11, 11, 12, so p(1, 1) = 2/3, p(1, 2) = p(2, 1) = 1/6; sums 2 (2/3) and 3 (1/3).
const lopsided = scene(4, 1, (x) => (x < 3 ? 1 : 2));
const ofLopsided: Expected = {
  joint_maximum: 2 / 3,
  joint_average: 7 / 6,
  joint_variance: 5 / 36,
  joint_entropy: (2 / 3) * Math.log2(3 / 2) + (1 / 3) * Math.log2(6),
  angular_second_moment: 1 / 2,
  difference_average: 1 / 3,
  difference_variance: 2 / 9,
  difference_entropy: Math.log2(3) - 2 / 3,
  sum_average: 7 / 3,
  sum_variance: 2 / 9,
  sum_entropy: Math.log2(3) - 2 / 3,
  cluster_shade: 2 / 27,
  cluster_prominence: 2 / 27,
  correlation: -1 / 5,
  // Of two levels every function is linear.
  maximal_correlation_coefficient: 1 / 5,
};

// The ramp from left to right only: the second level is the first plus one.
const oneWay: Parameters = { ...raw, "glcm.symmetric": false };
const alongRampOneWay: Expected = {
  joint_maximum: 1 / 7,
  joint_average: 4,
  joint_variance: 4,
  joint_entropy: Math.log2(7),
  autocorrelation: (w * (w + 1)) / 3,
  contrast: 1,
  sum_average: 9,
  sum_variance: 16,
  correlation: 1,
  information_correlation_1: -1,
  information_correlation_2: Math.sqrt(1 - Math.exp(-2 * Math.log2(7))),
};

/** Pairs of levels side by side, one in each row, so often as `times` says. */
function pairs(levels: number, times: (i: number, j: number) => number): Scene {
  const list: number[] = [];
  for (let i = 1; i <= levels; i++) {
    for (let j = 1; j <= levels; j++) for (let k = 0; k < times(i, j); k++) list.push(i, j);
  }
  return scene(2, list.length / 2, (x, y) => list[2 * y + x]);
}

/** Every pair of `levels` levels once, and equal ones `more` times besides: the matrix is a mixture of both. */
const mixtures = [
  [4, 5],
  [9, 2],
  [64, 0],
].flatMap(([levels, more]) =>
  [raw, oneWay].flatMap((parameters) =>
    rows(
      `${levels} levels, equal ones ${more} times besides${parameters === raw ? "" : ", one way"}`,
      pairs(levels, (i, j) => (i === j ? 1 + more : 1)),
      0,
      { maximal_correlation_coefficient: more / (levels + more) },
      parameters,
    ),
  ),
);
/** Levels 1 to 1100, all with level 1 too, so that they hang together: more than are correlated. */
const manyLevels = pairs(1100, (i, j) => (i === 1 || i === j ? 1 : 0));

const angles = [0, 45, 90, 135] as const;

/** A line of levels 1 2 1 2 1 along one direction: no pairs in the others. */
const lines = [
  scene(5, 1, (x) => 1 + (x % 2)),
  scene(5, 5, (x, y) => (x === y ? 1 + (x % 2) : 0)),
  scene(1, 5, (_, y) => 1 + (y % 2)),
  scene(5, 5, (x, y) => (x + y === 4 ? 1 + (x % 2) : 0)),
].flatMap((line, along) =>
  angles.flatMap((angle, a) =>
    rows(
      `line at ${angles[along]} degrees`,
      line,
      angle,
      a === along ? alternating : allMissing("too-few-pixels"),
    ),
  ),
);

const constant = scene(6, 5, () => 7);

// 1501 x 1400: three slabs. Levels 1 and 2 are counted in a table, 1 and 5001 as a sorted multiset.
const large = (second: number): Scene => scene(1501, 1400, (x, y) => ((x + y) % 2 === 0 ? 1 : second));
const largeRows = [2, 5001].flatMap((second) => {
  const image = large(second);
  const contrast = (second - 1) ** 2;
  return angles.flatMap((angle) =>
    rows(`large checkerboard of 1 and ${second}`, image, angle, {
      contrast: angle % 90 === 0 ? contrast : 0,
      joint_maximum: 0.5,
    }),
  );
});
const widest = scene(2, 1, (x) => (x === 0 ? 1 : 65535));

const ofImages: readonly ClosedForm[] = [
  ...rows("checkerboard", checkerboard, 0, alternating),
  ...rows("checkerboard", checkerboard, 45, apart),
  ...rows("checkerboard", checkerboard, 90, alternating),
  ...rows("checkerboard", checkerboard, 135, apart),
  ...rows("checkerboard", checkerboard, "mean", halfway(alternating, apart)),
  // The pixel two steps on is of the same level; 28 pairs of each along y.
  ...rows(
    "checkerboard, two steps",
    checkerboard,
    90,
    { contrast: 0, correlation: 1 },
    { ...raw, "glcm.distance": 2 },
  ),
  ...rows(
    "checkerboard, three steps",
    checkerboard,
    0,
    { contrast: 1, correlation: -1 },
    { ...raw, "glcm.distance": 3 },
  ),
  ...rows("stripes", stripes, 0, alternating),
  ...rows("stripes", stripes, 45, alternating),
  ...rows("stripes", stripes, 135, alternating),
  ...rows("stripes", stripes, 90, {
    contrast: 0,
    correlation: 1,
    inverse_difference: 1,
    joint_maximum: 5 / 9,
  }),
  ...rows("ramp", ramp, 0, alongRamp),
  ...rows("ramp", ramp, 90, acrossRamp),
  ...rows("ramp, one way", ramp, 0, alongRampOneWay, oneWay),
  ...rows("1 1 1 2", lopsided, 0, ofLopsided),
  ...rows("1 1 1 2", lopsided, "mean", ofLopsided),
  ...mixtures.map((row) => ({ ...row, scale: 1 })),
  ...rows("1100 levels", manyLevels, 0, {
    maximal_correlation_coefficient: "exceeds-budget",
    joint_maximum: 2 / (2 * 2199),
  }),
  ...lines,
  ...rows("constant 7", constant, "mean", single(7)),
  ...rows("constant 7", constant, 135, single(7)),
  ...rows("constant 7, bins over its range", constant, "mean", single(1), {}),
  ...rows(
    "one pixel",
    scene(1, 1, () => 5),
    "mean",
    allMissing("too-few-pixels"),
  ),
  ...rows(
    "one pixel",
    scene(1, 1, () => 5),
    0,
    allMissing("too-few-pixels"),
  ),
  ...rows(
    "two pixels",
    scene(2, 1, (x) => 1 + x),
    "mean",
    alternating,
  ),
  ...rows(
    "two pixels, one set of pairs",
    scene(2, 1, (x) => 1 + x),
    "mean",
    alternating,
    {
      ...raw,
      "glcm.aggregation": "merge",
    },
  ),
  ...rows(
    "two pixels apart",
    scene(3, 1, (x) => (x === 1 ? 0 : 1 + x)),
    "mean",
    allMissing("too-few-pixels"),
  ),
  ...largeRows,
  ...rows("levels 1 and 65535", widest, "mean", { contrast: 65534 ** 2, joint_entropy: 1, correlation: -1 }),
];

/** Measures are of shares of the pairs, which stay. */
export const closedForms: readonly ClosedForm[] = [...ofImages, ...stacked(ofImages, () => 1)];
