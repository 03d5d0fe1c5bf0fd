/** Volumes of all formats through a whole run: the same numbers, whatever the files. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type ImageInfo,
  type ImageSource,
  memoryImage,
  openPlanes,
  type Placement,
  writeNifti,
  writeTiff,
} from "@pixelmetry/io";
import { type PixelArray, pixelArray } from "@pixelmetry/roi";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { extract, type RunRequest } from "../src/index.ts";
import { type BuiltWorker, buildWorker } from "./built-worker.ts";
import { type Folders, makeFolders } from "./scene.ts";

const series = join(import.meta.dirname, "../../../reference-data/io/dicom/series");
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

/** The slices of the reference series, 13 x 11 x 5 voxels of 0.75 x 1.25 x 2.5 mm, as an image. */
async function volume(): Promise<{ info: ImageInfo; pixels: PixelArray }> {
  const image = await openPlanes(readdirSync(series).map((name) => join(series, name)));
  const { size, dtype } = image.info;
  const [width, height, depth] = size;
  const pixels = pixelArray(dtype, width * height * depth);
  for (let z = 0; z < depth; z++)
    await image.read({ x: 0, y: 0, width, height, z }, pixels, z * width * height, width);
  await image.close();
  return { info: image.info, pixels };
}

/** Two boxes: label 1 of 5 x 4 x 3 voxels, label 2 of 4 x 4 x 2. */
function labelsOf({ size: [width, height, depth] }: ImageInfo): Uint8Array {
  const labels = new Uint8Array(width * height * depth);
  for (let i = 0; i < labels.length; i++) {
    const [x, y, z] = [i % width, Math.floor(i / width) % height, Math.floor(i / width / height)];
    if (x >= 1 && x < 6 && y >= 2 && y < 6 && z >= 1 && z < 4) labels[i] = 1;
    if (x >= 8 && x < 12 && y >= 5 && y < 9 && z < 2) labels[i] = 2;
  }
  return labels;
}

const imageOf = (
  data: PixelArray,
  info: ImageInfo,
  placement: Placement | undefined = info.placement,
): ImageSource => {
  const [width, height, depth] = info.size;
  const { spacing } = info;
  return memoryImage({ data, width, height, depth, spacing, ...(placement ? { placement } : {}) });
};

async function run(request: Partial<RunRequest>): Promise<string[]> {
  const { report } = await extract(
    {
      intensity: [folders.images],
      labels: [folders.labels],
      features: ["morphology_pixel_count", "morphology_volume", "intensity_maximum", "intensity_mean"],
      units: "mm",
      workers: 1,
      temp: folders.temp,
      ...request,
    },
    { out: folders.out, workerUrl: worker.url },
  );
  const [failure] = report.failures;
  if (failure !== undefined) throw new Error(failure.message);
  const [, ...rows] = readFileSync(join(folders.out, "features.csv"), "utf8").trim().split("\n");
  // Names of files differ; everything after the label does not.
  return rows.map((row) => row.split(",").slice(2).join(","));
}

async function expected(): Promise<string[]> {
  const { info, pixels } = await volume();
  const labels = labelsOf(info);
  return [1, 2].map((label) => {
    const values = [...pixels].filter((_, i) => labels[i] === label);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [label, values.length, values.length * 0.75 * 1.25 * 2.5, Math.max(...values), mean].join(",");
  });
}

/** Compares rows cell by cell: sums are rounded in another order. */
function same(received: readonly string[], wanted: readonly string[]): void {
  expect(received).toHaveLength(wanted.length);
  for (const [i, row] of wanted.entries()) {
    const cells = received[i].split(",").map(Number);
    for (const [k, cell] of row.split(",").entries()) expect(cells[k]).toBeCloseTo(Number(cell), 9);
  }
}

describe("the same volume", () => {
  beforeEach(async () => {
    const { info } = await volume();
    await writeNifti(join(folders.labels, "ct.nii.gz"), imageOf(labelsOf(info), info));
  });

  test("as a DICOM series in a folder of its own", async () => {
    const folder = join(folders.images, "ct");
    mkdirSync(folder);
    for (const name of readdirSync(series)) copyFileSync(join(series, name), join(folder, name));
    same(await run({}), await expected());
    same(await run({ intensity: [folder] }), await expected());
  });

  test("as NIfTI, plain and compressed", async () => {
    const { info, pixels } = await volume();
    for (const name of ["ct.nii", "ct.nii.gz"]) {
      const path = join(folders.images, name);
      await writeNifti(path, imageOf(pixels, info));
      same(await run({ intensity: [path] }), await expected());
    }
  });

  test("as an OME-TIFF stack", async () => {
    const { info, pixels } = await volume();
    await writeTiff(join(folders.images, "ct.ome.tif"), imageOf(pixels, info));
    same(await run({}), await expected());
  });

  test("as a file for each plane", async () => {
    const { info, pixels } = await volume();
    const [width, height, depth] = info.size;
    for (let z = 0; z < depth; z++) {
      const data = pixels.subarray(z * width * height, (z + 1) * width * height);
      await writeTiff(join(folders.images, `ct_z${z + 8}.tif`), memoryImage({ data, width, height }));
    }
    const request = { pattern: "(?<name>ct)_z(?<z>\\d+)\\.tif", labelPattern: "(?<name>ct)\\.nii" };
    same(await run({ ...request, spacingUm: [750, 1250, 2500] }), await expected());
  });
});

describe("another grid", () => {
  test("a mask that is stored the other way round is refused", async () => {
    const { info, pixels } = await volume();
    const { origin, directions } = info.placement!;
    const flipped: Placement = {
      origin,
      directions: [directions[0], directions[1], negative(directions[2])],
    };
    await writeNifti(join(folders.images, "ct.nii"), imageOf(pixels, info));
    await writeNifti(join(folders.labels, "ct.nii"), imageOf(labelsOf(info), info, flipped));
    await expect(run({})).rejects.toThrow(
      /the label image does not have the orientation of ct\.nii: its z axis/,
    );
  });

  const negative = ([x, y, z]: readonly [number, number, number]) => [-x, -y, -z] as const;
});

test("a DICOM segmentation of some planes is put on its series", async () => {
  const { info, pixels } = await volume();
  const folder = join(series, "../labels");
  const rows = await run({ intensity: [series], labels: [join(folder, "binary.dcm")] });
  const labels = labelsOf(info).map((label, i) => (label === 2 && Math.floor(i / 143) !== 1 ? 0 : label));
  const counts = [1, 2].map((label) => labels.filter((value) => value === label).length);
  expect(rows.slice(0, 2).map((row) => Number(row.split(",")[1]))[1]).toBe(counts[1]);
  const second = [...pixels].filter((_, i) => labels[i] === 2);
  const mean = second.reduce((sum, value) => sum + value, 0) / second.length;
  expect(Number(rows[1].split(",")[4])).toBeCloseTo(mean, 9);
  expect(rows).toHaveLength(3);
});
