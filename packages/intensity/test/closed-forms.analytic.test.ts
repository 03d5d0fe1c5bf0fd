import type { MeasuredRoi } from "@pixelmetry/roi";
import { beforeAll, describe, expect, test } from "vitest";
import { type AnalyticCase, analyticCases, analyticRows } from "./analytic-rows.ts";
import { expectValue } from "./expectation.ts";
import { measured, measuredRoi } from "./measured.ts";

const results = new Map<AnalyticCase, MeasuredRoi>();
beforeAll(async () => {
  for (const scene of analyticCases) {
    results.set(scene, await measuredRoi(scene.dtype, scene.pixels, scene.parameters));
  }
});

test.for(analyticRows)("$name", (row) => {
  expectValue(results.get(row.scene)!, row);
});

describe("range of the image that a ROI covers", () => {
  // ROI 1 holds 10..30, ROI 2 is constant, ROI 3 has no finite pixel; the background does not count.
  const labels = [1, 1, 2, 2, 3, 0, 4];
  const intensity = [10, 30, 90, 90, Number.NaN, 1000, 50];

  test.for([
    [1, 0.25],
    [2, 0],
    [4, 0],
  ] as const)("ROI %i: %f", async ([label, expected]) => {
    const image = {
      labels: Uint8Array.from(labels),
      intensity: Float32Array.from(intensity),
      width: 7,
      height: 1,
    };
    const roi = (await measured(image)).get(label)!;
    expect(roi.values["intensity_covered_image_range"]).toBe(expected);
  });

  test("a ROI without finite pixels covers nothing and does not disturb the others", async () => {
    const image = {
      labels: Uint8Array.from(labels),
      intensity: Float32Array.from(intensity),
      width: 7,
      height: 1,
    };
    const roi = (await measured(image)).get(3)!;
    expect(roi.missing["intensity_covered_image_range"]).toBe("empty");
  });
});
