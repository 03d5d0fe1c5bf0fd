import { measure } from "@pixelmetry/roi";
import { accumulatorLaws, accumulatorsOf, featureLaws, mulberry32, testLaws } from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";
import { maximumPixel } from "../src/position/maximum.ts";
import { distributionFeatures } from "./distribution-rows.ts";
import { allFeatures } from "./measured.ts";

describe("accumulators", () => {
  expect(accumulatorsOf(distributionFeatures())).toContain(maximumPixel);
  testLaws(test, accumulatorLaws(maximumPixel));
});

describe("features", () => {
  const features = distributionFeatures();
  const translationInvariant = features.map(({ id }) => id).filter((id) => !id.includes("position"));
  testLaws(test, featureLaws(features, { translationInvariant }));
});

const random = mulberry32(21);
const pixels = Float64Array.from({ length: 437 }, () => Math.floor(random() ** 2 * 300));
const valuesOf = async (intensity: Float64Array, order = 2) => {
  const features = distributionFeatures({ "intensity.renyi_order": order });
  const [roi] = await measure(
    [...features, ...allFeatures().filter(({ id }) => id === "intensity_entropy")],
    { intensity, width: 437, height: 1 },
  );
  return roi!.values;
};

test("four times the intensities and 64 more", async () => {
  const before = await valuesOf(pixels);
  const after = await valuesOf(pixels.map((x) => 4 * x + 64));
  for (const q of ["q0.05", "q0.5", "q0.95"]) {
    expect(after[`intensity_quantiles_${q}`]).toBeCloseTo(4 * before[`intensity_quantiles_${q}`]! + 64, 10);
  }
  expect(after.intensity_median_distance_to_median).toBe(4 * before.intensity_median_distance_to_median!);
  for (const id of ["shannon_entropy", "renyi_entropy", "position_maximum_x", "position_maximum_y"])
    expect(after[`intensity_${id}`], id).toBe(before[`intensity_${id}`]);
});

test("Rényi entropies fall with their order, through Shannon's at 1", async () => {
  const orders = [0, 0.3, 0.999, 1, 1.001, 2, 5, 60, 1000];
  const values = await Promise.all(orders.map((order) => valuesOf(pixels, order)));
  const entropies = values.map((value) => value.intensity_renyi_entropy!);
  expect(entropies).toEqual([...entropies].sort((a, b) => b - a));
  expect(entropies[3]).toBeCloseTo(values[0]!.intensity_entropy!, 12);
});

test("a quantile twice is refused", () => {
  const attempt = () => distributionFeatures({ "intensity.quantiles": [0.1, 0.5, 0.1] });
  expect(attempt).toThrow(/0\.1 is in the list twice/);
  expect(attempt).toThrow(expect.objectContaining({ tag: "invalid-argument" }));
});
