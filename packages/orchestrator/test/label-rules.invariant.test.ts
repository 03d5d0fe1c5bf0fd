/** Rules about labels give the table that a label image edited by hand gives, whatever its type. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PixelArray } from "@pixelmetry/roi";
import { afterEach, beforeEach, expect, test } from "vitest";
import { extract, type RunRequest, readMerge, readSkip } from "../src/index.ts";
import { type Folders, gridOfRois, makeFolders, pattern, save } from "./scene.ts";

const field = { width: 40, height: 30 };
const features = [
  "intensity_mean",
  "morphology_pixel_count",
  "morphology_centroid_*",
  "neighbours",
  "glcm_contrast",
];
let folders: Folders;
beforeEach(() => {
  folders = makeFolders();
});
afterEach(() => folders.dispose());

const tableOf = async (labels: PixelArray, more: Partial<RunRequest> = {}): Promise<string> =>
  readFileSync((await extractWith(labels, more)).table!, "utf8");

async function extractWith(labels: PixelArray, more: Partial<RunRequest>) {
  const [image, mask] = [join(folders.images, "a.tif"), join(folders.labels, "a_mask.tif")];
  await save(image, pattern(1200, 3, Uint16Array), field);
  await save(mask, labels, field);
  return extract({ intensity: [image], labels: [mask], features, workers: 1, ...more }, { out: folders.out });
}

const edited = (of: (label: number) => number): Uint32Array => gridOfRois(field, 10).map(of);
const asType = (dtype: string): PixelArray => {
  const labels = gridOfRois(field, 10);
  const types = { Uint8Array, Uint16Array, Uint32Array, Int16Array, Int32Array, Float32Array, Float64Array };
  return types[dtype as keyof typeof types].from(labels as never);
};

test.each([
  "Uint8Array",
  "Uint16Array",
  "Uint32Array",
  "Int16Array",
  "Int32Array",
  "Float32Array",
  "Float64Array",
])("%s", async (type) => {
  const labels = asType(type);
  const skip = await readSkip(["2", "a.tif:5,6;a_mask.tif:9"]);
  const kept = (label: number): number => ([2, 5, 6, 9].includes(label) ? 0 : label);
  expect(await tableOf(labels, { skip })).toBe(await tableOf(edited(kept)));
  expect(await tableOf(labels, { merge: "all" })).toBe(await tableOf(edited((label) => Math.min(1, label))));
  expect(await tableOf(labels, { skip, merge: "all" })).toBe(
    await tableOf(edited((label) => Math.min(1, kept(label)))),
  );
  // 4294967295 does not fit in most types.
  const into = new Map([
    [1, 4294967295],
    [3, 7],
    [4, 7],
    [7, 4294967295],
    [8, 70000],
  ]);
  const file = join(folders.root, "merge.csv");
  writeFileSync(file, `label,into\n${[...into].map((pair) => pair.join(",")).join("\n")}\n`);
  expect(await tableOf(labels, { merge: await readMerge(file) })).toBe(
    await tableOf(edited((label) => into.get(label) ?? 0)),
  );
});

test("rules of one image leave the others alone; a table of the features is a list", async () => {
  for (const name of ["a.tif", "b.tif"]) {
    await save(join(folders.images, name), pattern(1200, 3, Uint16Array), field);
    await save(join(folders.labels, name), gridOfRois(field, 10), field);
  }
  const list = join(folders.root, "bad.csv");
  writeFileSync(list, "image,label_image,label,intensity_mean\nb.tif,b.tif,1,5\nb.tif,b.tif,12,7\n");
  const request = {
    intensity: [folders.images],
    labels: [folders.labels],
    features: ["morphology_pixel_count"],
  };
  const labelsOf = async (workers: number): Promise<string[]> => {
    const { table } = await extract(
      { ...request, skip: await readSkip([list]), workers },
      { out: folders.out },
    );
    return readFileSync(table!, "utf8")
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",").slice(1, 3).join(" "));
  };
  const expected = [
    ...Array.from({ length: 12 }, (_, i) => `a.tif ${i + 1}`),
    ...Array.from({ length: 10 }, (_, i) => `b.tif ${i + 2}`),
  ];
  expect(await labelsOf(1)).toEqual(expected);
});

test.each([1.5, -3, Number.NaN])("%d is no label and stays one to refuse", async (bad) => {
  const labels = asType("Float32Array");
  labels[45] = bad;
  for (const rules of [
    { merge: "all" },
    { merge: [{ label: 1, into: 70000 }] },
    { skip: [{ labels: [1] }] },
  ] as const) {
    const { report } = await extractWith(labels, rules);
    expect(report.failures[0]?.tag).toBe("invalid-labels");
  }
});

test.each([
  [["0"], "--skip 0: this is no label"],
  [["3,x"], "--skip 3,x: this is no label"],
  [["a.tif:"], "--skip a.tif:: this is no label"],
  [["4294967296"], "this is no label (expected a whole number from 1 to 4294967295, found 4294967296)"],
])("%s", async (words, message) => {
  await expect(readSkip(words)).rejects.toThrow(message);
});

test("tables without the columns, files that are not there", async () => {
  const file = join(folders.root, "merge.csv");
  writeFileSync(file, "label,cell\n1,2\n");
  await expect(readMerge(file)).rejects.toThrow("merge.csv: the table has no column into");
  writeFileSync(file, "label,into\n1,2\n3,\n");
  await expect(readMerge(file)).rejects.toThrow("merge.csv, line 3: this is no label");
  writeFileSync(file, "label,into\n1,2,9\n");
  await expect(readMerge(file)).rejects.toThrow("merge.csv: this is no CSV table");
  await expect(readMerge(join(folders.root, "none.csv"))).rejects.toThrow("--merge: there is no such table");
});

test("images the run does not have, and runs without labels", async () => {
  const labels = asType("Uint16Array");
  await expect(tableOf(labels, { skip: [{ image: "b.tif", labels: [1] }] })).rejects.toThrow(
    "--skip: no image of the run is called b.tif; did you mean a.tif?",
  );
  await expect(
    extract({ intensity: [join(folders.images, "a.tif")], merge: "all" }, { out: folders.out }),
  ).rejects.toThrow("--merge: whole images are measured, so there are no labels to choose from");
});
