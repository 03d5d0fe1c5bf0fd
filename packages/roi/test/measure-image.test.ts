import {
  type ImageProgress,
  type ImageTasks,
  isPixelmetryError,
  LocalImageTasks,
  type MeasureOptions,
  measureImage,
  plan,
  roiInfo,
} from "@pixelmetry/roi";
import {
  cells,
  floats,
  MemorySpillStore,
  mulberry32,
  oneBlock,
  outOfOrder,
  type Scene,
  sceneReader,
  unevenBlocks,
  volume,
} from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";
import { exampleFeatures, feature } from "./example-tokens.ts";

const compiled = plan(exampleFeatures);
const scene = cells();
const blocks = unevenBlocks(scene.size, 4, 2);

const tasksOf = (on: Scene, cut = blocks, store?: MemorySpillStore): ImageTasks =>
  new LocalImageTasks(sceneReader(on), compiled, { blocks: cut, ...(store ? { store } : {}) });

const run = (tasks: ImageTasks, options: MeasureOptions = {}, count = blocks.length) =>
  measureImage(tasks, count, compiled, 1, "cells.tif", options);

async function failure(running: Promise<unknown>): Promise<unknown> {
  try {
    await running;
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}

/** Counts tasks that are under way. */
function watched(tasks: ImageTasks): ImageTasks & { underWay: number; most: number } {
  const counting =
    <A, T>(task: (argument: A) => Promise<T>) =>
    async (argument: A): Promise<T> => {
      watching.most = Math.max(watching.most, ++watching.underWay);
      try {
        return await task(argument);
      } finally {
        watching.underWay--;
      }
    };
  const watching = {
    underWay: 0,
    most: 0,
    survey: counting((block: number) => tasks.survey(block)),
    collect: counting((block: number) => tasks.collect(block)),
    measure: counting((batch: Parameters<ImageTasks["measure"]>[0]) => tasks.measure(batch)),
  };
  return watching;
}

describe("failures", () => {
  test.each(["survey", "collect", "measure"] as const)(
    "of %s reach the caller, when nothing runs any more",
    async (task) => {
      for (const concurrency of [1, 4]) {
        for (const after of [0, 2]) {
          const inner = watched(outOfOrder(tasksOf(scene), mulberry32(after)));
          let calls = 0;
          const broken = new Error("disk gone");
          const failing: ImageTasks = {
            survey: (block) => inner.survey(block),
            collect: (block) => inner.collect(block),
            measure: (batch) => inner.measure(batch),
            [task]: async (argument: never) => {
              if (calls++ === after) throw broken;
              return inner[task](argument);
            },
          };
          expect(await failure(run(failing, { concurrency }))).toBe(broken);
          expect(inner.underWay).toBe(0);
        }
      }
    },
  );

  test("of a feature reach the caller as they are", async () => {
    const broken = new RangeError("no such bin");
    const bad = plan([
      feature({
        id: "bad",
        needs: { roi: roiInfo },
        compute: () => {
          throw broken;
        },
      }),
    ]);
    const tasks = new LocalImageTasks(sceneReader(scene), bad, { blocks });
    expect(await failure(measureImage(tasks, blocks.length, bad, 1, ""))).toBe(broken);
  });

  test("of one image leave no trace in the next", async () => {
    let fail = true;
    const once = feature({
      id: "once",
      needs: { roi: roiInfo },
      compute: ({ roi }) => {
        if (fail) throw new Error("once");
        return roi.count;
      },
    });
    const both = plan([...exampleFeatures, once]);
    const tasks = new LocalImageTasks(sceneReader(scene), both, { blocks });
    await failure(measureImage(tasks, blocks.length, both, 1, ""));
    fail = false;
    const { rows } = await measureImage(tasks, blocks.length, both, 1, "");
    expect(rows.rows).toBeGreaterThan(10);
  });
});

describe("stopping", () => {
  test.each([0, 1, 2, 5, 9, 20])("at the %i-th step: a tagged error, and nothing under way", async (step) => {
    for (const concurrency of [1, 3]) {
      const controller = new AbortController();
      const inner = watched(outOfOrder(tasksOf(scene), mulberry32(step)));
      let steps = 0;
      const tick = <T>(result: Promise<T>): Promise<T> => {
        if (steps++ === step) controller.abort("enough");
        return result;
      };
      const tasks: ImageTasks = {
        survey: (block) => tick(inner.survey(block)),
        collect: (block) => tick(inner.collect(block)),
        measure: (batch) => tick(inner.measure(batch)),
      };
      const error = await failure(run(tasks, { concurrency, signal: controller.signal }));
      expect(isPixelmetryError(error, "aborted")).toBe(true);
      expect((error as Error).message).toBe(
        "cells.tif: measuring was stopped before all ROIs were measured.",
      );
      expect((error as Error).cause).toBe("enough");
      expect(inner.underWay).toBe(0);
    }
  });

  test("before the first step", async () => {
    const tasks = watched(tasksOf(scene));
    expect(isPixelmetryError(await failure(run(tasks, { signal: AbortSignal.abort() })), "aborted")).toBe(
      true,
    );
    expect(tasks.most).toBe(0);
  });
});

describe("progress", () => {
  test.each([1, 4])("grows to the end, %i at once", async (concurrency) => {
    const seen: ImageProgress[] = [];
    const { rows } = await run(tasksOf(scene), {
      concurrency,
      onProgress: (progress) => seen.push(progress),
    });
    for (const [i, { blocksRead, roisMeasured, rois }] of seen.entries()) {
      expect(rois).toBe(rows.rows);
      if (i > 0) {
        expect(blocksRead).toBeGreaterThanOrEqual(seen[i - 1].blocksRead);
        expect(roisMeasured).toBeGreaterThanOrEqual(seen[i - 1].roisMeasured);
      }
    }
    expect(seen.at(-1)?.blocksRead).toBe(blocks.length);
  });
});

test("no more tasks of a kind are under way than asked for", async () => {
  for (const concurrency of [1, 2, 5]) {
    const tasks = watched(outOfOrder(tasksOf(scene), mulberry32(concurrency)));
    await run(tasks, { concurrency });
    expect(tasks.most).toBeLessThanOrEqual(2 * concurrency);
    if (concurrency === 1) expect(tasks.most).toBe(1);
  }
});

test("one block is read once", async () => {
  const calls: string[] = [];
  const inner = tasksOf(scene, oneBlock(scene.size));
  const noted =
    <A, T>(name: string, task: (argument: A) => Promise<T>) =>
    (argument: A): Promise<T> => {
      calls.push(name);
      return task(argument);
    };
  const tasks: ImageTasks = {
    survey: noted("survey", (block) => inner.survey(block)),
    collect: noted("collect", (block) => inner.collect(block)),
    measure: noted("measure", (batch) => inner.measure(batch)),
  };
  await run(tasks, {}, 1);
  expect(calls).toEqual(["collect", "measure"]);
});

test("pixels that are not finite are counted per channel, whatever the blocks", async () => {
  const on = floats();
  const expected = on.intensity.filter((v, i) => on.labels[i] !== 0 && !Number.isFinite(v)).length;
  expect(expected).toBeGreaterThan(5);
  for (const cut of [oneBlock(on.size), unevenBlocks(on.size, 4, 1)]) {
    expect((await run(tasksOf(on, cut), {}, cut.length)).nonFinite).toEqual([expected]);
  }
});

test("more NaN pixels than 16 bits count", async () => {
  const side = 300;
  const intensity = new Float32Array(side * side).fill(Number.NaN);
  const on: Scene = {
    name: "nan",
    size: [side, side, 1],
    ndim: 2,
    spacing: [1, 1, 1],
    labels: new Uint8Array(side * side).fill(1),
    intensity,
  };
  const { nonFinite, rows } = await run(tasksOf(on, oneBlock(on.size)), {}, 1);
  expect(nonFinite).toEqual([90_000]);
  expect(rows.rows).toBe(1);
});

test("memory over budget goes to the store, all of it when there is none to spare", async () => {
  const on = volume();
  const cut = unevenBlocks(on.size, 4, 3);
  const store = new MemorySpillStore();
  const { spilledBytes } = await run(tasksOf(on, cut, store), { memoryBudget: 1, store }, cut.length);
  expect(spilledBytes).toBeGreaterThan(0);
  expect(store.bytes).toBeGreaterThan(spilledBytes / 2);
  const unlimited = await run(tasksOf(on, cut, store), { store }, cut.length);
  expect(unlimited.spilledBytes).toBe(0);
});

test("an image without ROIs is refused, read as one block or as many", async () => {
  const empty = { ...scene, labels: new Uint8Array(scene.labels.length) };
  for (const cut of [[], oneBlock(scene.size), blocks]) {
    const error = await failure(run(tasksOf(empty, cut), {}, cut.length));
    expect(isPixelmetryError(error, "no-roi")).toBe(true);
    expect((error as Error).message).toContain("cells.tif: the label image holds no ROI");
  }
});
