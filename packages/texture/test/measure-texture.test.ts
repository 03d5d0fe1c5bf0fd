import { isPixelmetryError } from "@pixelmetry/roi";
import { expect, test } from "vitest";
import { families, features, measureTexture } from "../src/index.ts";

const image = { intensity: Uint16Array.of(1, 2, 3, 1, 2, 3), width: 3, height: 2 };

test("all features are measured unless some are named", async () => {
  const [all] = await measureTexture(image);
  const [family] = await measureTexture(image, { features: ["glcm"] });
  const [two] = await measureTexture(image, { features: ["glcm_contrast", "glcm_contrast_per_angle"] });

  const plane = features().filter(({ dimensions }) => dimensions.includes(2));
  const columns = plane.flatMap(({ id, columns }) => columns?.map((name) => `${id}_${name}`) ?? [id]);
  expect(Object.keys(all.values).sort()).toEqual(columns.sort());
  // A family that is named has columns for volumes too, empty here.
  const own = Object.entries(family.values).filter(([name]) => !name.includes("_per_direction_"));
  expect(own).toHaveLength(26 + 4 * 26);
  expect(all.values).toMatchObject(Object.fromEntries(own));
  expect(Object.keys(two.values)).toEqual([
    "glcm_contrast",
    "glcm_contrast_per_angle_0",
    "glcm_contrast_per_angle_45",
    "glcm_contrast_per_angle_90",
    "glcm_contrast_per_angle_135",
  ]);
  expect(two.values.glcm_contrast).toBe(all.values.glcm_contrast);
});

test("parameters change what is measured", async () => {
  const options = { features: ["glcm_contrast_per_angle"] };
  const raw = { "discretisation.method": "none" };
  const [near] = await measureTexture(image, { ...options, parameters: raw });
  const [far] = await measureTexture(image, { ...options, parameters: { ...raw, "glcm.distance": 2 } });

  expect(near.values.glcm_contrast_per_angle_0).toBe(1);
  expect(far.values.glcm_contrast_per_angle_0).toBe(4);
  expect(far.missing.glcm_contrast_per_angle_45).toBe("too-few-pixels");
});

test.for([
  ["glcm.distance", 0],
  ["glcm.distance", 1.5],
  ["glcm.dimension", "4D"],
  ["glcm.symmetric", 1],
  ["discretisation.bins", 65536],
] as const)("%s cannot be %s", async ([name, value]) => {
  const attempt = async () => measureTexture(image, { parameters: { [name]: value } });
  await expect(attempt).rejects.toSatisfy((error) => isPixelmetryError(error, "invalid-argument"));
  await expect(attempt).rejects.toThrow(name);
});

test("unknown parameters and features are named", async () => {
  const parameter = async () => measureTexture(image, { parameters: { "glcm.distances": 2 } });
  const feature = async () => measureTexture(image, { features: ["glcm_contrast", "glcm_kontrast"] });

  await expect(parameter).rejects.toThrow("glcm.distances");
  await expect(feature).rejects.toSatisfy((error) => isPixelmetryError(error, "unknown-feature"));
  await expect(feature).rejects.toThrow("glcm_kontrast");
});

test("a ROI without a finite pixel is empty", async () => {
  const [roi] = await measureTexture({
    intensity: new Float32Array(4).fill(Number.NaN),
    width: 2,
    height: 2,
  });
  expect(new Set(Object.values(roi.missing))).toEqual(new Set(["empty"]));
  expect(Object.values(roi.values).every((value) => value === null)).toBe(true);
});

test("more than 65535 grey levels exceed the budget", async () => {
  const parameters = { "discretisation.method": "none" };
  const intensity = Uint32Array.of(1, 65535, 65536);
  const [over] = await measureTexture({ intensity, width: 3, height: 1 }, { parameters });
  const [within] = await measureTexture(
    { intensity: intensity.subarray(0, 2), width: 2, height: 1 },
    { parameters },
  );
  expect(over.missing.glcm_contrast).toBe("exceeds-budget");
  expect(within.values.glcm_contrast).toBe(65534 ** 2);
});

test("the registry is sorted, and every feature belongs to its family", () => {
  const ids = features().map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
  for (const id of ids) expect(families.some((family) => id.startsWith(`${family.id}_`))).toBe(true);
});
