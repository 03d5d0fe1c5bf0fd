/**
 * The images of the benchmark: `<folder>/<name>/int` and `<folder>/<name>/seg`, one file of the same name in each.
 * @module
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { memoryImage } from "../../packages/io/src/memory-image.ts";
import { openImage } from "../../packages/io/src/open.ts";
import { writeTiff } from "../../packages/io/src/tiff/write/write-tiff.ts";
import { cellField, crop, type Scene, slide, squares } from "./scenes.ts";

export interface Dataset {
  readonly name: string;
  readonly intensity: string;
  readonly labels: string;
  readonly images: number;
  /** Pixels of all label images. */
  readonly pixels: number;
  /** Whether the files were made here, so that anybody can make them again. */
  readonly generated: boolean;
}

/** Datasets that both programs measure. */
export const pairedDatasets = ["cells2k", "plate", "slide"] as const;
export type PairedDataset = (typeof pairedDatasets)[number];

const recipes: Record<string, () => Iterable<Scene>> = {
  cells2k: () => [cellField("cells2k.tif", 2048, 1000, 11)],
  *plate() {
    for (let i = 0; i < 16; i++) yield cellField(`plate_${two(i)}.tif`, 1024, 250, 100 + i);
  },
  slide: () => [slide("slide.tif", 7)],
  many: () => [squares("many.tif", 3, 1_000_000, 21, 4096)],
  *small() {
    for (let i = 0; i < 5000; i++) yield crop(`crop_${String(i).padStart(4, "0")}.tif`, 5000 + 7 * i);
  },
};

export const datasetNames = Object.keys(recipes);

const two = (i: number): string => String(i).padStart(2, "0");

/** Squares of `side`² pixels: a point of the cost curves. */
export const squaresName = (side: number, count: number): string => `squares-${side}x${count}`;

/**
 * A dataset, from `given` when it is there, otherwise from `own`, where it is made when it is missing.
 * @param name - one of {@link datasetNames} or a {@link squaresName}
 */
export async function dataset(name: string, own: string, given?: string): Promise<Dataset> {
  if (given !== undefined && isComplete(join(given, name))) return describe(name, join(given, name), false);
  const folder = join(own, name);
  if (!isComplete(folder)) await make(name, folder);
  return describe(name, folder, true);
}

const isComplete = (folder: string): boolean =>
  existsSync(join(folder, "int")) && existsSync(join(folder, "seg"));

function scenesOf(name: string): Iterable<Scene> {
  const match = /^squares-(\d+)x(\d+)$/.exec(name);
  return match ? [squares(`${name}.tif`, Number(match[1]), Number(match[2]), 31)] : recipes[name]();
}

async function make(name: string, folder: string): Promise<void> {
  console.log(`making the images of ${name}`);
  const unfinished = `${folder}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  for (const part of ["int", "seg"]) mkdirSync(join(unfinished, part), { recursive: true });
  for (const scene of scenesOf(name)) {
    await write(join(unfinished, "int", scene.name), scene.intensity, scene.size);
    await write(join(unfinished, "seg", scene.name), scene.labels, scene.size);
  }
  mkdirSync(dirname(folder), { recursive: true });
  renameSync(unfinished, folder);
}

/** Uncompressed tiles with the sample format stated: Nyxus refuses files that leave it out. */
async function write(path: string, data: Scene["labels"], size: number): Promise<void> {
  const tile = Math.min(256, Math.ceil(size / 16) * 16);
  const image = memoryImage({ data, width: size, height: size });
  await writeTiff(path, image, { compression: "none", ome: false, tile: [tile, tile] });
}

async function describe(name: string, folder: string, generated: boolean): Promise<Dataset> {
  const labels = join(folder, "seg");
  const files = readdirSync(labels);
  // Files of a dataset have one size.
  const image = await openImage(join(labels, files[0]));
  const [width, height] = image.info.size;
  await image.close();
  return {
    name,
    intensity: join(folder, "int"),
    labels,
    images: files.length,
    pixels: files.length * width * height,
    generated,
  };
}
