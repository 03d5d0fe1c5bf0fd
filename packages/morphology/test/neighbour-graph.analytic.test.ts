/** The neighbour graph by its definition, over all pairs of pixels of random images and volumes. */
import { memoryReader } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { mulberry32, randomInteger } from "../../roi/testkit/index.ts";
import { neighbourGraph } from "../src/neighbours/neighbour-graph.ts";

type Point = readonly [x: number, y: number, z: number];

/** Boxes over each other, in pieces. */
function scene([width, height, depth]: Point, rois: number, seed: number): Uint16Array {
  const random = mulberry32(seed);
  const labels = new Uint16Array(width * height * depth);
  for (let k = 0; k < 2 * rois; k++) {
    const label = randomInteger(random, 0, rois) * 7;
    const corner = [width, height, depth].map((n) => randomInteger(random, 0, n - 1));
    const size = [7, 6, 2].map((n) => randomInteger(random, 1, n));
    for (let z = corner[2]; z < Math.min(depth, corner[2] + size[2]); z++)
      for (let y = corner[1]; y < Math.min(height, corner[1] + size[1]); y++)
        for (let x = corner[0]; x < Math.min(width, corner[0] + size[0]); x++)
          labels[(z * height + y) * width + x] = label;
  }
  return labels;
}

function byHand(labels: Uint16Array, [width, height]: Point, spacing: Point, distance: number): number[][] {
  const pixels = new Map<number, Point[]>();
  labels.forEach((label, i) => {
    if (label === 0) return;
    const point: Point = [i % width, Math.floor(i / width) % height, Math.floor(i / (width * height))];
    pixels.set(label, [...(pixels.get(label) ?? []), point]);
  });
  const rows: number[][] = [];
  const all = [...pixels.keys()].sort((p, q) => p - q);
  for (const a of all) {
    for (const b of all.filter((label) => label > a)) {
      let least = Number.POSITIVE_INFINITY;
      const [touchingA, touchingB] = [new Set<string>(), new Set<string>()];
      for (const p of pixels.get(a)!) {
        for (const q of pixels.get(b)!) {
          const steps = p.map((value, axis) => Math.abs(value - q[axis]));
          least = Math.min(least, Math.hypot(...steps.map((step, axis) => step * spacing[axis])));
          if (Math.max(...steps) > 1) continue;
          touchingA.add(p.join());
          touchingB.add(q.join());
        }
      }
      if (least <= distance + 1e-12 || touchingA.size > 0)
        rows.push([a, b, touchingA.size, touchingB.size, least]);
    }
  }
  return rows;
}

describe.each([
  { size: [41, 33, 1] as const, spacing: [1, 1, 1] as const },
  { size: [41, 33, 1] as const, spacing: [0.5, 0.75, 1] as const },
  { size: [23, 17, 9] as const, spacing: [1, 1, 1] as const },
  { size: [23, 17, 9] as const, spacing: [0.5, 0.25, 2] as const },
])("$size pixels of $spacing", ({ size, spacing }) => {
  const [width, height, depth] = size;
  const labels = scene(size, 20, 11);

  test.each([0, 1, 2.5, 6])("at most %d apart", async (distance) => {
    const image = memoryReader({ labels, width, height, depth, spacing });
    const { a, b, touchingA, touchingB, distance: least } = await neighbourGraph(image, distance);
    const found = Array.from(a, (label, i) => [label, b[i], touchingA[i], touchingB[i], least[i]]);
    const expected = byHand(labels, size, spacing, distance);
    expect(found.map((row) => row.slice(0, 4))).toEqual(expected.map((row) => row.slice(0, 4)));
    // One root on either side.
    found.forEach((row, i) => {
      expect(row[4]).toBeCloseTo(expected[i][4], 13);
    });
    expect(expected.length).toBeGreaterThan(5);
  });
});
