import { isPixelmetryError } from "@pixelmetry/roi";
import { mulberry32 } from "@pixelmetry/roi/testkit";
import { expect, test } from "vitest";
import { gabor, measureTexture } from "../../src/index.ts";
import type { Parameters } from "../measured.ts";

const image = { intensity: Uint16Array.of(1, 2, 3, 1, 2, 3), width: 3, height: 2 };

test.for<readonly [string, Parameters, string]>([
  ["a frequency twice", { "gabor.frequencies": [0.1, 0.2, 0.1] }, "0.1"],
  ["an angle twice", { "gabor.angles": [30, 30] }, "30"],
  ["an envelope of thousands of pixels", { "gabor.frequencies": [0.005], "gabor.sigma": 4 }, "2400"],
  ["a frequency beyond that of Nyquist", { "gabor.frequencies": [0.6] }, "gabor.frequencies"],
])("%s is refused", async ([, parameters, word]) => {
  const attempt = async () => measureTexture(image, { features: ["gabor"], parameters });
  await expect(attempt).rejects.toSatisfy((error) => isPixelmetryError(error, "invalid-argument"));
  await expect(attempt).rejects.toThrow(word);
});

test("columns name frequency and angle, angles fastest", async () => {
  const parameters = { "gabor.frequencies": "0.1,0.25", "gabor.angles": [0, -22.5] };
  const [roi] = await measureTexture(image, { features: ["gabor"], parameters });
  expect(Object.keys(roi.values)).toEqual(
    ["f0.1_a0", "f0.1_a-22.5", "f0.25_a0", "f0.25_a-22.5"].map((name) => `gabor_response_ratio_${name}`),
  );
});

test("waves half a turn apart are the same", async () => {
  const random = mulberry32(3);
  const parameters = { "gabor.angles": [25, 205, -155], "gabor.aspect": 0.5, "gabor.threshold": 0.001 };
  const intensity = Float64Array.from({ length: 400 }, () => 50 + 50 * random());
  const [{ values }] = await measureTexture(
    { intensity, width: 20, height: 20 },
    { features: ["gabor"], parameters },
  );
  for (const f of gabor.parameters["gabor.frequencies"]!.default as number[]) {
    const [a, b, c] = [25, 205, -155].map((angle) => values[`gabor_response_ratio_f${f}_a${angle}`]);
    expect(a).toBeGreaterThan(0);
    expect([b, c]).toEqual([a, a]);
  }
});
