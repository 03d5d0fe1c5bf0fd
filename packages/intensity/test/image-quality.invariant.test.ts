import { measure } from "@pixelmetry/roi";
import { accumulatorLaws, accumulatorsOf, featureLaws, mulberry32, testLaws } from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";
import { imageQualityFeatures } from "../src/image-quality/features.ts";
import { powerRings, spectrumBytes } from "../src/image-quality/power-spectrum.ts";

describe("accumulators", () => {
  for (const accumulator of accumulatorsOf(imageQualityFeatures)) {
    testLaws(test, accumulatorLaws(accumulator));
  }
});

describe("features", () => {
  testLaws(test, featureLaws(imageQualityFeatures));
});

const [width, height] = [70, 53];
const random = mulberry32(8);
const intensity = Float64Array.from({ length: width * height }, () => Math.floor(random() * 500));
const valuesOf = async (pixels: Float64Array, w = width, h = height) =>
  (await measure(imageQualityFeatures, { intensity: pixels, width: w, height: h }))[0]!.values;

test("turning an image changes nothing but the rounding", async () => {
  const before = await valuesOf(intensity);
  const turned = intensity.map((_, i) => intensity[(i % height) * width + Math.floor(i / height)]!);
  const after = await valuesOf(turned, height, width);
  for (const { id } of imageQualityFeatures) {
    if (id.includes("local")) continue;
    expect(after[id]! / before[id]!, id).toBeCloseTo(1, 9);
  }
});

test("three times the intensity: variances grow ninefold, shares and slopes stay", async () => {
  const before = await valuesOf(intensity);
  const after = await valuesOf(intensity.map((x) => 3 * x));
  for (const { id, unit } of imageQualityFeatures) {
    expect(after[id]! / before[id]!, id).toBeCloseTo(unit === "intensity^2" ? 9 : 1, 9);
  }
});

test("a box with too many frequencies says so instead of taking the memory", () => {
  const side = 2 * Math.ceil(Math.sqrt(spectrumBytes / 2));
  const roi = { label: 1, count: 4, x0: 0, y0: 0, z0: 0, x1: side, y1: side, z1: 1 };
  const state = powerRings.create({ roi } as never);
  expect(state.rows).toHaveLength(0);
  expect(powerRings.read(state, undefined as never).exceeds).toBe(true);
});
