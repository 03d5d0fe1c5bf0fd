import { type AnalyticRow, rows } from "./analytic-row.ts";
import { chordRows } from "./chord-rows.ts";
import { fractalRows } from "./fractal-rows.ts";
import { outlineRows } from "./outline-rows.ts";
import { positionRows } from "./position-rows.ts";
import { box, drawn, shape, spaced } from "./shapes.ts";
import { skeletonRows } from "./skeleton-rows.ts";
import { volumeForms } from "./volume-rows.ts";

const { PI, sqrt } = Math;
const pointPixels = { parameters: { "ellipse.pixel_extent": false } };

// A w x h rectangle of pixels has the variance (w^2 - 1) / 12 of pixel centres along x, w^2 / 12 with the extent of
// the pixels, which is that of the solid rectangle.
const [w, h, sx, sy] = [12, 5, 0.5, 0.75];
const rectangle = { ...spaced(box([3, 2], [w, h]), sx, sy), spacingUm: [2, 3, 1] } as const;
const rectangles = [
  ...rows("rectangle", rectangle, {
    pixel_count: w * h,
    area: w * h * sx * sy,
    area_um2: w * h * 6,
    bbox_x_min: 3,
    bbox_y_min: 2,
    bbox_width: w,
    bbox_height: h,
    centroid_x: 3 + (w - 1) / 2,
    centroid_y: 2 + (h - 1) / 2,
    extent: 1,
    aspect_ratio: (w * sx) / (h * sy),
    diameter_equal_area: 2 * sqrt((w * h * sx * sy) / PI),
    axis_major_length: (4 * w * sx) / sqrt(12),
    axis_minor_length: (4 * h * sy) / sqrt(12),
    elongation: (h * sy) / (w * sx),
    eccentricity: sqrt(1 - ((h * sy) / (w * sx)) ** 2),
    orientation: 0,
    roundness: (3 * h * sy) / (PI * w * sx),
    euler_number: 1,
  }),
  ...rows(
    "rectangle of points",
    rectangle,
    {
      axis_major_length: 4 * sx * sqrt((w * w - 1) / 12),
      axis_minor_length: 4 * sy * sqrt((h * h - 1) / 12),
      elongation: (sy / sx) * sqrt((h * h - 1) / (w * w - 1)),
      eccentricity: sqrt(1 - (sy / sx) ** 2 * ((h * h - 1) / (w * w - 1))),
      orientation: 0,
      roundness: (3 * w * h * sy) / (PI * (w * w - 1) * sx),
    },
    pointPixels,
  ),
  ...rows("upright rectangle", box([0, 0], [4, 9]), { orientation: 90, aspect_ratio: 4 / 9 }),
  // Wide in pixels, upright in space.
  ...rows("rectangle of tall pixels", spaced(box([1, 1], [9, 4]), 0.5, 2), {
    orientation: 90,
    axis_major_length: 32 / sqrt(12),
    aspect_ratio: 4.5 / 8,
  }),
  ...rows("square", box([2, 2], [6, 6]), {
    elongation: 1,
    eccentricity: 0,
    orientation: "undefined",
    area_um2: "no-physical-spacing",
  }),
  ...rows("square of wide pixels", spaced(box([2, 2], [8, 2]), 0.5, 2), { orientation: "undefined" }),
];

const pixel = box([4, 7], [1, 1]);
const onePixel = [
  ...rows("one pixel", pixel, {
    pixel_count: 1,
    area: 1,
    bbox_x_min: 4,
    bbox_y_min: 7,
    bbox_width: 1,
    bbox_height: 1,
    centroid_x: 4,
    centroid_y: 7,
    compactness: 0,
    extent: 1,
    aspect_ratio: 1,
    diameter_equal_area: 2 / sqrt(PI),
    axis_major_length: 4 / sqrt(12),
    axis_minor_length: 4 / sqrt(12),
    elongation: 1,
    eccentricity: 0,
    orientation: "undefined",
    roundness: 3 / PI,
    euler_number: 1,
    ...Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7, 8].flatMap((p) => [
        [`extrema_p${p}_x`, 4],
        [`extrema_p${p}_y`, 7],
      ]),
    ),
  }),
  ...rows(
    "one point",
    pixel,
    {
      axis_major_length: 0,
      axis_minor_length: 0,
      elongation: "too-few-pixels",
      eccentricity: "too-few-pixels",
      orientation: "undefined",
      roundness: "too-few-pixels",
    },
    pointPixels,
  ),
];

// n pixels on a diagonal: variance (n^2 - 1) / 12 along x and y, and the covariance is the same.
const n = 11;
const diagonal = shape([14, 15], (x, y) => x >= 2 && x < 2 + n && y - x === 1);
const antiDiagonal = shape([14, 15], (x, y) => x >= 2 && x < 2 + n && x + y === 13);
const lines = [
  ...rows("diagonal line", diagonal, {
    axis_major_length: 4 * sqrt((2 * n * n - 1) / 12),
    axis_minor_length: 4 / sqrt(12),
    orientation: 45,
    euler_number: 1,
    roundness: (4 * n) / (PI * 16 * ((2 * n * n - 1) / 12)),
  }),
  ...rows(
    "diagonal line of points",
    diagonal,
    {
      axis_major_length: 4 * sqrt((2 * (n * n - 1)) / 12),
      axis_minor_length: 0,
      elongation: 0,
      eccentricity: 1,
      orientation: 45,
    },
    pointPixels,
  ),
  ...rows("anti-diagonal line", antiDiagonal, { orientation: -45, axis_minor_length: 4 / sqrt(12) }),
  // Thirty degrees in space: tall pixels tilt the diagonal.
  ...rows("diagonal line of wide pixels", spaced(diagonal, sqrt(3), 1), { orientation: 30 }, pointPixels),
  // Distances 1, 0, 1.
  ...rows("three pixels", box([1, 1], [3, 1]), { compactness: sqrt(1 / 3) / 3 }),
  ...rows("three wide pixels", spaced(box([1, 1], [3, 1]), 2, 0.5), { compactness: (2 * sqrt(1 / 3)) / 3 }),
  // Distances 0, four times 1, four times sqrt(2).
  ...rows("3 x 3 pixels", box([1, 1], [3, 3]), {
    compactness: sqrt((12 - (4 + 4 * sqrt(2)) ** 2 / 9) / 8) / 9,
  }),
  // All distances are 1.
  ...rows("four pixels around a gap", drawn(".#. #.# .#."), { compactness: 0 }),
];

const radius = 200;
const disc = shape([405, 407], (x, y) => (x - 202) ** 2 + (y - 203) ** 2 < radius * radius);
// Solid ellipse with the semi-axes a and b, its long axis 25 degrees below the x axis, on pixels of 0.5 x 0.8.
const [a, b, angle] = [90, 40, 25];
const ellipse = spaced(
  shape([400, 260], (x, y) => {
    const [dx, dy] = [(x - 200) * 0.5, (y - 130) * 0.8];
    const [c, s] = [Math.cos((angle * PI) / 180), Math.sin((angle * PI) / 180)];
    return ((c * dx + s * dy) / a) ** 2 + ((c * dy - s * dx) / b) ** 2 < 1;
  }),
  0.5,
  0.8,
);
const discretised = { tolerance: 5e-4, reason: "pixels on the outline are in or out as a whole" };
const rounds = [
  ...rows(
    "disc",
    disc,
    {
      area: PI * radius * radius,
      diameter_equal_area: 2 * radius,
      axis_major_length: 2 * radius,
      axis_minor_length: 2 * radius,
      roundness: 1,
      extent: PI / 4,
      // Distances to the centre have the standard deviation r / sqrt(18).
      compactness: 1 / (PI * radius * sqrt(18)),
    },
    { ...discretised, tolerance: 5e-3 },
  ),
  ...rows("disc", disc, {
    eccentricity: 0,
    elongation: 1,
    orientation: "undefined",
    centroid_x: 202,
    centroid_y: 203,
  }),
  ...rows(
    "tilted ellipse",
    ellipse,
    {
      area: PI * a * b,
      axis_major_length: 2 * a,
      axis_minor_length: 2 * b,
      elongation: b / a,
      eccentricity: sqrt(1 - (b / a) ** 2),
      orientation: angle,
      roundness: b / a,
    },
    discretised,
  ),
];

// A solid box has the variance s^2 / 12 along a side s; a solid ellipsoid with the semi-axis a has a^2 / 5.
const cuboid = spaced(box([1, 2, 3], [8, 5, 3]), 0.5, 1, 2);
const ball = spaced(
  shape([65, 65, 33], (x, y, z) => (x - 32) ** 2 + (y - 32) ** 2 + 4 * (z - 16) ** 2 < 900),
  1,
  1,
  2,
);
const volumes = [
  ...rows("cuboid", cuboid, {
    pixel_count: 120,
    volume: 120,
    diameter_equal_volume: Math.cbrt(720 / PI),
    bbox_x_min: 1,
    bbox_y_min: 2,
    bbox_z_min: 3,
    bbox_width: 8,
    bbox_height: 5,
    bbox_depth: 3,
    centroid_x: 4.5,
    centroid_y: 4,
    centroid_z: 4,
    extent: 1,
    axis_major_length: 2 * sqrt(5 / 12) * 6,
    axis_minor_length: 2 * sqrt(5 / 12) * 5,
    axis_least_length: 2 * sqrt(5 / 12) * 4,
    elongation: 5 / 6,
    area: "not-defined-in-3d",
    area_um2: "not-defined-in-3d",
    orientation: "not-defined-in-3d",
    extrema_p1_x: "not-defined-in-3d",
  }),
  ...rows("one voxel", box([1, 1, 1], [1, 1, 1]), {
    volume: 1,
    axis_least_length: 2 * sqrt(5 / 12),
    elongation: 1,
    euler_number: 1,
  }),
  ...rows(
    "one point in space",
    box([1, 1, 1], [1, 1, 1]),
    { axis_least_length: 0, elongation: "too-few-pixels" },
    pointPixels,
  ),
  ...rows("rectangle as a 2D image", rectangle, {
    volume: "not-defined-in-2d",
    bbox_depth: "not-defined-in-2d",
    axis_least_length: "not-defined-in-2d",
  }),
  ...rows(
    "ball of flat voxels",
    ball,
    {
      volume: (4 / 3) * PI * 30 ** 3,
      diameter_equal_volume: 60,
      axis_major_length: 60,
      axis_minor_length: 60,
      axis_least_length: 60,
    },
    { ...discretised, tolerance: 5e-3 },
  ),
];

export const analyticRows: readonly AnalyticRow[] = [
  ...rectangles,
  ...onePixel,
  ...lines,
  ...rounds,
  ...positionRows,
  ...volumes,
  ...outlineRows,
  ...chordRows,
  ...fractalRows,
  ...skeletonRows,
  ...volumeForms,
];
