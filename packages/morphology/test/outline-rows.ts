import { type AnalyticRow, rows } from "./analytic-row.ts";
import { box, drawn, type Shape, shape, spaced, withIntensity } from "./shapes.ts";

const { PI, SQRT2, cos, hypot, max, min, sin, sqrt } = Math;
const by = (estimator: string) => ({ parameters: { "contour.perimeter": estimator } });
const radians = Array.from({ length: 18 }, (_, k) => (k * PI) / 18);

/** Statistics of a diameter over 18 directions, under the names of features. */
function statistics(name: string, diameter: (t: number) => number, pixel = 1): Record<string, number> {
  const all = radians.map(diameter).sort((a, b) => a - b);
  const mean = all.reduce((a, b) => a + b) / 18;
  const classes = all.map((d) => Math.floor(d / pixel + 1e-9));
  const size = (k: number): number => classes.filter((other) => other === k).length;
  const most = max(...classes.map(size));
  return {
    [`${name}_diameter_maximum`]: all[17],
    [`${name}_diameter_minimum`]: all[0],
    [`${name}_diameter_mean`]: mean,
    [`${name}_diameter_median`]: (all[8] + all[9]) / 2,
    [`${name}_diameter_mode`]: classes.find((k) => size(k) === most)! * pixel,
    [`${name}_diameter_standard_deviation`]: sqrt(all.reduce((a, d) => a + (d - mean) ** 2, 0) / 18),
  };
}

// A W x H rectangle is W |cos t| + H |sin t| wide. A line through its centre is cut where it first meets a side, and so
// is one that starts in a corner.
const widths = (W: number, H: number, pixel = 1): Record<string, number> => ({
  ...statistics("feret", (t) => W * cos(min(t, PI - t)) + H * sin(t), pixel),
  feret_diameter_minimum: min(W, H),
  feret_diameter_maximum: hypot(W, H),
  ...statistics("martin", (t) => min(W / Math.abs(cos(t)), H / sin(t)), pixel),
  ...statistics("nassenstein", (t) => min(H / Math.abs(cos(t)), W / sin(t)), pixel),
});

const [w, h, sx, sy] = [12, 5, 0.5, 0.75];
const [W, H] = [w * sx, h * sy];
const rectangle = spaced(box([3, 2], [w, h]), sx, sy);
const square = box([3, 2], [w, h]);
const tilt = Math.atan2(sy, sx);
/** Lines of four directions enter a w x h rectangle h, w, and twice w + h - 1 times. */
const crossings =
  tilt * sy * h + (PI / 2 - tilt) * sx * w + (PI / 2) * ((sx * sy) / hypot(sx, sy)) * (w + h - 1);
const twelve = { tolerance: 1e-12, reason: "halving lines are found to 1e-13 of the area" };
const rectangles = [
  ...rows("rectangle", rectangle, {
    perimeter: "undefined",
    diameter_equal_perimeter: "undefined",
    circularity: "undefined",
    form_factor: "undefined",
    convexity: "undefined",
    geodetic_length: "undefined",
    thickness: "undefined",
    convex_area: W * H,
    convex_perimeter: 2 * (W + H),
    solidity: 1,
    feret_angle_minimum: 90,
    feret_angle_maximum: (Math.atan2(H, W) * 180) / PI,
    minimum_enclosing_circle_diameter: hypot(W, H),
    circumscribed_circle_diameter: hypot(W, H),
    inscribed_circle_diameter: H,
    maximum_inscribed_circle_diameter: 6 * sy - sqrt(sx * sy),
  }),
  ...rows("rectangle", rectangle, widths(W, H, sqrt(sx * sy)), twelve),
  ...rows("rectangle of square pixels", square, widths(w, h), twelve),
  ...rows("rectangle by its sides", rectangle, sides(W, H), by("cracks")),
  ...rows("rectangle by lines", rectangle, { perimeter: crossings }, by("crofton")),
  ...rows(
    "rectangle by lines of two directions",
    rectangle,
    { perimeter: (PI / 2) * (W + H) },
    by("crofton_2"),
  ),
  // Corners are cut from the middle of one pixel side to that of the other.
  ...rows(
    "rectangle by its iso-line",
    rectangle,
    { perimeter: 2 * (W + H - sx - sy + hypot(sx, sy)) },
    by("iso_line"),
  ),
  ...rows("rectangle by chains", rectangle, { perimeter: 2 * (W + H - sx - sy) }, by("polygon")),
  ...rows("rectangle of square pixels by steps", square, {
    perimeter: 2 * (w + h) - 4,
    diameter_equal_perimeter: (2 * (w + h) - 4) / PI,
    circularity: sqrt(4 * PI * w * h) / (2 * (w + h) - 4),
    form_factor: (4 * PI * w * h) / (2 * (w + h) - 4) ** 2,
    convexity: (w + h) / (w + h - 2),
    // More compact than a square with this perimeter.
    geodetic_length: (w + h - 2) / 2,
    thickness: (w + h - 2) / 2,
  }),
  ...rows(
    "rectangle by steps of the thicker boundary",
    square,
    { perimeter: 2 * (w + h) - 4 },
    by("skimage_8"),
  ),
  ...rows("odd square", box([1, 1], [7, 7]), {
    maximum_inscribed_circle_diameter: 7,
    feret_angle_minimum: 0,
    feret_angle_maximum: 45,
  }),
];

/** What follows from the sides of a rectangle, as their sum and product are its own. */
function sides(a: number, b: number): Record<string, number> {
  return {
    perimeter: 2 * (a + b),
    diameter_equal_perimeter: (2 * (a + b)) / PI,
    circularity: sqrt(PI * a * b) / (a + b),
    form_factor: (PI * a * b) / (a + b) ** 2,
    convexity: 1,
    geodetic_length: max(a, b),
    thickness: min(a, b),
  };
}

const pixel = box([4, 7], [1, 1]);
const onePixel = [
  ...rows("one pixel", pixel, {
    perimeter: 0,
    diameter_equal_perimeter: 0,
    circularity: "undefined",
    form_factor: "undefined",
    convexity: "undefined",
    geodetic_length: "undefined",
    thickness: "undefined",
    convex_area: 1,
    convex_perimeter: 4,
    solidity: 1,
    feret_angle_minimum: 0,
    feret_angle_maximum: 45,
    minimum_enclosing_circle_diameter: SQRT2,
    circumscribed_circle_diameter: SQRT2,
    inscribed_circle_diameter: 1,
    maximum_inscribed_circle_diameter: 1,
    edge_intensity_standard_deviation: "too-few-pixels",
  }),
  ...rows("one pixel", pixel, widths(1, 1), twelve),
  ...rows("one pixel by its sides", pixel, sides(1, 1), by("cracks")),
  ...rows("one pixel by lines", pixel, { perimeter: (PI / 2) * (1 + sqrt(0.5)) }, by("crofton")),
  ...rows("one pixel by its iso-line", pixel, { perimeter: 2 * SQRT2 }, by("iso_line")),
  ...rows(
    "one pixel by lines of two directions",
    pixel,
    { perimeter: PI, diameter_equal_perimeter: 1 },
    by("crofton_2"),
  ),
  ...rows("one pixel by chains", pixel, { perimeter: 0, circularity: "undefined" }, by("polygon")),
];

const n = 11;
const diagonal = shape([14, 15], (x, y) => x >= 2 && x < 2 + n && y - x === 1);
const lines = [
  ...rows("diagonal line", diagonal, {
    // n - 2 steps of the square root of 2; the ends are no steps.
    perimeter: (n - 2) * SQRT2,
    convex_area: 2 * n - 1,
    convex_perimeter: 4 + 2 * (n - 1) * SQRT2,
    solidity: n / (2 * n - 1),
    feret_diameter_maximum: n * SQRT2,
    feret_angle_maximum: 45,
    feret_diameter_minimum: SQRT2,
    feret_angle_minimum: 135,
    minimum_enclosing_circle_diameter: n * SQRT2,
    circumscribed_circle_diameter: n * SQRT2,
    inscribed_circle_diameter: 1,
    maximum_inscribed_circle_diameter: 1,
  }),
  ...rows("diagonal line by its sides", diagonal, { perimeter: 4 * n }, by("cracks")),
  ...rows("diagonal line by its iso-line", diagonal, { perimeter: 2 * n * SQRT2 }, by("iso_line")),
  ...rows("diagonal line by chains", diagonal, { perimeter: 2 * (n - 1) * SQRT2 }, by("polygon")),
];

const ring = drawn("##### ##### ##..# ##..# #####");
const hollow = [
  ...rows("ring", ring, { convex_area: 25, solidity: 21 / 25, convex_perimeter: 20 }),
  ...rows("ring by its sides", ring, { perimeter: 28, convexity: 20 / 28 }, by("cracks")),
  ...rows("ring by its iso-line", ring, { perimeter: 16 + 2 * SQRT2 + 4 + 2 * SQRT2 }, by("iso_line")),
  // Around the hole, four single steps between its pixels and four diagonal ones.
  ...rows("ring by chains", ring, { perimeter: 16 + 4 + 4 * SQRT2 }, by("polygon")),
  ...rows("even ring", drawn("#### #..# #..# ####"), {
    inscribed_circle_diameter: "undefined",
    circumscribed_circle_diameter: 4 * SQRT2,
    maximum_inscribed_circle_diameter: 1,
  }),
  ...rows("corner", drawn("#.. #.. ###"), {
    convex_area: 7,
    solidity: 5 / 7,
    convex_perimeter: 8 + 2 * SQRT2,
  }),
];

// Boundary pixels of a 7 x 4 rectangle: both rows of 0 ... 6 and twice 0 and 6 between them.
const ramp = withIntensity(box([0, 0], [7, 4]), (x) => x);
const edges = [
  ...rows("ramp", ramp, {
    edge_intensity_mean: 3,
    edge_intensity_sum: 54,
    edge_intensity_maximum: 6,
    edge_intensity_minimum: 0,
    edge_intensity_standard_deviation: sqrt(92 / 17),
  }),
  ...rows(
    "no finite intensity on the boundary",
    withIntensity(box([1, 1], [3, 3]), (x, y) => (x === 2 && y === 2 ? 1 : Number.NaN)),
    { edge_intensity_mean: "empty", edge_intensity_standard_deviation: "empty" },
  ),
];

const radius = 200;
const disc = shape([405, 407], (x, y) => (x - 202) ** 2 + (y - 203) ** 2 < radius * radius);
const tilted = spaced(
  shape([520, 300], (x, y) => {
    const [dx, dy] = [(x - 260) * 0.5, (y - 150) * 0.8];
    const [c, s] = [cos((25 * PI) / 180), sin((25 * PI) / 180)];
    return Math.abs(c * dx + s * dy) <= 100 && Math.abs(c * dy - s * dx) <= 40;
  }),
  0.5,
  0.8,
);
const outline = "pixels on the outline are in or out as a whole";
const rounds = [
  ...rows(
    "disc",
    disc,
    {
      convex_area: PI * radius ** 2,
      convex_perimeter: 2 * PI * radius,
      solidity: 1,
      ...Object.fromEntries(
        ["feret", "martin", "nassenstein"].flatMap((name) =>
          ["maximum", "minimum", "mean", "median"].map((s) => [`${name}_diameter_${s}`, 2 * radius]),
        ),
      ),
      minimum_enclosing_circle_diameter: 2 * radius,
      circumscribed_circle_diameter: 2 * radius,
      inscribed_circle_diameter: 2 * radius,
      maximum_inscribed_circle_diameter: 2 * radius,
    },
    { tolerance: 0.01, reason: outline },
  ),
  ...rows(
    "disc by lines",
    disc,
    {
      perimeter: 2 * PI * radius,
      diameter_equal_perimeter: 2 * radius,
      circularity: 1,
      form_factor: 1,
      convexity: 1,
    },
    { ...by("crofton"), tolerance: 0.015, reason: "four directions, and pixels that are in or out" },
  ),
  ...rows(
    "tilted rectangle",
    tilted,
    {
      feret_diameter_minimum: 80,
      feret_angle_minimum: 115,
      feret_diameter_maximum: hypot(200, 80),
      feret_angle_maximum: 25 + (Math.atan2(80, 200) * 180) / PI,
      convex_area: 16000,
      convex_perimeter: 560,
      solidity: 1,
      minimum_enclosing_circle_diameter: hypot(200, 80),
      circumscribed_circle_diameter: hypot(200, 80),
      inscribed_circle_diameter: 80,
      maximum_inscribed_circle_diameter: 80,
    },
    { tolerance: 0.02, reason: outline },
  ),
  ...rows(
    "tilted rectangle by lines",
    tilted,
    { perimeter: 560 },
    { ...by("crofton"), tolerance: 0.06, reason: "four directions estimate straight sides to 5 %" },
  ),
];

const volume: Shape = box([1, 1, 1], [2, 2, 2]);
const volumes = rows("volume", volume, {
  perimeter: "not-defined-in-3d",
  convex_area: "not-defined-in-3d",
  edge_intensity_mean: "not-defined-in-3d",
});

/** Closed forms of what is computed from the boundary of a plane region. */
export const outlineRows: readonly AnalyticRow[] = [
  ...rectangles,
  ...onePixel,
  ...lines,
  ...hollow,
  ...edges,
  ...rounds,
  ...volumes,
];
