import { LocalImageTasks, measureImage, plan, RoiTable, RowStore, rowLayout } from "@pixelmetry/roi";
import {
  cells,
  floats,
  MemorySpillStore,
  mulberry32,
  oneBlock,
  randomInteger,
  type Scene,
  sceneReader,
  shuffled,
  unevenBlocks,
  volume,
} from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";
import { OpenRois } from "../src/open-rois.ts";
import { exampleFeatures, feature, scanMoments } from "./example-tokens.ts";

const features = [
  ...exampleFeatures,
  feature({ id: "n", needs: { moments: scanMoments }, compute: ({ moments }) => moments.n }),
  feature({ id: "mean", needs: { moments: scanMoments }, compute: ({ moments }) => moments.mean }),
];
const compiled = plan(features);
const allocate = (bytes: number) => new ArrayBuffer(bytes);

function rowsOf(store: RowStore): number[][] {
  return [...store.ordered(5)].flatMap(({ rows, labels, values, codes }) => {
    const columns = values.length / rows;
    return Array.from({ length: rows }, (_, i) => [
      labels[i],
      ...values.subarray(i * columns, (i + 1) * columns),
      ...codes.subarray(i * columns, (i + 1) * columns),
    ]);
  });
}

/** Measures with ROIs taken out late, in any order and in any company, while clouds shrink and spill at random. */
async function measuredAtRandom(
  scene: Scene,
  seed: number,
): Promise<{ rows: number[][]; spilledBytes: number }> {
  const random = mulberry32(seed);
  const blocks = unevenBlocks(scene.size, randomInteger(random, 2, 7), seed);
  const store = new MemorySpillStore();
  const tasks = new LocalImageTasks(sceneReader(scene), compiled, { blocks, store });
  const table = new RoiTable();
  for (let b = 0; b < blocks.length; b++) table.add(await tasks.survey(b), b);
  const open = new OpenRois(compiled, table, 1, allocate);
  const rows = new RowStore(rowLayout(compiled, 1), 1 / 0, undefined);
  let waiting: number[] = [];
  const measureSome = async (most: number): Promise<void> => {
    const now = shuffled(waiting, random).slice(0, most);
    waiting = waiting.filter((slot) => !now.includes(slot));
    if (now.length > 0) rows.append(await tasks.measure(open.take(now)));
  };
  for (let b = 0; b < blocks.length; b++) {
    const result = await tasks.collect(b);
    open.add(
      b,
      result,
      Int32Array.from(result.labels, (label) => table.index.get(label)),
    );
    for (let slot = 0; slot < table.rois; slot++) if (table.lastBlock[slot] === b) waiting.push(slot);
    while (random() < 0.6) await measureSome(randomInteger(random, 1, 4));
    if (random() < 0.5) open.shrink();
    if (random() < 0.3) open.spill(random() * open.bytes, store);
  }
  while (waiting.length > 0) await measureSome(3);
  expect(open.size).toBe(0);
  expect(open.bytes).toBe(0);
  return { rows: rowsOf(rows), spilledBytes: open.spilledBytes };
}

describe.each([cells(), floats(), volume()].map((scene) => [scene.name, scene] as const))(
  "open ROIs of %s",
  (_, scene) => {
    test("give the same rows in whatever order they are taken, shrunk and spilled", async () => {
      const tasks = new LocalImageTasks(sceneReader(scene), compiled, { blocks: oneBlock(scene.size) });
      const { rows } = await measureImage(tasks, 1, compiled, 1, scene.name);
      const expected = rowsOf(rows);
      let spilled = 0;
      for (let seed = 1; seed <= 25; seed++) {
        const found = await measuredAtRandom(scene, seed);
        spilled += found.spilledBytes;
        expect(found.rows.length).toBe(expected.length);
        found.rows.forEach((row, i) =>
          row.forEach((value, c) => expect(value).toBeCloseTo(expected[i][c], 9)),
        );
      }
      expect(spilled).toBeGreaterThan(0);
    });
  },
);

/** Blocks of one row each with fresh ROIs only: rows of measured ROIs must be used again, and be empty then. */
test("state rows are used again", async () => {
  const [width, height] = [40, 300];
  const labels = Uint32Array.from({ length: width * height }, (_, i) => i + 1);
  const intensity = Uint16Array.from(labels, (label) => label * 7);
  const scene: Scene = {
    name: "pixels",
    size: [width, height, 1],
    ndim: 2,
    spacing: [1, 1, 1],
    labels,
    intensity,
  };
  let slots = 0;
  const watched = {
    ...scanMoments,
    create(n: number) {
      slots = Math.max(slots, n);
      return scanMoments.create(n);
    },
  };
  const watching = plan([feature({ id: "mean", needs: { m: watched }, compute: ({ m }) => m.mean * m.n })]);
  const blocks = Array.from({ length: height }, (_, y) => ({
    index: y,
    x: 0,
    y,
    z: 0,
    width,
    height: 1,
    depth: 1,
  }));
  const tasks = new LocalImageTasks(sceneReader(scene), watching, { blocks });
  const { rows } = await measureImage(tasks, height, watching, 1, scene.name);
  expect(rowsOf(rows)).toEqual(Array.from(labels, (label, i) => [label, intensity[i], 0]));
  expect(slots).toBeLessThan(4 * width);
});

test("clouds are kept while one of their ROIs is open, and shrink when few are", async () => {
  const scene = cells();
  const tasks = new LocalImageTasks(sceneReader(scene), compiled, { blocks: oneBlock(scene.size) });
  const result = await tasks.collect(0);
  const table = new RoiTable();
  const open = new OpenRois(compiled, table, 1, allocate);
  open.add(0, result, table.add(result, 0));
  const full = open.bytes;
  open.shrink();
  expect(open.bytes).toBe(full);
  open.take(Array.from({ length: table.rois - 1 }, (_, slot) => slot));
  expect(open.bytes).toBe(full);
  open.shrink();
  expect(open.bytes).toBeLessThan(full / 3);
  expect(open.size).toBe(1);
});
