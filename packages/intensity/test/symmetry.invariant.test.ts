import {
  defaultParameters,
  discretisationOf,
  discretisationParameters,
  levelOf,
  type MeasuredRoi,
  type ParametersOf,
} from "@pixelmetry/roi";
import { mulberry32, randomInteger, shuffled } from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";
import { firstOrderFeatures, measured, measuredRoi } from "./measured.ts";

const ids = firstOrderFeatures().map(({ id }) => id);
const random = mulberry32(5);
/** Skewed to the right, with repeated values; none is 0. */
const pixels = Array.from({ length: 731 }, () => 40 + Math.floor(random() ** 2 * 300));
const scalar = (id: string): boolean => id !== "histogram_counts";

type Values = MeasuredRoi["values"];
/** Value of x -> scale x + shift from the values of x. */
type Law = (values: Values, scale: number, shift: number) => number;

const value =
  (id: string): Law =>
  (values) =>
    values[id]!;
const moved =
  (id: string): Law =>
  (values, scale, shift) =>
    scale * values[id]! + shift;
const stretched =
  (id: string, power = 1): Law =>
  (values, scale) =>
    scale ** power * values[id]!;
const over =
  (numerator: string, denominator: Law): Law =>
  (values, scale, shift) =>
    (scale * values[numerator]!) / denominator(values, scale, shift);
const quartiles: Law = (values, scale, shift) =>
  scale * (values["intensity_percentile_75"]! + values["intensity_percentile_25"]!) + 2 * shift;
const extrema: Law = (values, scale, shift) =>
  scale * (values["intensity_maximum"]! + values["intensity_minimum"]!) + 2 * shift;
const n = pixels.length;
const energy: Law = (values, scale, shift) =>
  scale ** 2 * values["intensity_energy"]! +
  2 * scale * shift * values["intensity_integrated"]! +
  n * shift ** 2;

/** What becomes of every feature when the intensities become scale x + shift, scale > 0. */
const affine: Readonly<Record<string, Law>> = Object.fromEntries(
  ids.filter(scalar).map((id) => {
    if (/mean$|median$|mode$|minimum$|maximum$|percentile/.test(id)) return [id, moved(id)];
    if (/variance$/.test(id)) return [id, stretched(id, 2)];
    if (/deviation$|error$|range$/.test(id) && id !== "intensity_covered_image_range")
      return [id, stretched(id)];
    return [id, value(id)];
  }),
);
Object.assign(affine, {
  intensity_integrated: (values: Values, scale: number, shift: number) =>
    scale * values["intensity_integrated"]! + n * shift,
  intensity_energy: energy,
  intensity_root_mean_square: (values: Values, scale: number, shift: number) =>
    Math.sqrt(energy(values, scale, shift) / n),
  intensity_coefficient_of_variation: over("intensity_standard_deviation", moved("intensity_mean")),
  intensity_sample_coefficient_of_variation: over(
    "intensity_sample_standard_deviation",
    moved("intensity_mean"),
  ),
  intensity_quartile_coefficient_of_dispersion: over("intensity_interquartile_range", quartiles),
  intensity_uniformity_piu: (values: Values, scale: number, shift: number) =>
    100 * (1 - (scale * values["intensity_range"]!) / extrema(values, scale, shift)),
} satisfies Record<string, Law>);

describe.for([
  [1, 60000],
  [7, 0],
  [3, -500],
  [0.125, 1024],
] as const)("intensities times %f plus %f", ([scale, shift]) => {
  const image = pixels.map((x) => scale * x + shift);

  test.for(ids.filter(scalar))("%s", async (id) => {
    const before = (await measuredRoi("float64", pixels)).values;
    const after = (await measuredRoi("float64", image)).values;
    const expected = affine[id](before, scale, shift);
    // Bright intensities leave fewer digits for their deviations.
    expect(Math.abs(after[id]! - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
  });

  test("histogram_counts", async () => {
    const [before, after] = [await measuredRoi("float64", pixels), await measuredRoi("float64", image)];
    for (let bin = 0; bin < 64; bin++) {
      expect(after.values[`histogram_counts_bin_${bin}`]).toBe(before.values[`histogram_counts_bin_${bin}`]);
    }
  });
});

test("reversed intensities: odd moments change their sign, percentiles their side", async () => {
  const before = (await measuredRoi("int32", pixels)).values;
  const after = (
    await measuredRoi(
      "int32",
      pixels.map((x) => -x),
    )
  ).values;
  for (const id of [
    "mean",
    "median",
    "skewness",
    "hyperskewness",
    "integrated",
    "coefficient_of_variation",
  ]) {
    expect(after[`intensity_${id}`]).toBeCloseTo(-before[`intensity_${id}`]!, 11);
  }
  for (const [low, high] of [
    ["percentile_1", "percentile_99"],
    ["percentile_10", "percentile_90"],
  ] as const) {
    expect(after[`intensity_${low}`]).toBeCloseTo(-before[`intensity_${high}`]!, 11);
  }
  for (const id of ["variance", "kurtosis", "hyperflatness", "energy", "mean_absolute_deviation", "range"]) {
    expect(after[`intensity_${id}`]).toBeCloseTo(before[`intensity_${id}`]!, 8);
  }
});

test.for(["uint16", "float32", "float64"] as const)("permuted pixels give equal bits (%s)", async (dtype) => {
  const values = pixels.map((x) => (dtype === "uint16" ? x : x / 7));
  expect(await measuredRoi(dtype, shuffled(values, random))).toEqual(await measuredRoi(dtype, values));
});

test("every pixel twice changes only sums, and what is corrected for the number of pixels", async () => {
  const once = (await measuredRoi("uint16", pixels)).values;
  const twice = (await measuredRoi("uint16", [...pixels, ...pixels])).values;
  const unchanged =
    /mean$|_variance$|_standard_deviation$|skewness|kurtosis|flatness|entropy|uniformity|mode|imum/;
  for (const id of ids.filter((id) => scalar(id) && unchanged.test(id) && !/sample|robust/.test(id))) {
    expect(twice[id], id).toBeCloseTo(once[id]!, 9);
  }
  for (const id of ["intensity_integrated", "intensity_energy"]) expect(twice[id]).toBe(2 * once[id]!);
});

test.for(["uint8", "int16", "uint32", "float32", "float64"] as const)(
  "whole numbers give the same bits whatever holds them (uint16 and %s)",
  async (dtype) => {
    const small = pixels.map((x) => x % 128);
    expect(await measuredRoi(dtype, small)).toEqual(await measuredRoi("uint16", small));
  },
);

test("grey levels of a histogram are those that paint a ROI", async () => {
  const draws = Array.from({ length: 400 }, () => randomInteger(random, 0, 999) / 7);
  const { values } = await measuredRoi("float32", draws, { "discretisation.bins": 37 });
  const stored = Float32Array.from(draws);
  const [min, max] = [Math.min(...stored), Math.max(...stored)];
  const counts = new Array<number>(37).fill(0);
  const defaults = defaultParameters(discretisationParameters) as ParametersOf<
    typeof discretisationParameters
  >;
  const d = { ...discretisationOf(defaults), bins: 37 };
  for (const x of stored) counts[levelOf(d, x, min, max) - 1]++;
  expect(counts.map((_, i) => values[`histogram_counts_bin_${i}`])).toEqual(counts);
});

test("a million pixels, counted without sorting, give the values of those that are sorted", async () => {
  const many = Uint16Array.from({ length: 1 << 20 }, () => randomInteger(random, 0, 65535));
  const image = { width: 1024, height: 1024 };
  const counted = await measured({ ...image, intensity: many });
  const sorted = await measured({ ...image, intensity: Uint32Array.from(many) });
  expect(counted.get(1)).toEqual(sorted.get(1));
});
