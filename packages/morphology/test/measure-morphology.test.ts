import { isPixelmetryError } from "@pixelmetry/roi";
import { expect, test } from "vitest";
import { families, measureMorphology } from "../src/index.ts";
import { allFeatures, featuresOf } from "./measured.ts";

const image = { labels: Uint8Array.of(1, 1, 0, 1), width: 2, height: 2 };

test("measures the mask alone when there are no intensities", async () => {
  const [roi] = await measureMorphology(image);

  expect(roi?.values["morphology_area"]).toBe(3);
  expect(roi?.values).not.toHaveProperty("morphology_weighted_centroid_x");
  expect(roi?.values).not.toHaveProperty("morphology_volume");
});

test("measures intensities per channel", async () => {
  const [roi] = await measureMorphology({
    ...image,
    intensity: [Uint8Array.of(1, 3, 0, 0), Uint8Array.of(1, 1, 0, 2)],
  });

  expect(roi?.values["morphology_weighted_centroid_x_c0"]).toBe(0.75);
  expect(roi?.values["morphology_weighted_centroid_x_c1"]).toBe(0.75);
});

test("features are chosen by id or family", async () => {
  const [roi] = await measureMorphology(image, { features: ["euler", "morphology_area"] });

  expect(roi?.values).toEqual({ morphology_area: 3, morphology_euler_number: 1 });
});

test("parameters reach the ellipse", async () => {
  const options = {
    features: ["morphology_axis_major_length"],
    parameters: { "ellipse.pixel_extent": false },
  };

  const [roi] = await measureMorphology({ labels: Uint8Array.of(1), width: 1, height: 1 }, options);

  expect(roi?.values["morphology_axis_major_length"]).toBe(0);
});

test.for([
  [{ features: ["morphology_aera"] }, "unknown-feature"],
  [{ parameters: { "ellipse.pixels": 1 } }, "invalid-argument"],
] as const)("unknown names are refused: %j", async ([options, tag]) => {
  const error = await measureMorphology(image, options).catch((thrown: unknown) => thrown);

  expect(isPixelmetryError(error, tag)).toBe(true);
});

test("ids are unique, and every feature says what it is", () => {
  const features = allFeatures();

  expect(new Set(features.map(({ id }) => id)).size).toBe(features.length);
  for (const { id, definition, formula, reference, degenerate } of features) {
    expect(id).toMatch(/^(morphology|neighbours|shape)_[a-z0-9]+(_[a-z0-9]+)*$/);
    expect(definition).toMatch(/\.$/);
    expect([formula, reference, degenerate].every((text) => text.length > 0)).toBe(true);
  }
});

test("every Nyxus code of the families that are complete", () => {
  const counts = Object.fromEntries(
    families.map((family) => {
      const codes = featuresOf(family).flatMap(({ names: { nyxus, nyxusAliases = [] } }) =>
        nyxus === undefined ? [] : [nyxus, ...nyxusAliases],
      );
      return [family.id, codes.length];
    }),
  );

  expect(counts).toMatchObject({
    morphology_basic: 16,
    ellipse: 6,
    extrema: 16,
    euler: 1,
    moments_shape: 90,
    chords: 16,
    fractal: 2,
    hexagonality: 3,
  });
});
