import { defaultParameters, measure } from "@pixelmetry/roi";
import { expect, test } from "vitest";
import { families } from "../src/index.ts";

const id = "__id__";

// A rectangle of 3 x 2 pixels in an image of 5 x 4. Replace NaN by the value that follows from the definition, and
// add images that exercise it: one pixel, holes, pixels that are not square, constant intensity.
const rectangle = {
  labels: Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0),
  intensity: Uint8Array.of(9, 9, 9, 9, 9, 9, 1, 2, 3, 9, 9, 4, 5, 6, 9, 9, 9, 9, 9, 9),
  width: 5,
  height: 4,
};
const rows = [{ name: "rectangle", image: rectangle, expected: Number.NaN, tolerance: 1e-12 }];

test.for(rows)(`${id}: $name`, async ({ image, expected, tolerance }) => {
  const features = families
    .flatMap((family) => family.features(defaultParameters(family.parameters) as never))
    .filter((feature) => feature.id === id);

  const [roi] = await measure(features, image);

  expect(expected, "fill in the expected value").not.toBeNaN();
  const value = roi?.values[id] ?? Number.NaN;
  expect(Math.abs(value - expected), `${value} for ${expected}`).toBeLessThanOrEqual(
    tolerance * Math.max(1, Math.abs(expected)),
  );
});
