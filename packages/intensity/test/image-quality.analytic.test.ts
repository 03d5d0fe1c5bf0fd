import { measure } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { imageQualityFeatures } from "../src/image-quality/features.ts";
import { transformOf } from "../src/image-quality/fourier.ts";
import { closedForms, latticeSlope } from "./image-quality-rows.ts";

describe.for(closedForms)("$name", ({ image, expected }) => {
  test.for(Object.entries(expected))("%s", async ([name, want]) => {
    const [roi] = await measure(imageQualityFeatures, image);
    const id = `image_quality_${name}`;
    if (typeof want === "string") return expect(roi!.missing[id], `${roi!.values[id]}`).toBe(want);
    expect(roi!.values[id], roi!.missing[id]).toBeTypeOf("number");
    const error = Math.abs(roi!.values[id]! - want);
    expect(error, `${roi!.values[id]} for ${want}`).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(want)));
  });
});

test("one bright pixel in the second of two slabs: a flat spectrum", async () => {
  const [width, height] = [1100, 1000];
  const intensity = new Uint8Array(width * height);
  intensity[980 * width + 77] = 200;
  const slope = imageQualityFeatures.filter(({ id }) => id.endsWith("slope"));
  const [roi] = await measure(slope, { intensity, width, height });
  expect(roi!.values["image_quality_power_spectrum_slope"]).toBeCloseTo(latticeSlope(height), 9);
});

test.for([1, 2, 3, 8, 31, 45, 64, 100])("Fourier transform of length %i, by its sum", (n) => {
  const re = Float64Array.from({ length: n }, (_, i) => (i * i * 7) % 11);
  const im = Float64Array.from({ length: n }, (_, i) => (i * 5) % 13);
  const [a, b] = [re.slice(), im.slice()];
  transformOf(n)(a, b);
  for (let k = 0; k < n; k++) {
    let [x, y] = [0, 0];
    for (let j = 0; j < n; j++) {
      const angle = (-2 * Math.PI * ((j * k) % n)) / n;
      x += re[j]! * Math.cos(angle) - im[j]! * Math.sin(angle);
      y += re[j]! * Math.sin(angle) + im[j]! * Math.cos(angle);
    }
    expect(a[k]).toBeCloseTo(x, 9);
    expect(b[k]).toBeCloseTo(y, 9);
  }
});
