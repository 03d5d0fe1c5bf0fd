/** One worker = several workers = any memory budget, to the last bit; and nothing is left on the disk. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { extract, type RunRequest } from "../src/index.ts";
import { workerBytes } from "../src/request.ts";
import { type BuiltWorker, buildWorker } from "./built-worker.ts";
import { type Folders, makeFolders, pattern, save, savePair } from "./scene.ts";

const MiB = 2 ** 20;
let folders: Folders;
let worker: BuiltWorker;
beforeAll(async () => {
  folders = makeFolders();
  worker = await buildWorker();
});
afterAll(() => {
  folders.dispose();
  worker.dispose();
});

/** Stripes and rings that cross blocks, small ROIs between them, one of a single pixel. */
function crossingRois(width: number, height: number): Uint16Array {
  const labels = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (x < 500) labels[at] = 1;
      else if (y % 600 >= 590) labels[at] = 2 + Math.floor(y / 600);
      else if (Math.abs(Math.hypot(x - width / 2, y - height / 2) - 0.4 * width) < 25) labels[at] = 900;
      else if (x % 97 < 12 && y % 131 < 15 && x > 520)
        labels[at] = 1000 + Math.floor(y / 131) * 50 + Math.floor(x / 97);
    }
  }
  labels[width * height - 1] = 65535;
  return labels;
}

const features = ["intensity", "histogram", "morphology_*", "glcm_contrast", "glcm_joint_entropy"];

async function run(name: string, more: Partial<RunRequest>) {
  const out = join(folders.root, `out-${name}`);
  const request = {
    intensity: [join(folders.images, "big.tif")],
    labels: [join(folders.labels, "big.tif")],
    features,
    temp: folders.temp,
    ...more,
  };
  const { report, table } = await extract(request, { out, workerUrl: worker.url });
  expect(report.failures).toEqual([]);
  expect(folders.left().temp).toEqual([]);
  return { bytes: readFileSync(table!, "utf8"), report };
}

describe.each([
  { dtype: "uint16", make: Uint16Array, width: 2048, height: 5200 },
  { dtype: "float32 with NaN", make: Float32Array, width: 1024, height: 5200 },
])("one image of several blocks, $dtype", ({ make, width, height }) => {
  let reference: string;
  beforeAll(async () => {
    const pixels = pattern(width * height, 3, make);
    if (make === Float32Array) {
      for (let i = 0; i < pixels.length; i++) pixels[i] *= 1.1;
      for (let i = 5; i < pixels.length; i += 10007) pixels[i] = Number.NaN;
    }
    await save(join(folders.images, "big.tif"), pixels, { width, height });
    await save(join(folders.labels, "big.tif"), crossingRois(width, height), { width, height });
    const { bytes, report } = await run("reference", { workers: 1, memory: 4096 * MiB });
    expect(report.images[0].spilledBytes).toBe(0);
    expect(report.totals.rois).toBeGreaterThan(200);
    reference = bytes;
  });

  test.each([
    { workers: 1, memory: workerBytes, spills: true },
    { workers: 1, memory: workerBytes + 3 * MiB, spills: true },
    { workers: 2, memory: 4096 * MiB, spills: false },
    { workers: 3, memory: 3 * workerBytes, spills: true },
  ])("$workers workers, $memory bytes", async ({ workers, memory, spills }) => {
    const { bytes, report } = await run(`${workers}-${memory}`, { workers, memory });
    expect(bytes === reference).toBe(true);
    expect(report.images[0].spilledBytes > 0).toBe(spills);
    expect(report.resources).toEqual({ workers, memoryBytes: memory });
  });
});

describe("many images", () => {
  beforeAll(async () => {
    folders.dispose();
    folders = makeFolders();
    for (let i = 0; i < 300; i++) await savePair(folders, `f${i}.tif`, i);
  });

  const table = async (workers: number) => {
    const out = join(folders.root, `out-${workers}`);
    const request = { intensity: [folders.images], labels: [folders.labels], workers };
    const started: string[] = [];
    const result = await extract(
      { ...request, features: ["intensity", "morphology_pixel_count"] },
      {
        out,
        workerUrl: worker.url,
        onEvent: (event) => void (event.type === "image" && started.push(event.image)),
      },
    );
    expect(result.report.totals).toMatchObject({ images: 300, failed: 0, rois: 300 * 12, rows: 300 * 12 });
    expect(started).toEqual(Array.from({ length: 300 }, (_, i) => `f${i}.tif`));
    return readFileSync(result.table!, "utf8");
  };

  test("300 images in natural order, the same bytes with 1 and 3 workers", async () => {
    const one = await table(1);
    expect((await table(3)) === one).toBe(true);
  });
});
