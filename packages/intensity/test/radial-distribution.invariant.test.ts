import { measure } from "@pixelmetry/roi";
import { accumulatorLaws, accumulatorsOf, featureLaws, mulberry32, testLaws } from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";
import { ringColumns, ringFeatures } from "./radial-distribution-rows.ts";

const features = ringFeatures(8);

describe("accumulators", () => {
  for (const accumulator of accumulatorsOf(features)) testLaws(test, accumulatorLaws(accumulator));
});

describe("features", () => {
  testLaws(test, featureLaws(features));
});

/** A disc with one deepest pixel, so that mirrored images have mirrored centres. */
const size = 41;
const random = mulberry32(3);
const labels = new Uint8Array(size * size);
const intensity = new Uint16Array(size * size);
for (let i = 0; i < labels.length; i++) {
  const [x, y] = [(i % size) - 20, Math.floor(i / size) - 20];
  labels[i] = x * x + y * y < 380 ? 1 : 0;
  intensity[i] = Math.floor(random() * 1000);
}
const mirrored = <T extends Uint8Array | Uint16Array>(pixels: T): T =>
  pixels.map((_, i) => pixels[Math.floor(i / size) * size + size - 1 - (i % size)]!) as T;

test("fractions add up to 1; mirroring and scaling the intensities change no fraction", async () => {
  const [roi] = await measure(features, { labels, intensity, width: size, height: size });
  const [mirror] = await measure(features, {
    labels: mirrored(labels),
    intensity: mirrored(intensity),
    width: size,
    height: size,
  });
  const [twice] = await measure(features, {
    labels,
    intensity: intensity.map((x) => 2 * x),
    width: size,
    height: size,
  });
  const columns = ringColumns("radial_distribution_fraction_at_distance", 8);
  expect(columns.reduce((sum, id) => sum + roi!.values[id]!, 0)).toBeCloseTo(1, 14);
  for (const id of columns) {
    expect(mirror!.values[id], id).toBe(roi!.values[id]);
    expect(twice!.values[id], id).toBe(roi!.values[id]);
  }
});
