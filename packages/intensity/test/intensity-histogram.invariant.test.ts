import { measure } from "@pixelmetry/roi";
import { featureLaws, mulberry32, testLaws } from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";
import { histogramStatistics } from "./intensity-histogram-rows.ts";

describe("laws", () => {
  testLaws(test, featureLaws(histogramStatistics()));
});

const random = mulberry32(11);
const pixels = Float64Array.from({ length: 301 }, () => Math.floor(random() ** 2 * 400));
const valuesOf = async (intensity: Float64Array) => {
  const [roi] = await measure(histogramStatistics(), { intensity, width: intensity.length, height: 1 });
  return roi!.values;
};

test("levels of a fixed bin number do not change with the scale and origin of the intensities", async () => {
  const before = await valuesOf(pixels);
  const after = await valuesOf(pixels.map((x) => 8 * x - 512));
  for (const { id, unit } of histogramStatistics()) {
    if (!id.endsWith("_value") && unit !== "intensity") expect(after[id], id).toBe(before[id]);
  }
  for (const id of ["mean", "median", "mode", "percentile_90", "robust_mean", "maximum"]) {
    const key = `intensity_histogram_${id}_value`;
    expect(after[key], id).toBeCloseTo(8 * before[key]! - 512, 9);
  }
});

test("all Nyxus codes of the family", () => {
  const codes = histogramStatistics().flatMap(({ names }) => [names.nyxus!, ...(names.nyxusAliases ?? [])]);
  expect(new Set(codes).size).toBe(46);
  expect(codes).toHaveLength(46);
});
