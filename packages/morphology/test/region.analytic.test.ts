import { measure } from "@pixelmetry/roi";
import { expect, test } from "vitest";
import { regionFamilies } from "../src/region-families.ts";
import { featuresOf } from "./measured.ts";
import { regionForms } from "./region-rows.ts";

test.for(regionForms)("$name", async ({ id, image, parameters, expected, tolerance, reason }) => {
  const features = regionFamilies
    .flatMap((family) => featuresOf(family, parameters))
    .filter((feature) => feature.id === id);

  const [roi] = await measure(features, image);

  if (typeof expected === "string") return expect(roi?.missing[id], `${roi?.values[id]}`).toBe(expected);
  const value = roi?.values[id];
  expect(value, roi?.missing[id]).not.toBeNull();
  const allowed = tolerance * (expected === 0 ? 1 : Math.abs(expected));
  expect(Math.abs(value! - expected), `${value} for ${expected}: ${reason}`).toBeLessThanOrEqual(allowed);
});
