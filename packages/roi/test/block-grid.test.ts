import { blockBytes, blockGrid } from "@pixelmetry/roi";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

type Triple = [number, number, number];

function checkCover(size: Triple, tile: [number, number], bytesPerPixel: number): void {
  const blocks = blockGrid(size, tile, bytesPerPixel);
  const [width, height, depth] = size;
  let pixels = 0;
  let before = -1;
  const broken = blocks.filter((block, i) => {
    // Ascending corners inside the image and the right number of pixels: no overlap, no gap.
    const corner = (block.z * height + block.y) * width + block.x;
    const area = block.width * block.height * block.depth;
    const sound =
      block.index === i &&
      Math.min(block.width, block.height, block.depth) > 0 &&
      block.x + block.width <= width &&
      block.y + block.height <= height &&
      block.z + block.depth <= depth &&
      corner > before &&
      (area === 1 || area * bytesPerPixel <= blockBytes);
    before = corner;
    pixels += area;
    return !sound;
  });
  expect(broken).toEqual([]);
  expect(pixels).toBe(width * height * depth);
}

describe("blockGrid", () => {
  test("covers any image exactly once, within the budget", () => {
    const length = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 40_000 }));
    fc.assert(
      fc.property(
        fc.tuple(length, length, fc.integer({ min: 1, max: 9 })),
        fc.tuple(fc.integer({ min: 1, max: 2048 }), fc.integer({ min: 1, max: 2048 })),
        fc.integer({ min: 2, max: 64 }),
        checkCover,
      ),
      { numRuns: 300 },
    );
  });

  test("is one block for what fits", () => {
    expect(blockGrid([2048, 2048, 1], [512, 512], 4)).toHaveLength(1);
    expect(blockGrid([64, 64, 100], [64, 64], 6)).toHaveLength(1);
  });

  test("cuts at tiles: full rows of tiles first, then parts of a row", () => {
    for (const { y, x } of blockGrid([10_000, 10_000, 1], [256, 256], 4)) {
      expect([x % 256, y % 256]).toEqual([0, 0]);
    }
    const wide = blockGrid([200_000, 600, 1], [256, 256], 4);
    expect(new Set(wide.map(({ x }) => x)).size).toBeGreaterThan(1);
    for (const { x, y } of wide) expect([x % 256, y % 256]).toEqual([0, 0]);
  });

  test("reads a giant strip in several blocks", () => {
    const blocks = blockGrid([30_000, 30_000, 1], [30_000, 30_000], 4);
    expect(blocks.length).toBeGreaterThan(100);
    for (const { width } of blocks) expect(width).toBe(30_000);
  });

  test("groups planes of a volume, never across part of a plane", () => {
    const blocks = blockGrid([512, 512, 300], [512, 512], 4);
    for (const { width, height, depth } of blocks) {
      expect([width, height]).toEqual([512, 512]);
      expect(depth).toBeGreaterThan(1);
    }
    for (const { depth } of blockGrid([4096, 4096, 9], [512, 512], 4)) expect(depth).toBe(1);
  });

  test("a row that exceeds the budget is cut", () => {
    checkCover([20_000_000, 2, 1], [20_000_000, 1], 8);
  });

  test("has no blocks for an image without pixels", () => {
    expect(blockGrid([0, 5, 1], [1, 1], 1)).toEqual([]);
  });
});
