import {
  contiguous,
  intensityExtrema,
  isPixelmetryError,
  type MemoryImage,
  measure,
  missing,
  roiInfo,
  valueCounts,
} from "@pixelmetry/roi";
import { mulberry32, randomInteger } from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";
import { feature, levelPairs, scanEdges, setFeature, slabEdges } from "./example-tokens.ts";

const count = feature({ id: "count", needs: { roi: roiInfo }, compute: ({ roi }) => roi.count });
const total = feature({
  id: "total",
  needs: { set: valueCounts },
  compute: ({ set }) => set.values.reduce((sum, v, i) => sum + v * set.counts[i], 0),
});
const largest = feature({
  id: "largest",
  needs: { extrema: intensityExtrema },
  compute: ({ extrema }) => extrema.max,
});
const edges = feature({
  id: "edges",
  needs: { scanEdges, slabEdges },
  columns: ["scan", "slab"],
  compute: ({ scanEdges: a, slabEdges: b }) => [a, b],
});

const labels = Uint16Array.of(1, 1, 0, 1, 0, 2);
const intensity = Uint16Array.of(3, 1, 4, 1, 5, 9);
const image = { labels, intensity, width: 3, height: 2 } as const;

async function failure(run: Promise<unknown>): Promise<Error> {
  try {
    await run;
  } catch (error) {
    return error as Error;
  }
  throw new Error("it did not fail");
}

describe("measure", () => {
  test("every ROI, in ascending order of labels", async () => {
    const rois = await measure([count, total, largest, edges], {
      ...image,
      labels: Uint32Array.of(7, 7, 0, 7, 0, 2),
    });
    expect(rois).toEqual([
      { label: 2, values: { count: 1, total: 9, largest: 9, edges_scan: 4, edges_slab: 4 }, missing: {} },
      { label: 7, values: { count: 3, total: 5, largest: 3, edges_scan: 8, edges_slab: 8 }, missing: {} },
    ]);
  });

  test("the mask alone, without intensities", async () => {
    const rois = await measure([count, edges], { labels, width: 3, height: 2 });
    expect(rois.map(({ values }) => values)).toEqual([
      { count: 3, edges_scan: 8, edges_slab: 8 },
      { count: 1, edges_scan: 4, edges_slab: 4 },
    ]);
  });

  test("the whole image as ROI 1, without labels", async () => {
    const rois = await measure([count, total], { intensity, width: 3, height: 2 });
    expect(rois).toEqual([{ label: 1, values: { count: 6, total: 23 }, missing: {} }]);
    expect(await measure([count], { width: 3, height: 2 })).toEqual([
      { label: 1, values: { count: 6 }, missing: {} },
    ]);
  });

  test("an image of one pixel", async () => {
    const one = { labels: Uint8Array.of(200), intensity: Float32Array.of(-1.5), width: 1, height: 1 };
    expect((await measure([count, total, largest, edges], one))[0].values).toEqual({
      count: 1,
      total: -1.5,
      largest: -1.5,
      edges_scan: 4,
      edges_slab: 4,
    });
  });

  test("channels in columns of their own; features of the mask once", async () => {
    const second = Float32Array.of(0.5, 0.5, 0, 0.25, 0, -1);
    const rois = await measure([count, total], { ...image, intensity: [intensity, second] });
    expect(rois.map(({ values }) => values)).toEqual([
      { count: 3, total_c0: 5, total_c1: 1.25 },
      { count: 1, total_c0: 9, total_c1: -1 },
    ]);
  });

  test("channels whose NaN pixels differ", async () => {
    const first = Float32Array.of(1, Number.NaN, 0, 2, 0, 3);
    const second = Float64Array.of(1, 2, 0, Number.NaN, 0, Number.NaN);
    const [one, two] = await measure([count, total, largest], { ...image, intensity: [first, second] });
    expect(one.values).toEqual({ count: 3, total_c0: 3, total_c1: 3, largest_c0: 2, largest_c1: 2 });
    expect(two.values).toEqual({ count: 1, total_c0: 3, total_c1: 0, largest_c0: 3, largest_c1: null });
    expect(two.missing).toEqual({ largest_c1: "undefined" });
  });

  test("a volume", async () => {
    const volume = {
      labels: Uint8Array.of(1, 0, 1, 1),
      intensity: Uint8Array.of(1, 2, 3, 4),
      width: 1,
      height: 2,
      depth: 2,
    };
    expect((await measure([count, total], volume))[0].values).toEqual({ count: 3, total: 8 });
  });

  test("values of other dimensions are missing, and say so", async () => {
    const flat = feature({ id: "flat", dimensions: [2], needs: { total: valueCounts }, compute: () => 1 });
    const [roi] = await measure([flat, count], {
      intensity: Uint8Array.of(1, 2),
      width: 1,
      height: 1,
      depth: 2,
    });
    expect(roi).toEqual({
      label: 1,
      values: { flat: null, count: 2 },
      missing: { flat: "not-defined-in-3d" },
    });
  });

  test("features of sets of other dimensions are not asked", async () => {
    const flat = setFeature({
      id: "flat",
      dimensions: [2],
      needs: { roi: roiInfo },
      record: ["x"],
      recordOf: () => [1],
      shapeOf: () => Int32Array.of(1),
      resolve: () => {
        throw new Error("asked");
      },
    });
    const [roi] = await measure([flat, count], {
      intensity: Uint8Array.of(1, 2),
      width: 1,
      height: 1,
      depth: 2,
    });
    expect(roi.missing).toEqual({ flat: "not-defined-in-3d" });
  });

  test("a missing value is null and has a reason; what is not finite is undefined", async () => {
    const several = feature({
      id: "several",
      columns: ["a", "b", "c"],
      needs: { roi: roiInfo },
      compute: ({ roi }) => (roi.label === 2 ? missing("too-few-pixels") : [1, Number.NaN, missing("empty")]),
    });
    const rois = await measure([several], image);
    expect(rois).toEqual([
      {
        label: 1,
        values: { several_a: 1, several_b: null, several_c: null },
        missing: { several_b: "undefined", several_c: "empty" },
      },
      {
        label: 2,
        values: { several_a: null, several_b: null, several_c: null },
        missing: { several_a: "too-few-pixels", several_b: "too-few-pixels", several_c: "too-few-pixels" },
      },
    ]);
  });
});

describe("features that give another number of values than they have columns", () => {
  test.each<[string, number | number[], string]>([
    ["a number for two columns", 5, "odd has 2 columns but gave 1 values"],
    ["too few", [1], "odd has 2 columns but gave 1 values"],
    ["too many", [1, 2, 3], "odd has 2 columns but gave 3 values"],
  ])("%s", async (_, given, message) => {
    const odd = feature({ id: "odd", columns: ["a", "b"], needs: { roi: roiInfo }, compute: () => given });
    expect((await failure(measure([odd], image))).message).toBe(message);
  });
});

describe("ndarrays", () => {
  const random = mulberry32(6);
  const [height, width] = [5, 7];
  const flatLabels = Uint8Array.from({ length: 35 }, () => randomInteger(random, 0, 3));
  const flatIntensity = Uint16Array.from({ length: 35 }, () => randomInteger(random, 0, 60000));
  const features = [
    count,
    total,
    largest,
    edges,
    feature({
      id: "pairs",
      needs: { levelPairs },
      compute: ({ levelPairs: p }) => p.reduce((s, n, i) => s + n * i, 0),
    }),
  ];

  /** The same pixels in column order, with a margin, and backwards. */
  const forms = (pixels: Uint8Array | Uint16Array) => {
    const make = (length: number) => new (pixels.constructor as typeof Uint16Array)(length).fill(99);
    const columns = make(35);
    const margin = make(3 + 9 * 6);
    const backwards = make(35).map((_, i) => pixels[34 - i]);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        columns[x * height + y] = pixels[y * width + x];
        margin[3 + y * 9 + x] = pixels[y * width + x];
      }
    }
    const shape = [height, width];
    return [
      { data: pixels, shape, stride: [width, 1], offset: 0 },
      { data: columns, shape, stride: [1, height], offset: 0 },
      { data: margin, shape, stride: [9, 1], offset: 3 },
      { data: backwards, shape, stride: [-width, -1], offset: 34 },
      { data: [...pixels], shape, stride: [width, 1], offset: 0 },
    ];
  };

  test("any strides and offset, and plain arrays, give the values of a typed array", async () => {
    const expected = await measure(features, { labels: flatLabels, intensity: flatIntensity, width, height });
    for (const [i, labelForm] of forms(flatLabels).entries()) {
      const rois = await measure(features, {
        labels: labelForm,
        intensity: forms(flatIntensity)[i],
        width,
        height,
      });
      expect(rois).toEqual(expected);
    }
  });

  test("what is contiguous already is not copied", () => {
    expect(contiguous({ data: flatLabels, shape: [height, width], stride: [width, 1], offset: 0 })).toBe(
      flatLabels,
    );
    expect(contiguous(flatLabels)).toBe(flatLabels);
  });

  test("volumes of shape [depth, height, width]", async () => {
    const data = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7);
    const turned = { data, shape: [2, 2, 2], stride: [1, 2, 4], offset: 0 };
    expect([...contiguous(turned)]).toEqual([0, 4, 2, 6, 1, 5, 3, 7]);
  });
});

describe("what cannot be measured", () => {
  test.each<[string, Partial<MemoryImage>, string]>([
    [
      "intensities that are missing",
      { intensity: [] },
      "intensity: the chosen features measure intensities but no intensity image was given; pass `intensity`, or choose features of the mask only.",
    ],
    [
      "labels of another size",
      { labels: new Uint8Array(5) },
      "labels: the array does not have the size of the image (expected 3 x 2 x 1 = 6 pixels, found 5); pass width, height and depth of the arrays.",
    ],
    [
      "a channel of another size",
      { intensity: [intensity, new Uint8Array(7)] },
      "intensity 1: the array does not have the size of the image (expected 3 x 2 x 1 = 6 pixels, found 7); pass width, height and depth of the arrays.",
    ],
    [
      "labels without a ROI",
      { labels: new Uint8Array(6) },
      "labels: the label image holds no ROI (expected at least one pixel with a label over 0); check the segmentation, or leave the labels out to measure the whole image.",
    ],
    [
      "an image without pixels",
      { labels: new Uint8Array(0), intensity: new Uint8Array(0), height: 0 },
      "labels: the label image holds no ROI",
    ],
    [
      "a pixel size of 0",
      { spacing: [1, 0] },
      "spacing: the size of a pixel must be over 0 along every axis (found 1 x 0 x 1).",
    ],
    [
      "a pixel size that is no number",
      { spacing: [Number.NaN, 1] },
      "spacing: the size of a pixel must be over 0",
    ],
    [
      "an ndarray of another shape",
      { intensity: { data: intensity, shape: [3, 2], stride: [2, 1], offset: 0 } },
      "intensity 0: the array does not have the shape of the image (expected 2 x 3, found 3 x 2)",
    ],
    [
      "a type of array that is not for pixels",
      { intensity: new BigInt64Array(6) as never },
      "intensity 0: pixels of this type cannot be measured (expected",
    ],
  ])("%s", async (_, change, message) => {
    const error = await failure(measure([count, total], { ...image, ...change }));
    expect(isPixelmetryError(error)).toBe(true);
    expect(error.message).toContain(message);
  });
});
