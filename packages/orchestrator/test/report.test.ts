/** The run report: enough to repeat the run, and to see what went wrong. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  allFamilies,
  extract,
  type RunEvent,
  type RunReport,
  type RunRequest,
  version,
} from "../src/index.ts";
import { type Folders, gridOfRois, makeFolders, pattern, save, savePair } from "./scene.ts";

let folders: Folders;
beforeEach(() => {
  folders = makeFolders();
});
afterEach(() => folders.dispose());

const run = (more: Partial<RunRequest> = {}, onEvent?: (event: RunEvent) => void) =>
  extract(
    { intensity: [folders.images], labels: [folders.labels], workers: 1, ...more },
    { out: folders.out, ...(onEvent === undefined ? {} : { onEvent }) },
  );
const sha256 = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

test("what the run was: versions, parameters, features, resources, totals", async () => {
  await savePair(folders, "a.tif");
  const before = Date.now();
  const { report, reportPath, table } = await run({
    profile: "pyradiomics",
    parameters: { "glcm.distance": "2" },
    features: ["glcm", "intensity_mean"],
    units: "pixel",
    memory: 2 ** 30,
  });
  expect(JSON.parse(readFileSync(reportPath, "utf8"))).toEqual(JSON.parse(JSON.stringify(report)));
  expect(report).toMatchObject({
    schema: "pixelmetry-report/1",
    versions: { pixelmetry: version, runtime: `node ${process.version}` },
    profile: "pyradiomics",
    parameters: { "glcm.distance": 2, "discretisation.size": 25 },
    settings: { unit: "pixel", names: "pixelmetry", format: "csv" },
    resources: { workers: 1, memoryBytes: 2 ** 30 },
    totals: { images: 1, failed: 0, rois: 12, rows: 12 },
    failures: [],
  } satisfies Partial<Record<keyof RunReport, unknown>>);
  expect(Date.parse(report.started)).toBeGreaterThanOrEqual(before - 1);
  expect(report.features).toEqual(expect.arrayContaining(["intensity_mean", "glcm_contrast"]));
  expect(report.totals.seconds).toBeGreaterThan(0);
  expect(report.totals.cpuSeconds).toBeGreaterThan(0);
  expect(report.columns).toEqual(readFileSync(table!, "utf8").split("\n")[0].split(","));
});

test("what it was made from: files with size and hash, or without hash", async () => {
  await savePair(folders, "a.tif");
  const [image] = (await run()).report.images;
  const paths = [join(folders.images, "a.tif"), join(folders.labels, "a.tif")];
  expect(image).toMatchObject({
    image: "a.tif",
    labelImage: "a.tif",
    size: [40, 30, 1],
    channels: ["c0"],
    rois: 12,
    nonFinitePixels: [0],
    spilledBytes: 0,
  });
  expect(image.inputs).toEqual(
    paths.map((path) => ({ path, bytes: readFileSync(path).byteLength, sha256: sha256(path) })),
  );
  const [unhashed] = (await run({ hash: false })).report.images;
  expect(unhashed.inputs).toEqual(paths.map((path) => ({ path, bytes: readFileSync(path).byteLength })));
});

test("seconds per family, of families that exist", async () => {
  await savePair(folders, "a.tif");
  const { familySeconds } = (await run()).report;
  const families = allFamilies.map(({ family }) => family.id);
  expect(Object.keys(familySeconds).filter((id) => id !== "shared" && !families.includes(id))).toEqual([]);
  for (const id of ["intensity", "glcm"]) expect(familySeconds[id], id).toBeGreaterThan(0);
});

describe("missing values", () => {
  test("are counted by column and reason, and are empty in the table", async () => {
    const field = { width: 40, height: 30 };
    const pixels = pattern(1200, 1, Float32Array);
    const labels = gridOfRois(field, 10);
    for (let i = 0; i < 1200; i++) {
      if (labels[i] === 2) pixels[i] = 5;
      if (labels[i] === 3) pixels[i] = Number.NaN;
    }
    await save(join(folders.images, "a.tif"), pixels, field);
    await save(join(folders.labels, "a.tif"), labels, field);
    const messages: string[] = [];
    const features = [
      "intensity_mean",
      "intensity_skewness",
      "morphology_pixel_count",
      "morphology_centroid_z",
    ];
    const { report, table } = await run({ features, define: ["double = 2 * intensity_mean"] }, (event) => {
      if (event.type === "warning") messages.push(event.message);
    });
    expect(report.missing).toHaveLength(5);
    expect(report.missing).toEqual(
      expect.arrayContaining([
        { column: "intensity_mean", reason: "empty", count: 1 },
        { column: "intensity_skewness", reason: "empty", count: 1 },
        { column: "intensity_skewness", reason: "constant-intensity", count: 1 },
        { column: "morphology_centroid_z", reason: "not-defined-in-2d", count: 12 },
        { column: "double", reason: "undefined", count: 1 },
      ]),
    );
    expect(report.images[0].nonFinitePixels).toEqual([81]);
    expect(messages).toEqual([
      "a.tif: 81 NaN or infinite pixels inside ROIs were left out of intensity and texture features",
    ]);
    const [header, ...rows] = readFileSync(table!, "utf8").trimEnd().split("\n");
    const names = header.split(",");
    const cell = (row: number, name: string) => rows[row].split(",")[names.indexOf(name)];
    expect(["intensity_mean", "intensity_skewness", "double"].map((name) => cell(2, name))).toEqual([
      "",
      "",
      "",
    ]);
    expect([
      cell(1, "intensity_mean"),
      cell(1, "intensity_skewness"),
      cell(2, "morphology_pixel_count"),
    ]).toEqual(["5", "", "81"]);
  });
});

test("failures: unpaired files and images that cannot be read, with tag, sentence and data", async () => {
  await savePair(folders, "a.tif");
  await savePair(folders, "bad.tif");
  writeFileSync(join(folders.images, "bad.tif"), "no image");
  writeFileSync(join(folders.labels, "lonely.tif"), "");
  const events: RunEvent[] = [];
  const { report, table } = await run({ features: ["intensity_mean"] }, (event) => void events.push(event));
  expect(report.totals).toMatchObject({ images: 1, failed: 2, rows: 12 });
  expect(report.failures.map(({ image, tag }) => [image, tag])).toEqual([
    [join(folders.labels, "lonely.tif"), "unpaired-input"],
    ["bad.tif", "unsupported-format"],
  ]);
  for (const { message, detail } of report.failures) {
    expect(message).toMatch(/^\S+\.tif: .+\.$/);
    expect(detail.what).not.toBe("");
  }
  expect(events.map(({ type }) => type).filter((type) => type !== "progress")).toEqual([
    "start",
    "failure",
    "image",
    "failure",
    "done",
  ]);
  expect(table).toBeDefined();
});

test("no image can be measured: a report, but no table", async () => {
  await savePair(folders, "bad.tif");
  writeFileSync(join(folders.images, "bad.tif"), "no image");
  const { report, table } = await run();
  expect(table).toBeUndefined();
  expect(report).toMatchObject({ totals: { images: 0, failed: 1, rows: 0 }, columns: [], missing: [] });
  expect(folders.left().out).toEqual(["report.json"]);
});
