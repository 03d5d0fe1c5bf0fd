/** Small images whose values follow on paper. */
import type { MemoryImage } from "@pixelmetry/roi";
import type { Claim, Parameters } from "./claims.ts";

export interface ClosedForm extends Claim {
  readonly image: MemoryImage;
}

type Expected = Readonly<Record<string, Claim["expected"]>>;

/** One row per expected value; all pixels that are not NaN are in ROI 1 unless `labels` says otherwise. */
function forms(
  name: string,
  prefix: string,
  image: MemoryImage,
  expected: Expected,
  parameters: Parameters = {},
  reason = "a few roundings",
  tolerance = 1e-14,
): ClosedForm[] {
  return Object.entries(expected).map(([id, value]) => ({
    name: `${name}: ${prefix}_${id}`,
    id: `${prefix}_${id}`,
    label: 1,
    image,
    parameters,
    expected: value,
    tolerance,
    scale: 1,
    reason,
  }));
}

const line = (...intensity: number[]): MemoryImage => ({
  intensity: Float64Array.from(intensity),
  width: intensity.length,
  height: 1,
});
const discrete = { "ivh.method": "discrete" };

/** Ten pixels of intensities 1 to 10: level k (0 to 9) is reached by 10 - k pixels and has fraction k / 9. */
const oneToTen = line(10, 3, 7, 1, 5, 8, 2, 9, 4, 6);

export const ivhForms: readonly ClosedForm[] = [
  ...forms(
    "1 to 10",
    "ivh",
    oneToTen,
    {
      // The first level at 10 % or more of the range is 2, at 90 % or more 10.
      volume_at_10_percent_intensity: 0.9,
      volume_at_90_percent_intensity: 0.1,
      volume_difference_10_90_percent_intensity: 0.8,
      // One pixel of ten is 10 %, nine are 90 %.
      intensity_at_10_percent_volume: 10,
      intensity_at_90_percent_volume: 2,
      intensity_difference_10_90_percent_volume: 8,
      volume_at_intensity: [0.7, 0.5, 0.3],
      intensity_at_volume: [9, 6, 4],
      // Nine trapezoids of width 1/9 between shares of 1, 0.9, … 0.1.
      area_under_curve: 0.55,
    },
    discrete,
  ),
  ...forms(
    "1 to 10 in a range from -9 to 10",
    "ivh",
    oneToTen,
    {
      // 20 levels: 10 % of the range is level -7, 90 % level 9.
      volume_at_10_percent_intensity: 1,
      volume_at_90_percent_intensity: 0.2,
      intensity_at_90_percent_volume: 2,
      // Ten trapezoids of height 1, then those of 1 to 10.
      area_under_curve: (10 + 9 * 0.55) / 19,
    },
    { ...discrete, "ivh.range": "fixed", "ivh.minimum": -9, "ivh.maximum": 10 },
  ),
  ...forms(
    "1 to 10 in bins of 2.5 from 0 to 10",
    "ivh",
    oneToTen,
    {
      // Bins hold 2, 2, 3 (5 opens the third) and 3 pixels, 10 among them though it closes the range.
      intensity_at_90_percent_volume: 3.75,
      intensity_at_volume: [11.25, 8.75, 6.25],
      volume_at_intensity: [0.8, 0.6, 0.3],
      area_under_curve: (0.9 + 0.7 + 0.45) / 3,
    },
    {
      "ivh.method": "fixed-bin-size",
      "ivh.size": 2.5,
      "ivh.range": "fixed",
      "ivh.minimum": 0,
      "ivh.maximum": 10,
    },
  ),
  ...forms(
    "nine dark pixels and a bright one",
    "ivh",
    line(0, 0, 0, 0, 100, 0, 0, 0, 0, 0),
    {
      volume_at_10_percent_intensity: 0.1,
      volume_at_90_percent_intensity: 0.1,
      intensity_at_10_percent_volume: 2,
      intensity_at_90_percent_volume: 2,
      volume_difference_10_90_percent_intensity: 0,
      intensity_difference_10_90_percent_volume: 0,
    },
    { "ivh.bins": 1000 },
  ),
  ...forms(
    "every pixel the brightest or the darkest",
    "ivh",
    line(0, 4, 4, 4),
    // 10 % is reached by no level: the one above the highest.
    { intensity_at_10_percent_volume: 5, intensity_at_90_percent_volume: 1 },
    discrete,
  ),
  ...forms("constant", "ivh", line(3, 3, 3), {
    volume_at_10_percent_intensity: "constant-intensity",
    intensity_at_90_percent_volume: "constant-intensity",
    area_under_curve: 0,
  }),
  ...forms("without finite pixels", "ivh", line(Number.NaN, Number.POSITIVE_INFINITY), {
    volume_at_10_percent_intensity: "empty",
    area_under_curve: "empty",
  }),
];

const r = Math.SQRT1_2;
const spatial = "sums over all pairs by Fourier transforms";

export const spatialForms: readonly ClosedForm[] = [
  ...forms(
    "two pixels, whatever their distance",
    "spatial_autocorrelation",
    line(3, Number.NaN, Number.NaN, 8),
    // One pair: I = 2 (-d/2)(d/2) / (d²/2), C = d² / (2 d²/2).
    { moran_i: -1, geary_c: 1 },
  ),
  ...forms(
    "-1, 0, 1 in a row",
    "spatial_autocorrelation",
    line(-1, 0, 1),
    // Pairs at distances 1, 1, 2: weights sum to 2.5, products to -1/2, squared differences to 1 + 1 + 4/2.
    { moran_i: -0.3, geary_c: 0.8 },
    {},
    spatial,
  ),
  ...forms(
    "checkerboard of four",
    "spatial_autocorrelation",
    { intensity: Int16Array.of(-1, 1, 1, -1), width: 2, height: 2 },
    // Each pixel: two neighbours of the other sign at 1, one of its own at √2.
    { moran_i: (r - 2) / (r + 2), geary_c: 3 / (2 + r) },
    {},
    spatial,
  ),
  ...forms(
    "checkerboard of four pixels of 3 by 4",
    "spatial_autocorrelation",
    { intensity: Int16Array.of(-1, 1, 1, -1), width: 2, height: 2, spacing: [3, 4] },
    // Distances 3, 4 and 5.
    {
      moran_i: (1 / 5 - 1 / 3 - 1 / 4) / (1 / 5 + 1 / 3 + 1 / 4),
      geary_c: (1.5 * (1 / 3 + 1 / 4)) / (1 / 5 + 1 / 3 + 1 / 4),
    },
    {},
    spatial,
  ),
  ...forms(
    "checkerboard of eight voxels",
    "spatial_autocorrelation",
    { intensity: Int8Array.of(1, -1, -1, 1, -1, 1, 1, -1), width: 2, height: 2, depth: 2 },
    // Each voxel: three others of the other sign at 1, three of its own at √2, one of the other at √3.
    {
      moran_i: (3 * r - 3 - 1 / Math.sqrt(3)) / (3 + 3 * r + 1 / Math.sqrt(3)),
      geary_c: (1.75 * (3 + 1 / Math.sqrt(3))) / (3 + 3 * r + 1 / Math.sqrt(3)),
    },
    {},
    spatial,
  ),
  ...forms("one pixel", "spatial_autocorrelation", line(7), {
    moran_i: "too-few-pixels",
    geary_c: "too-few-pixels",
  }),
  ...forms("constant", "spatial_autocorrelation", line(7, 7, 7), {
    moran_i: "constant-intensity",
    geary_c: "constant-intensity",
  }),
  ...forms("without finite pixels", "spatial_autocorrelation", line(Number.NaN, Number.NaN), {
    moran_i: "empty",
  }),
];

/** A volume of 1 at one voxel, 0 elsewhere. */
function impulse(side: number, at: number): MemoryImage {
  const intensity = new Uint8Array(side ** 3);
  intensity[(at * side + at) * side + at] = 1;
  return { intensity, width: side, height: side, depth: side, spacingUm: [2000, 2000, 2000] };
}

const exact = "whole numbers and one division";

export const localForms: readonly ClosedForm[] = [
  // Voxels of 2 mm: the ball of 6.2035 mm holds the 123 lattice points within 3.1 of the origin.
  ...forms(
    "impulse",
    "local_intensity",
    impulse(15, 7),
    { local_peak: 1 / 123, global_peak: 1 / 123 },
    {},
    exact,
  ),
  // In the corner an octant is left: 1 + 3 axes × 3 + 3 planes × 4 + 1 + 3 + 3 points off axes and planes.
  ...forms("impulse in the corner", "local_intensity", impulse(9, 0), { local_peak: 1 / 29 }, {}, exact),
  ...forms(
    "impulse and its six neighbours",
    "local_intensity",
    impulse(5, 2),
    { local_peak: 1 / 7, global_peak: 1 / 7 },
    { "local_intensity.radius": 2 },
    exact,
  ),
  ...forms(
    "impulse in an image: a disc",
    "local_intensity",
    {
      intensity: Uint8Array.of(0, 0, 0, 0, 7, 0, 0, 0, 0),
      width: 3,
      height: 3,
      spacingUm: [1000, 1000, 1000],
    },
    // Around the centre 5 pixels, around a side 4, around a corner 3 without the impulse.
    { local_peak: 7 / 5, global_peak: 7 / 4 },
    { "local_intensity.radius": 1 },
    exact,
  ),
  ...forms(
    "two brightest pixels",
    "local_intensity",
    { ...line(9, 1, 0, 0, 0, 6, 9), spacingUm: [1000, 1000, 1000] },
    // Means over three pixels, two at the ends: (9 + 1) / 2 and (6 + 9) / 2.
    { local_peak: 7.5, global_peak: 7.5 },
    { "local_intensity.radius": 1 },
    exact,
  ),
  ...forms(
    "the brightest pixel is alone",
    "local_intensity",
    { ...line(9, 0, 0, 6, 7, 8, 0), spacingUm: [1000, 1000, 1000] },
    { local_peak: 4.5, global_peak: 7 },
    { "local_intensity.radius": 1 },
    exact,
  ),
  ...forms(
    "pixels outside the ROI and beside NaN",
    "local_intensity",
    {
      ...line(100, 4, Number.NaN, 2, 50),
      labels: Uint8Array.of(0, 1, 1, 1, 0),
      spacingUm: [1000, 1000, 1000],
    },
    // Around 4: 100 and 4; around 2: 2 and 50.
    { local_peak: 52, global_peak: 52 },
    { "local_intensity.radius": 1 },
    exact,
  ),
  ...forms("pixel size unknown", "local_intensity", line(1, 2), { local_peak: "no-physical-spacing" }),
  ...forms(
    "pixels of a micrometre",
    "local_intensity",
    { ...line(1, 2), spacingUm: [1, 1, 1] },
    { local_peak: "exceeds-budget", global_peak: "exceeds-budget" },
  ),
  ...forms(
    "without finite pixels",
    "local_intensity",
    { ...line(Number.NaN, Number.NaN), spacingUm: [1000, 1000, 1000] },
    { global_peak: "empty" },
  ),
];

export const closedForms: readonly ClosedForm[] = [...ivhForms, ...spatialForms, ...localForms];
