/**
 * Relations of ROIs against closed forms of nested rectangles, and against the definitions applied pixel by pixel to
 * random images.
 */
import { memoryReader } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { mulberry32, randomInteger } from "../../roi/testkit/index.ts";
import { type RelateOptions, relateRois } from "../src/relations/relate-rois.ts";

type Box = readonly [label: number, x0: number, y0: number, x1: number, y1: number];

function draw(boxes: readonly Box[], width: number, height: number): Uint32Array {
  const labels = new Uint32Array(width * height);
  for (const [label, x0, y0, x1, y1] of boxes)
    for (let y = y0; y < y1; y++) labels.fill(label, y * width + x0, y * width + x1);
  return labels;
}

const reader = (labels: Uint32Array, width: number, height: number, depth = 1) =>
  memoryReader({ labels, width, height, depth });

async function rows(parents: readonly Box[], children: readonly Box[], options?: RelateOptions) {
  const [width, height] = [60, 40];
  const { pairs } = await relateRois(
    reader(draw(parents, width, height), width, height),
    reader(draw(children, width, height), width, height),
    options,
  );
  return Array.from(pairs.parent, (parent, i) => [
    parent,
    pairs.child[i],
    pairs.overlap[i],
    ...(pairs.touching === undefined ? [] : [pairs.touching[i]]),
  ]);
}

describe("rectangles", () => {
  const cells: Box[] = [
    [7, 2, 2, 22, 22],
    [4000000000, 22, 2, 42, 22],
  ];

  test("overlap: the child lies in one parent; its area is the overlap", async () => {
    const spots: Box[] = [
      [1, 2, 2, 5, 6],
      [2, 30, 10, 35, 15],
    ];
    expect(await rows(cells, spots)).toEqual([
      [7, 1, 12],
      [4000000000, 2, 25],
    ]);
  });

  test("overlap: a fraction of the child is enough when asked for, and exactly that fraction counts", async () => {
    // 10 x 10 pixels, 3 columns in the left cell and 7 in the right one.
    const spots: Box[] = [[5, 19, 5, 29, 15]];
    expect(await rows(cells, spots)).toEqual([]);
    expect(await rows(cells, spots, { minimumOverlap: 0.7 })).toEqual([[4000000000, 5, 70]]);
    expect(await rows(cells, spots, { minimumOverlap: 0.71 })).toEqual([]);
    expect(await rows(cells, spots, { minimumOverlap: 0 })).toEqual([[4000000000, 5, 70]]);
  });

  test("overlap: of two parents with equally many pixels, the one with the smaller label", async () => {
    expect(await rows(cells, [[5, 17, 5, 27, 15]], { minimumOverlap: 0.5 })).toEqual([[7, 5, 50]]);
  });

  test("box: a child in two boxes has two parents, whatever the pixels are", async () => {
    // The second parent is a frame: its box holds the child, its pixels do not.
    const around: Box[] = [
      [1, 2, 2, 30, 30],
      [2, 0, 0, 40, 1],
      [2, 0, 0, 1, 39],
      [2, 39, 0, 40, 39],
    ];
    expect(await rows(around, [[9, 3, 3, 6, 6]], { by: "box" })).toEqual([
      [1, 9, 9],
      [2, 9, 0],
    ]);
  });

  test("box: a box that is equal is inside, one that is a pixel wider is not", async () => {
    expect(await rows(cells, [[9, 2, 2, 22, 22]], { by: "box" })).toEqual([[7, 9, 400]]);
    expect(await rows(cells, [[9, 2, 2, 23, 22]], { by: "box" })).toEqual([]);
  });

  test("touching: an edge or a corner, counted in pixels of the child", async () => {
    const spots: Box[] = [
      [1, 42, 5, 45, 9], // 4 pixels along the right side of the right cell
      [2, 42, 22, 44, 24], // its corner
      [3, 43, 30, 44, 31], // a pixel away
      [4, 20, 21, 24, 24], // over the border between the cells
    ];
    expect(await rows(cells, spots, { by: "touching" })).toEqual([
      // The first row of the child: 2 pixels inside and 1 beside the left cell; the second: 3 below it.
      [7, 4, 2, 6],
      [4000000000, 1, 0, 4],
      [4000000000, 2, 0, 1],
      [4000000000, 4, 2, 6],
    ]);
  });

  test("a ROI without children and a ROI without parent are listed with their extent", async () => {
    const { parents, children } = await relateRois(
      reader(draw(cells, 60, 40), 60, 40),
      reader(draw([[3, 50, 30, 52, 33]], 60, 40), 60, 40),
    );
    expect(parents.labels).toEqual(Uint32Array.of(7, 4000000000));
    expect(parents.pixels).toEqual(Float64Array.of(400, 400));
    expect(children.bbox).toEqual(Int32Array.of(50, 30, 0, 52, 33, 1));
  });
});

describe("random images, by the definition", () => {
  const size = { width: 37, height: 29, depth: 3 };
  const random = mulberry32(5);
  /** Boxes over each other: pieces, holes, several parts of one label. */
  function scene(labels: number, largest: number): Uint32Array {
    const out = new Uint32Array(size.width * size.height * size.depth);
    for (let k = 0; k < 3 * labels; k++) {
      const label = randomInteger(random, 0, labels);
      const [x0, y0] = [randomInteger(random, 0, 36), randomInteger(random, 0, 28)];
      const [w, h] = [randomInteger(random, 1, largest), randomInteger(random, 1, largest)];
      const z0 = randomInteger(random, 0, 2);
      for (let z = z0; z < Math.min(3, z0 + 2); z++)
        for (let y = y0; y < Math.min(29, y0 + h); y++)
          for (let x = x0; x < Math.min(37, x0 + w); x++) out[(z * 29 + y) * 37 + x] = label;
    }
    return out;
  }
  const parents = scene(9, 16);
  const children = scene(30, 6);
  const at = (labels: Uint32Array, x: number, y: number, z: number): number =>
    x < 0 || y < 0 || z < 0 || x >= 37 || y >= 29 || z >= 3 ? 0 : labels[(z * 29 + y) * 37 + x];
  const pixelsOf = (labels: Uint32Array, label: number): [number, number, number][] =>
    [...labels.keys()]
      .filter((i) => labels[i] === label)
      .map((i) => [i % 37, Math.floor(i / 37) % 29, Math.floor(i / (37 * 29))]);
  const labelsOf = (labels: Uint32Array): number[] =>
    [...new Set(labels)].filter((label) => label > 0).sort((a, b) => a - b);
  const run = (options: RelateOptions) =>
    relateRois(reader(parents, 37, 29, 3), reader(children, 37, 29, 3), options);

  test.each([0, 0.25, 0.5, 0.8, 1])("overlap of at least %d", async (minimumOverlap) => {
    const expected: number[][] = [];
    for (const child of labelsOf(children)) {
      const pixels = pixelsOf(children, child);
      const counts = labelsOf(parents).map(
        (parent) => pixels.filter((p) => at(parents, ...p) === parent).length,
      );
      const most = Math.max(...counts);
      if (most > 0 && most / pixels.length >= minimumOverlap)
        expected.push([labelsOf(parents)[counts.indexOf(most)], child, most]);
    }
    expected.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const { pairs } = await run({ minimumOverlap });
    expect(Array.from(pairs.parent, (p, i) => [p, pairs.child[i], pairs.overlap[i]])).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });

  test("boxes", async () => {
    const box = (pixels: readonly [number, number, number][]) =>
      [0, 1, 2].map((axis) => {
        const values = pixels.map((p) => p[axis]);
        return [Math.min(...values), Math.max(...values)] as const;
      });
    const expected: number[][] = [];
    for (const parent of labelsOf(parents)) {
      const outer = box(pixelsOf(parents, parent));
      for (const child of labelsOf(children)) {
        const inner = box(pixelsOf(children, child));
        if (inner.every(([low, high], axis) => outer[axis][0] <= low && high <= outer[axis][1]))
          expected.push([parent, child]);
      }
    }
    const { pairs } = await run({ by: "box" });
    expect(Array.from(pairs.parent, (p, i) => [p, pairs.child[i]])).toEqual(expected);
    expect(expected.length).toBeGreaterThan(10);
  });

  test("touching in 26 directions", async () => {
    const expected: number[][] = [];
    for (const parent of labelsOf(parents)) {
      for (const child of labelsOf(children)) {
        const touching = pixelsOf(children, child).filter(([x, y, z]) =>
          [-1, 0, 1].some((dz) =>
            [-1, 0, 1].some((dy) => [-1, 0, 1].some((dx) => at(parents, x + dx, y + dy, z + dz) === parent)),
          ),
        ).length;
        if (touching > 0) expected.push([parent, child, touching]);
      }
    }
    const { pairs } = await run({ by: "touching" });
    expect(Array.from(pairs.parent, (p, i) => [p, pairs.child[i], pairs.touching![i]])).toEqual(expected);
    expect(expected.length).toBeGreaterThan(20);
  });
});
