import { measure } from "@pixelmetry/roi";
import { expect, test } from "vitest";
import { analyticRows } from "./analytic-rows.ts";
import { allFeatures } from "./measured.ts";

test.for(analyticRows)("$name", async ({ id, image, parameters, expected, tolerance, reason }) => {
  const features = allFeatures(parameters).filter((feature) => feature.id === id);

  const [roi] = await measure(features, { intensity: image.labels, ...image });

  if (typeof expected === "string") {
    expect(roi?.missing[id]).toBe(expected);
    return;
  }
  const value = roi?.values[id];
  expect(value, roi?.missing[id]).not.toBeNull();
  const allowed = tolerance * (expected === 0 ? 1 : Math.abs(expected));
  expect(Math.abs(value! - expected), `${value} for ${expected}: ${reason}`).toBeLessThanOrEqual(allowed);
});
