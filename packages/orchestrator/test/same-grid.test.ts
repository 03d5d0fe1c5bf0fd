import type { ImageInfo, Placement, Spacing } from "@pixelmetry/io";
import { memoryImage } from "@pixelmetry/io";
import { isPixelmetryError } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { checkSameGrid } from "../src/input/same-grid.ts";

const placement: Placement = {
  origin: [-120, 80, 10],
  directions: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
};
const spacing: Spacing = { x: 0.5, y: 0.5, z: 3, unit: "mm" };

function info(changes: Partial<ImageInfo>, name = "ct.nii"): ImageInfo {
  const image = memoryImage({ data: new Uint8Array(1), width: 1, height: 1, name });
  return { ...image.info, size: [400, 300, 50], spacing, placement, ...changes };
}

const { directions, origin } = placement;
const [x, y, z] = directions;
/** Turned about z by an angle that moves the far end of 400 pixels by so many of them. */
const turned = (pixels: number) => {
  const angle = pixels / 400;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return { origin, directions: [[c, s, 0], [-s, c, 0], z] } as unknown as Placement;
};

describe("the same grid", () => {
  test.each<[string, Partial<ImageInfo>]>([
    ["everything equal", {}],
    ["no position", { placement: undefined } as unknown as Partial<ImageInfo>],
    ["no lengths", { spacing: { x: 1, y: 1, z: 1, unit: "pixel" } }],
    ["micrometres", { spacing: { x: 500, y: 500, z: 3000, unit: "um" } }],
    ["rounded pixel size", { spacing: { ...spacing, x: 0.50004 } }],
    ["rounded position", { placement: { origin: [-120.04, 80.04, 9.8], directions } }],
    ["rounded orientation", { placement: turned(0.05) }],
    ["one plane for all, wherever it lies", { size: [400, 300, 1], placement: turned(100) }],
  ])("%s", (_, changes) => {
    expect(() => checkSameGrid(info({}), info(changes, "mask.nii"), "the label image")).not.toThrow();
  });
});

describe("another grid, and what differs", () => {
  test.each<[string, Partial<ImageInfo>, RegExp]>([
    [
      "size",
      { size: [400, 300, 49] },
      /size of ct.nii \(expected 400 x 300 x 50 pixels, found 400 x 300 x 49\)/,
    ],
    ["axes in another order", { size: [300, 400, 50] }, /found 300 x 400 x 50/],
    ["time points", { frames: 3 }, /time points .*expected one time point, found 3/],
    [
      "pixel size along z",
      { spacing: { ...spacing, z: 3.01 } },
      /pixel size of ct.nii along z .*3000 um, found 3010 um/,
    ],
    [
      "flipped x",
      { placement: { origin: [79.5, 80, 10], directions: [[-1, 0, 0], y, z] } },
      /orientation of ct.nii: its x axis .*expected \(1, 0, 0\), found \(-1, 0, 0\)/,
    ],
    [
      "flipped z",
      { placement: { origin, directions: [x, y, [0, 0, -1]] } },
      /its z axis has another direction/,
    ],
    ["turned", { placement: turned(0.3) }, /its x axis has another direction/],
    [
      "half a pixel aside",
      { placement: { origin: [-119.75, 80, 10], directions } },
      /first pixel is elsewhere \(expected \(-120, 80, 10\) mm, found \(-119.75, 80, 10\)\)/,
    ],
    [
      "a fifth of a plane up",
      { placement: { origin: [-120, 80, 10.6], directions } },
      /first pixel is elsewhere/,
    ],
    ["another patient", { placement: { origin: [0, 0, 0], directions } }, /first pixel is elsewhere/],
  ])("%s", (_, changes, message) => {
    let caught: unknown;
    try {
      checkSameGrid(info({}), info(changes, "mask.nii"), "the label image");
    } catch (error) {
      caught = error;
    }
    if (!isPixelmetryError(caught, "geometry-mismatch")) throw new Error("no difference found");
    expect(caught.message).toMatch(message);
    expect(caught.message).toMatch(/^mask.nii: the label image .*; (resample|pair) [^.\n]*\.$/);
  });
});
