import {
  type BoxGeometry,
  bytesPerElement,
  type DType,
  finiteRuns,
  isPixelmetryError,
  LabelIndex,
  labelRuns,
  type PixelArray,
  pixelArray,
} from "@pixelmetry/roi";
import { mulberry32, randomInteger } from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";

const dtypes: DType[] = ["uint8", "uint16", "uint32", "int8", "int16", "int32", "float32", "float64"];

/** A dense box of `width` x `height` x `depth` without margins, somewhere in an image. */
const boxOf = (width: number, height: number, depth = 1): BoxGeometry => ({
  x: 100,
  y: 200,
  z: depth > 1 ? 300 : 0,
  width,
  height,
  depth,
  origin: 0,
  pitchY: width,
  pitchZ: width * height,
});

/** The same by looking at every pixel on its own. */
function plainRuns(
  labels: PixelArray,
  box: BoxGeometry,
): { label: number; x: number; y: number; z: number; length: number }[] {
  const found: { label: number; x: number; y: number; z: number; length: number }[] = [];
  for (let z = 0; z < box.depth; z++) {
    for (let y = 0; y < box.height; y++) {
      let before = 0;
      for (let x = 0; x < box.width; x++) {
        const label = labels[box.origin + z * box.pitchZ + y * box.pitchY + x];
        if (label !== 0 && label === before) found[found.length - 1].length++;
        else if (label !== 0) found.push({ label, x: box.x + x, y: box.y + y, z: box.z + z, length: 1 });
        before = label;
      }
    }
  }
  return found;
}

function found(labels: PixelArray, box: BoxGeometry) {
  const index = new LabelIndex();
  const runs = labelRuns(labels, box, index, "labels.tif");
  return Array.from({ length: runs.count }, (_, r) => ({
    label: index.labels[runs.slot[r]],
    x: runs.x[r],
    y: runs.y[r],
    z: runs.z[r],
    length: runs.length[r],
  }));
}

describe("labelRuns", () => {
  test.each(dtypes)("finds the runs of %s labels", (dtype) => {
    const random = mulberry32(bytesPerElement(dtype));
    for (const [width, height, depth] of [
      [1, 1, 1],
      [17, 9, 1],
      [9, 7, 5],
      [300, 3, 1],
      [5, 40, 2],
    ] as const) {
      const labels = pixelArray(dtype, width * height * depth);
      for (let i = 0; i < labels.length; i++) {
        labels[i] =
          random() < 0.4 ? labels[Math.max(0, i - 1)] : random() < 0.5 ? 0 : randomInteger(random, 0, 100);
      }
      const box = boxOf(width, height, depth);
      expect(found(labels, box)).toEqual(plainRuns(labels, box));
    }
  });

  test("reads the box only, whatever surrounds it, at any alignment", () => {
    const random = mulberry32(5);
    for (const dtype of ["uint8", "uint16", "uint32"] as const) {
      for (let margin = 1; margin < 6; margin++) {
        const [width, height] = [23, 6];
        const pitchY = width + 2 * margin;
        const labels = pixelArray(dtype, pitchY * (height + 2 * margin));
        for (let i = 0; i < labels.length; i++) labels[i] = random() < 0.7 ? 0 : randomInteger(random, 1, 2);
        const box = { ...boxOf(width, height), origin: margin * pitchY + margin, pitchY, pitchZ: 0 };
        expect(found(labels, box)).toEqual(plainRuns(labels, box));
      }
    }
  });

  test("offsets point at the first pixel of a run", () => {
    const labels = Uint16Array.of(0, 0, 5, 5, 0, 6);
    const runs = labelRuns(labels, boxOf(3, 2), new LabelIndex(), "");
    expect([...runs.offset.subarray(0, runs.count)]).toEqual([2, 3, 5]);
  });

  test("keeps runs of more labels than it made room for", () => {
    const labels = Uint32Array.from({ length: 4096 }, (_, i) => i + 1);
    const box = boxOf(4096, 1);
    expect(found(labels, box)).toEqual(plainRuns(labels, box));
  });

  test("takes the largest label", () => {
    for (const labels of [Uint32Array.of(4294967295), Float64Array.of(4294967295)]) {
      expect(found(labels, boxOf(1, 1))[0].label).toBe(4294967295);
    }
  });

  test.each([
    [Float32Array.of(1, 2.5), "the fractional value 2.5", "(101, 200)"],
    [Float64Array.of(1, Number.NaN), "NaN", "(101, 200)"],
    [Float64Array.of(1, Number.POSITIVE_INFINITY), "an infinite value", "(101, 200)"],
    [Float64Array.of(1, Number.NEGATIVE_INFINITY), "an infinite value", "(101, 200)"],
    [
      Float64Array.of(1, 4294967296),
      "the value 4294967296, which is over the largest label 4294967295",
      "(101, 200)",
    ],
    [Int8Array.of(0, -1), "the negative value -1", "(101, 200)"],
    [Int16Array.of(0, -1000), "the negative value -1000", "(101, 200)"],
    [Int32Array.of(0, -70000), "the negative value -70000", "(101, 200)"],
  ])("refuses %s", (labels, kind, where) => {
    let error: unknown;
    try {
      labelRuns(labels, boxOf(2, 1), new LabelIndex(), "labels.tif");
    } catch (thrown) {
      error = thrown;
    }
    expect(isPixelmetryError(error, "invalid-labels")).toBe(true);
    expect((error as Error).message).toBe(
      `labels.tif: the label image holds ${kind} at pixel ${where} (expected whole numbers from 0 (background) to ` +
        "4294967295); export the segmentation as an integer label image.",
    );
  });

  test("names the plane of an invalid label in a volume", () => {
    const labels = Float64Array.of(0, 0, 0, 0.5);
    expect(() => labelRuns(labels, boxOf(1, 2, 2), new LabelIndex(), "")).toThrow("(100, 201, 301)");
  });
});

describe("finiteRuns", () => {
  test("gives the same runs back when nothing is cut", () => {
    const runs = labelRuns(Uint8Array.of(1, 1, 2), boxOf(3, 1), new LabelIndex(), "");
    expect(finiteRuns(runs, Uint16Array.of(1, 2, 3))).toBe(runs);
    expect(finiteRuns(runs, Float32Array.of(1, 2, 3))).toBe(runs);
  });

  test("cuts runs around every pixel that is not finite", () => {
    const random = mulberry32(8);
    for (let round = 0; round < 50; round++) {
      const width = randomInteger(random, 1, 40);
      const labels = Uint8Array.from({ length: width }, () => randomInteger(random, 0, 2));
      const values = Float64Array.from({ length: width }, () =>
        random() < 0.3 ? [Number.NaN, 1 / 0, -1 / 0][Math.floor(random() * 3)] : random(),
      );
      const runs = finiteRuns(labelRuns(labels, boxOf(width, 1), new LabelIndex(), ""), values);
      const masked = labels.map((label, i) => (Number.isFinite(values[i]) ? label : 0));
      const expected = plainRuns(masked, boxOf(width, 1));
      expect(
        Array.from({ length: runs.count }, (_, r) => [runs.x[r], runs.length[r], runs.offset[r]]),
      ).toEqual(expected.map(({ x, length }) => [x, length, x - 100]));
    }
  });

  test("leaves no run of a ROI without a finite pixel", () => {
    const runs = labelRuns(Uint8Array.of(1, 1), boxOf(2, 1), new LabelIndex(), "");
    expect(finiteRuns(runs, Float64Array.of(Number.NaN, Number.NaN)).count).toBe(0);
  });
});
