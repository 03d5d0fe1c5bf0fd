/** What goes wrong during a run: one image fails alone, or the run ends and leaves nothing behind. */
import { rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isPixelmetryError } from "@pixelmetry/roi";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { extract, type RunEvent, type RunOptions, type RunRequest } from "../src/index.ts";
import { type BuiltWorker, buildWorker } from "./built-worker.ts";
import { type Folders, fixture, gridOfRois, makeFolders, pattern, save, savePair } from "./scene.ts";

let worker: BuiltWorker;
let folders: Folders;
beforeAll(async () => {
  worker = await buildWorker();
});
afterAll(() => worker.dispose());
beforeEach(() => {
  folders = makeFolders();
});
afterEach(() => folders.dispose());

function run(request: Partial<RunRequest>, options: Partial<RunOptions> = {}) {
  return extract(
    {
      intensity: [folders.images],
      labels: [folders.labels],
      features: ["intensity_mean", "morphology_pixel_count"],
      workers: 1,
      temp: folders.temp,
      ...request,
    },
    { out: folders.out, workerUrl: worker.url, ...options },
  );
}

const names = Array.from({ length: 6 }, (_, i) => `f${i}.tif`);
const savePairs = async () => {
  for (const [i, name] of names.entries()) await savePair(folders, name, i);
};
const running = (): number => process.getActiveResourcesInfo().filter((name) => name === "Worker").length;

/** The error a run ends with; its output and temporary folders are empty, and nobody computes any more. */
async function ending(result: Promise<unknown>): Promise<{ tag: string; message: string }> {
  const error = await result.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isPixelmetryError(error))
    throw new Error("the run did not end with an error of its own", { cause: error });
  expect(folders.left().temp).toEqual([]);
  expect(running()).toBe(0);
  return { tag: error.tag, message: error.message };
}

describe("a worker that dies", () => {
  const dying = (image: string, task: string, times: number): Partial<RunOptions> => {
    process.env.DIE = JSON.stringify({
      worker: worker.url.href,
      image,
      task,
      times,
      marker: join(folders.root, "deaths"),
    });
    return { workerUrl: fixture("dying-worker.mjs") };
  };
  afterEach(() => void delete process.env.DIE);

  test("once: another one measures the image", async () => {
    await savePairs();
    const { report } = await run({ workers: 2 }, dying("f2.tif", "measureWhole", 1));
    expect(report.totals).toMatchObject({ images: 6, failed: 0 });
    expect(report.images.map(({ image }) => image)).toEqual(names);
  });

  test("twice on the same image: that image fails alone, with one sentence", async () => {
    await savePairs();
    const { report } = await run({ workers: 2 }, dying("f2.tif", "measureWhole", 2));
    expect(report.images.map(({ image }) => image)).toEqual(names.filter((name) => name !== "f2.tif"));
    expect(report.failures).toMatchObject([
      {
        image: "f2.tif",
        tag: "worker-failed",
        message:
          "f2.tif: the worker that measured this image stopped (exit code 3); run it again with fewer --workers or a smaller --memory.",
      },
    ]);
    expect([folders.left().temp, running()]).toEqual([[], 0]);
  });

  test.each(["survey", "collect", "measure", "hash"])(
    "in the %s task of an image that is spread over workers",
    async (task) => {
      const field = { width: 1600, height: 3000 };
      await save(join(folders.images, "a.tif"), pattern(1600 * 3000, 1, Uint16Array), field);
      await save(join(folders.labels, "a.tif"), gridOfRois(field, 100), field);
      const once = await run({ workers: 2 }, dying("a.tif", task, 1));
      expect(once.report.totals).toMatchObject({ images: 1, failed: 0, rois: 480 });
      rmSync(join(folders.root, "deaths"));
      // Both workers may have died of the first attempt.
      const twice = await run({ workers: 2 }, dying("a.tif", task, 4));
      expect(twice.report.failures).toMatchObject([{ image: "a.tif", tag: "worker-failed" }]);
      expect(twice.table).toBeUndefined();
      expect([folders.left().temp, running()]).toEqual([[], 0]);
    },
  );

  test("before all rows of an image were fetched: they are measured again, none is lost or doubled", async () => {
    await savePairs();
    const field = { width: 500, height: 500 };
    await save(join(folders.images, "f3.tif"), pattern(500 * 500, 1, Uint16Array), field);
    await save(join(folders.labels, "f3.tif"), gridOfRois(field, 5), field);
    const { report } = await run({ workers: 2 }, dying("f3.tif", "nextRows", 1));
    expect(report.totals).toMatchObject({
      images: 6,
      failed: 0,
      rows: 5 * 12 + 10_000,
      rois: 5 * 12 + 10_000,
    });
    // Some of its rows are in the table by then: a second death cannot be one image's affair.
    rmSync(join(folders.root, "deaths"));
    expect(await ending(run({ workers: 2 }, dying("f3.tif", "nextRows", 2)))).toMatchObject({
      tag: "worker-failed",
      message: expect.stringMatching(/^f3\.tif: the worker that measured this image stopped/),
    });
  });

  test.each([
    ["a module that is not there", new URL("file:///no/such/worker.mjs"), /Cannot find module/],
    ["a module that fails", fixture("failing-worker.mjs"), /a module is missing/],
    ["no file at all", new URL("https://localhost/worker.mjs"), /./],
  ])("at its start, %s: the run ends at once", async (_, workerUrl, reason) => {
    await savePairs();
    for (const labels of [[folders.labels], [join(folders.labels, "f0.tif")]]) {
      const intensity = labels[0].endsWith("tif") ? [join(folders.images, "f0.tif")] : [folders.images];
      const { tag, message } = await ending(run({ workers: 3, intensity, labels }, { workerUrl }));
      expect(tag).toBe("worker-failed");
      expect(message).toMatch(/^worker threads cannot be started \(.+\); run with --workers 1/);
      expect(message).toMatch(reason);
      expect(folders.left().out).toEqual([]);
    }
  });
});

/** A signal that fires when it is looked at for the nth time: a moment that does not depend on the clock. */
class CountedSignal extends EventTarget {
  #looks: number;
  #fired = false;
  readonly reason = new Error("stopped");
  constructor(looks: number) {
    super();
    this.#looks = looks;
  }
  get aborted(): boolean {
    if (--this.#looks <= 0 && !this.#fired) {
      this.#fired = true;
      this.dispatchEvent(new Event("abort"));
    }
    return this.#fired;
  }
}

describe("a run that is stopped", () => {
  const stopAt = async (looks: number, request: Partial<RunRequest>): Promise<boolean> => {
    const signal = new CountedSignal(looks) as unknown as AbortSignal;
    const stopped = run(request, { signal });
    const done = await stopped.then(
      () => true,
      () => false,
    );
    if (done) return true;
    expect(await ending(stopped), `look ${looks}`).toEqual({
      tag: "aborted",
      message: "the run was stopped before it was complete; no table was written.",
    });
    expect(folders.left().out, `look ${looks}`).toEqual([]);
    return false;
  };
  /** Stops ever later, until a run gets to its end; tells in how many ways it was stopped. */
  const stopEverywhere = async (request: Partial<RunRequest>): Promise<number> => {
    let stops = 0;
    for (let looks = 1; !(await stopAt(looks, request)); looks += looks < 10 ? 1 : 7) stops++;
    return stops;
  };

  test("between images, and while rows are written", async () => {
    await savePairs();
    expect(await stopEverywhere({})).toBeGreaterThan(10);
  });

  test("while several workers measure whole images", async () => {
    await savePairs();
    expect(await stopEverywhere({ workers: 2 })).toBeGreaterThan(4);
  });

  test.each([1, 2])("at any block of a survey, a scan or a batch of ROIs, %i workers", async (workers) => {
    const field = { width: 1200, height: 6000 };
    await save(join(folders.images, "a.tif"), pattern(1200 * 6000, 1, Uint16Array), field);
    await save(join(folders.labels, "a.tif"), gridOfRois(field, 400), field);
    expect(await stopEverywhere({ workers })).toBeGreaterThan(8);
  });

  test("by an event, while the worker is deep in its work", async () => {
    const field = { width: 1000, height: 1000 };
    for (const name of names.slice(0, 4)) {
      await save(join(folders.images, name), pattern(1000 * 1000, 1, Uint16Array), field);
      await save(join(folders.labels, name), gridOfRois(field, 10), field);
    }
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 600);
    const started = performance.now();
    const result = run({ workers: 2, features: ["*"] }, { signal: stop.signal });
    expect((await ending(result)).tag).toBe("aborted");
    expect(performance.now() - started).toBeLessThan(5000);
    expect(folders.left().out).toEqual([]);
  });

  test("before it begins: not even the output folder is made", async () => {
    await savePairs();
    expect((await ending(run({}, { signal: AbortSignal.abort() }))).tag).toBe("aborted");
    expect(folders.left().out).toEqual([]);
  });
});

describe("one image fails alone", () => {
  const failuresOf = async (request: Partial<RunRequest> = {}, options: Partial<RunOptions> = {}) => {
    const { report } = await run(request, options);
    expect(report.images).toHaveLength(names.length - 1);
    expect(report.failures).toHaveLength(1);
    expect([folders.left().temp, running()]).toEqual([[], 0]);
    return report.failures[0];
  };

  test.each([1, 2])("when its file disappears after pairing, %i workers", async (workers) => {
    await savePairs();
    const onEvent = (event: RunEvent) => {
      if (event.type === "start") unlinkSync(join(folders.images, "f1.tif"));
    };
    expect(await failuresOf({ workers }, { onEvent })).toMatchObject({
      image: "f1.tif",
      tag: "input-not-found",
      message: expect.stringMatching(/^\S*f1\.tif: .+\.$/),
    });
  });

  test.each([1, 2])("when it has other channels than the first one, %i workers", async (workers) => {
    await savePairs();
    await savePair(folders, "f2.tif", 1, 3);
    expect(await failuresOf({ workers })).toMatchObject({
      image: "f2.tif",
      tag: "geometry-mismatch",
      message: expect.stringMatching(
        /does not have the channels of the images before it.*\(expected c0, found c0, c1, c2\)/,
      ),
    });
  });

  test.each([1, 2])("when it is a volume among images, %i workers", async (workers) => {
    await savePairs();
    const field = { width: 40, height: 30, depth: 4 };
    await save(join(folders.images, "f4.tif"), pattern(40 * 30 * 4, 1, Uint16Array), field);
    await save(join(folders.labels, "f4.tif"), gridOfRois(field, 10), field);
    expect(await failuresOf({ workers, features: ["intensity", "morphology_*"] })).toMatchObject({
      image: "f4.tif",
      tag: "geometry-mismatch",
      message:
        "f4.tif: the image is 3D, the images before it are 2D and the table has their columns; measure them in separate runs, or one plane of each with --z.",
    });
  });

  test("but not for the name of its only channel, which no column carries", async () => {
    await savePairs();
    const field = { width: 40, height: 30, channels: 1, channelNames: ["DAPI"] };
    await save(join(folders.images, "f2.tif"), pattern(40 * 30, 1, Uint16Array), field);
    const { report } = await run({});
    expect(report.failures).toEqual([]);
    expect(report.images[2].channels).toEqual(["dapi"]);
  });
});

describe("the run ends", () => {
  test.each(["csv", "parquet", "arrow"] as const)(
    "when the folder of the %s table goes away in the middle",
    async (format) => {
      await savePairs();
      const onEvent = (event: RunEvent) => {
        if (event.type === "image" && event.done === 2) rmSync(folders.out, { recursive: true });
      };
      const { tag, message } = await ending(run({ format }, { onEvent }));
      expect(tag).toBe("output-failed");
      expect(message).toMatch(/^\S*features\.\w+: cannot write the file: .+; .+\.$/);
      expect(folders.left().out).toEqual([]);
    },
  );

  test("when there is no folder for temporary files, before anything is measured", async () => {
    await savePairs();
    const { tag, message } = await ending(run({ temp: join(folders.root, "nowhere") }));
    expect([tag, message]).toEqual([
      "output-failed",
      expect.stringMatching(/nowhere: there is no such folder; choose another folder with --temp\.$/),
    ]);
    expect(folders.left().out).toEqual([]);
  });

  test.each([0, -1, 1.5, Number.NaN])("when it is asked for %d workers", async (workers) => {
    await savePairs();
    expect(await ending(run({ workers }))).toMatchObject({ tag: "invalid-argument" });
  });

  test("when a listener throws, with what it threw, and without output", async () => {
    await savePairs();
    const onEvent = (event: RunEvent) => {
      if (event.type === "image") throw new RangeError("mine");
    };
    for (const workers of [1, 2])
      await expect(run({ workers }, { onEvent })).rejects.toThrow(new RangeError("mine"));
    expect(folders.left()).toEqual({ out: [], temp: [] });
  });
});

describe("labels only", () => {
  test("intensities that no feature asks for are not opened", async () => {
    await savePairs();
    for (const name of names) writeFileSync(join(folders.images, name), "no image at all");
    const { report } = await run({ features: ["morphology_pixel_count", "morphology_area"] });
    expect(report.totals).toMatchObject({ images: 6, failed: 0, rois: 72 });
    expect(report.images[0].inputs.map(({ path }) => path)).toEqual([join(folders.labels, "f0.tif")]);
    expect(report.columns).toEqual([
      "image",
      "label_image",
      "label",
      "morphology_area",
      "morphology_pixel_count",
    ]);
  });
});
