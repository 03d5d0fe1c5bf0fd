import { PixelmetryError } from "@pixelmetry/roi";
import { expect, test } from "vitest";
import { type Vector, volume } from "../../src/index.ts";

const data = Int16Array.of(1, 2, 3, 4);

test("a volume keeps its voxels and fills in the geometry", () => {
  const made = volume(data, { size: [2, 2, 1] });
  expect(made.data).toBe(data);
  expect(made).toMatchObject({
    spacing: [1, 1, 1],
    origin: [0, 0, 0],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  });
});

test.for<[string, Vector, Vector, RegExp]>([
  ["another length", [3, 2, 1], [1, 1, 1], /size \(expected 3 × 2 × 1 = 6, found 4\)/],
  ["an empty axis", [4, 1, 0], [1, 1, 1], /size is not three positive whole numbers/],
  ["no spacing", [2, 2, 1], [1, 0, 1], /spacing is not three positive numbers .*found 1,0,1/],
])("%s is refused", ([, size, spacing, message]) => {
  expect(() => volume(data, { size, spacing }, "ct.nii")).toThrow(PixelmetryError);
  expect(() => volume(data, { size, spacing }, "ct.nii")).toThrow(message);
  expect(() => volume(data, { size, spacing }, "ct.nii")).toThrow(/^ct\.nii: /);
});
