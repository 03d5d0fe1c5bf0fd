/** ROIs of more than one slab: the pixels of their bounding boxes exceed what one slab aims at. */
import { LocalImageTasks, measureImage, plan, slabPixels } from "@pixelmetry/roi";
import {
  MemorySpillStore,
  mulberry32,
  oneBlock,
  type Scene,
  sceneReader,
  unevenBlocks,
} from "@pixelmetry/roi/testkit";
import { expect, test } from "vitest";
import { exampleFeatures, sizeRank } from "./example-tokens.ts";

/** A noisy ring around a disc, a line across everything and the rest of the image. */
function largeScene(size: readonly [number, number, number], ndim: 2 | 3): Scene {
  const [width, height, depth] = size;
  const random = mulberry32(12);
  const labels = new Uint8Array(width * height * depth);
  const intensity = new Uint16Array(labels.length);
  for (let i = 0; i < labels.length; i++) {
    const [x, y, z] = [i % width, Math.floor(i / width) % height, Math.floor(i / (width * height))];
    const r = Math.hypot(x - width / 2, y - height / 2, depth > 1 ? z - depth / 2 : 0) / (width / 2);
    labels[i] = y === 7 ? 3 : r < 0.3 ? 2 : r < 0.8 && random() < 0.9 ? 1 : x > y ? 4 : 0;
    intensity[i] = 59000 + 300 * random() ** 3;
  }
  return { name: "large", size, ndim, spacing: [1, 1, 1], labels, intensity };
}

test.each([
  ["2D", largeScene([1500, 1300, 1], 2)],
  ["3D", largeScene([150, 120, 110], 3)],
])("%s: one block, many blocks and spilled parts give the same rows", async (_, scene) => {
  expect(scene.labels.length).toBeGreaterThan(slabPixels);
  const compiled = plan([...exampleFeatures, sizeRank]);
  const rowsOf = async (blocks: ReturnType<typeof oneBlock>, store?: MemorySpillStore) => {
    const options = store === undefined ? {} : { store };
    const tasks = new LocalImageTasks(sceneReader(scene), compiled, { blocks, ...options });
    const result = await measureImage(tasks, blocks.length, compiled, 1, "", { ...options, memoryBudget: 1 });
    return [...result.rows.ordered(100)];
  };
  const expected = await rowsOf(oneBlock(scene.size));
  expect(await rowsOf(unevenBlocks(scene.size, 3, 4))).toEqual(expected);
  expect(await rowsOf(unevenBlocks(scene.size, 3, 4), new MemorySpillStore())).toEqual(expected);
  const [{ values }] = expected;
  const columns = values.length / 4;
  const [edges, slabEdges] = [1, 2];
  for (let row = 0; row < 4; row++) {
    const count = scene.labels.filter((label) => label === row + 1).length;
    expect(values[row * columns]).toBe(count);
    expect(values[row * columns + slabEdges]).toBe(values[row * columns + edges]);
  }
});
