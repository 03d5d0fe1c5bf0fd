import { type MemoryImage, measure } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { ringColumns, ringFeatures, square } from "./radial-distribution-rows.ts";

const first = async (image: MemoryImage) => (await measure(ringFeatures(8), image))[0]!;

describe("3 x 3 pixels", () => {
  test.for(Object.entries(square.values))("%s", async ([id, expected]) => {
    const { values, missing } = await first(square.image);
    ringColumns(`radial_distribution_${id}`, 8).forEach((column, i) => {
      const want = expected[i];
      if (want === null) expect(missing[column], column).toBe("undefined");
      else expect(values[column], column).toBeCloseTo(want!, 14);
    });
  });
});

test("one pixel is in the first ring", async () => {
  const { values, missing } = await first({ width: 1, height: 1, intensity: Uint8Array.of(7) });
  const fraction = ringColumns("radial_distribution_fraction_at_distance", 8).map((id) => values[id]);
  expect(fraction).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
  expect(values["radial_distribution_mean_fraction_ring_1"]).toBe(1);
  expect(values["radial_distribution_coefficient_of_variation_ring_1"]).toBe(0);
  expect(missing["radial_distribution_mean_fraction_ring_2"]).toBe("undefined");
});

test("constant: every ring has the mean of the ROI, and every wedge that of its ring", async () => {
  const { values } = await first({ width: 31, height: 17, intensity: new Uint16Array(31 * 17).fill(900) });
  for (const id of ringColumns("radial_distribution_mean_fraction", 8)) {
    if (values[id] !== null) expect(values[id], id).toBeCloseTo(1, 14);
  }
  for (const id of ringColumns("radial_distribution_coefficient_of_variation", 8)) {
    expect(values[id] ?? 0, id).toBe(0);
  }
});

test("no finite pixel, and intensities that sum to 0", async () => {
  const id = "radial_distribution_fraction_at_distance_ring_1";
  const empty = await first({ width: 1, height: 1, intensity: Float32Array.of(Number.NaN) });
  expect(empty.missing[id]).toBe("empty");
  const zero = await first({ width: 2, height: 1, intensity: Uint8Array.of(0, 0) });
  expect(zero.missing[id]).toBe("undefined");
});
