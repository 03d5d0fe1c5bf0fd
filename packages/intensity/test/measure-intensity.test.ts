import { isPixelmetryError } from "@pixelmetry/roi";
import { expect, test } from "vitest";
import { measureIntensity } from "../src/index.ts";
import { firstOrderFeatures } from "./measured.ts";

const image = {
  labels: Uint8Array.of(1, 1, 1, 9, 9, 0),
  intensity: Uint16Array.of(3, 5, 10, 7, 7, 8),
  width: 3,
  height: 2,
};

test("ROIs come in ascending order of labels, with every feature", async () => {
  const rois = await measureIntensity(image, { features: ["intensity"] });
  expect(rois.map(({ label }) => label)).toEqual([1, 9]);
  const ids = firstOrderFeatures().map(({ id }) => id);
  expect(Object.keys(rois[0]!.values)).toEqual(ids.filter((id) => id.startsWith("intensity_")));
});

test("a value that does not exist is null, with its reason", async () => {
  const [, constant] = await measureIntensity(image);
  expect(constant!.values["intensity_skewness"]).toBeNull();
  expect(constant!.missing["intensity_skewness"]).toBe("constant-intensity");
});

test("parameters reach entropy", async () => {
  const entropy = async (bins: number) =>
    (await measureIntensity(image, { parameters: { "discretisation.bins": bins } }))[0]!.values[
      "intensity_entropy"
    ];
  expect(await entropy(1)).toBe(0);
  expect(await entropy(2)).toBeCloseTo(Math.log2(3) - 2 / 3, 14);
});

test("arrays of another size are refused", async () => {
  const wrong = { ...image, height: 3 };
  await expect(measureIntensity(wrong)).rejects.toSatisfy((error) =>
    isPixelmetryError(error, "geometry-mismatch"),
  );
});

test("ids are in alphabetical order, without repetition", () => {
  const ids = firstOrderFeatures().map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
});

test("Nyxus' first-order codes and histogram each belong to one feature", () => {
  const codes = firstOrderFeatures().flatMap(({ names }) => names.nyxus ?? []);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toHaveLength(37);
});

test("there are as many histogram columns as bins", () => {
  const [histogram] = firstOrderFeatures({ "discretisation.bins": 5 });
  expect(histogram!.columns).toEqual(["bin_0", "bin_1", "bin_2", "bin_3", "bin_4"]);
  expect(histogram!.nyxusColumns).toEqual(["BIN_0", "BIN_1", "BIN_2", "BIN_3", "BIN_4"]);
});
