/** The processing chain of IBSI over files: what is written is what the functions on arrays give. */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { memoryImage, writeNifti } from "@pixelmetry/io";
import {
  diagnosticValues,
  ibsiColumns,
  measureIbsi,
  parsePipeline,
  type Volume,
  volume,
} from "@pixelmetry/radiomics-ibsi";
import type { PixelArray } from "@pixelmetry/roi";
import { afterEach, beforeEach, expect, test } from "vitest";
import { measureRadiomics, type RadiomicsEvent, type RadiomicsRequest } from "../src/index.ts";
import { type Folders, makeFolders } from "./scene.ts";

const size = [14, 12, 6] as const;
const spacing = [1, 1, 2] as const;
const placement = {
  origin: [10, -20, 30],
  directions: [
    [0, 1, 0],
    [-1, 0, 0],
    [0, 0, 1],
  ],
} as const;
const grid = { size, spacing, origin: placement.origin, direction: [0, -1, 0, 1, 0, 0, 0, 0, 1] } as const;

const pipeline = parsePipeline({
  interpolation: { spacing: 1.5, image: "linear", rounding: "nearest" },
  resegmentation: { range: [-60, 80] },
  discretisation: { method: "fixed-bin-size", size: 10 },
  texture: { dimensions: ["2.5D", "3D"] },
});

const voxels = Int16Array.from({ length: 14 * 12 * 6 }, (_, i) => ((i * i) % 151) - 60);
const regions = Uint8Array.from(voxels, (_, i) => {
  const [x, z] = [i % 14, Math.floor(i / 168)];
  return z === 0 || z === 5 ? 0 : x > 1 && x < 7 ? 3 : x > 8 && x < 13 ? 7 : 0;
});
const image = volume(voxels, grid);

let folders: Folders;
let events: RadiomicsEvent[];
beforeEach(() => {
  folders = makeFolders();
  events = [];
});
afterEach(() => folders.dispose());

async function save(path: string, data: PixelArray, [width, height, depth]: readonly number[] = size) {
  const [x, y, z] = spacing;
  const shape = { width: width!, height: height!, depth: depth! };
  await writeNifti(path, memoryImage({ data, ...shape, spacing: { x, y, z, unit: "mm" }, placement }));
}

const saveBoth = async (name: string, labels: PixelArray = regions): Promise<void> => {
  await save(join(folders.images, name), voxels);
  await save(join(folders.labels, name), labels);
};

const run = (more: Partial<RadiomicsRequest> = {}) =>
  measureRadiomics(
    { intensity: [folders.images], labels: [folders.labels], pipeline, ...more },
    { out: folders.out, onEvent: (event) => events.push(event) },
  );

function rowsOf(path: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  const names = header!.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i], cell])));
}

const expected = (label: number, mask: Volume = volume(regions, grid)) =>
  measureIbsi(image, mask, pipeline, { label });

test("a row per label with its features, and one with its diagnostics", async () => {
  await saveBoth("ct.nii.gz");
  const { report, features, diagnostics } = await run();

  expect(report.images).toEqual([{ image: "ct.nii.gz", mask: "ct.nii.gz", labels: [3, 7] }]);
  expect(report.failures).toEqual([]);
  const [rows, numbers] = [rowsOf(features), rowsOf(diagnostics)];
  expect(rows.map(({ label }) => label)).toEqual(["3", "7"]);
  for (const [i, label] of [3, 7].entries()) {
    const { values, diagnostics: found } = await expected(label);
    const columns = ibsiColumns(pipeline);
    expect(Object.keys(rows[i]!)).toHaveLength(3 + columns.length);
    for (const { key, aggregation, feature } of columns) {
      const name = aggregation === "none" ? feature.id : `${feature.id}_${aggregation}`;
      const value = values.get(key)?.value ?? null;
      expect(rows[i]![name], name).toBe(value === null ? "" : String(value));
    }
    for (const [tag, value] of Object.entries(diagnosticValues(found))) {
      expect(numbers[i]![tag], tag).toBe(String(value));
    }
  }
  expect(events.map(({ type }) => type)).toEqual(["region", "region"]);
});

test("one label, under IBSI's codes", async () => {
  await saveBoth("ct.nii");
  const { features } = await run({ label: 7, names: "ibsi" });
  const [row, ...more] = rowsOf(features);
  const { values } = await expected(7);
  expect(more).toEqual([]);
  expect(row).toMatchObject({
    label: "7",
    TU9B_3D_avg: String(values.get("TU9B/3D_avg")!.value),
    "5QRC_2.5D": String(values.get("5QRC/2.5D")!.value),
    Q4LE: String(values.get("Q4LE/none")!.value),
  });
});

test("what fails is reported, the rest is measured", async () => {
  await saveBoth("a.nii");
  await saveBoth("b.nii", new Uint8Array(regions.length));
  // All intensities of label 9 lie outside the range.
  await saveBoth(
    "c.nii",
    regions.map((label, i) => (label === 3 && voxels[i]! > 85 ? 9 : label)),
  );
  await save(join(folders.images, "d.nii"), voxels);
  await save(join(folders.labels, "d.nii"), regions.slice(0, 14 * 12 * 5), [14, 12, 5]);
  await save(join(folders.images, "e.nii"), voxels);
  const { report, features } = await run({
    pipeline: parsePipeline({
      resegmentation: { range: [null, 80] },
      discretisation: { method: "fixed-bin-number", bins: 8 },
    }),
  });
  expect(rowsOf(features).map(({ image: name, label }) => `${name} ${label}`)).toEqual([
    "a.nii 3",
    "a.nii 7",
    "c.nii 3",
    "c.nii 7",
  ]);
  const failures = report.failures.map(({ image: name, label, tag }) => [basename(name), label, tag]);
  expect(failures.sort()).toEqual([
    ["b.nii", undefined, "no-roi"],
    ["c.nii", 9, "no-roi"],
    ["d.nii", undefined, "geometry-mismatch"],
    ["e.nii", undefined, "unpaired-input"],
  ]);
  expect(report.failures.find(({ image: name }) => name === "b.nii")?.message).toBe(
    "b.nii: every voxel of the mask is 0; check the mask.",
  );
});

test("an image without the size of its voxels is refused", async () => {
  const { writeTiff } = await import("@pixelmetry/io");
  for (const folder of [folders.images, folders.labels]) {
    const plain = memoryImage({ data: new Uint8Array(16).fill(1), width: 4, height: 4 });
    await writeTiff(join(folder, "a.tif"), plain);
  }
  const { report } = await run();
  expect(report.failures[0]?.message).toMatch(
    /a\.tif: the image does not state the size of its voxels; save/,
  );
});
