/** Images on disk for tests of runs. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryImage, writeTiff } from "@pixelmetry/io";
import type { PixelArray } from "@pixelmetry/roi";

export interface Folders {
  readonly root: string;
  readonly images: string;
  readonly labels: string;
  readonly out: string;
  readonly temp: string;
  /** What a run left in the output folder, and in the temporary one. */
  left(): { readonly out: string[]; readonly temp: string[] };
  dispose(): void;
}

export function makeFolders(): Folders {
  const root = mkdtempSync(join(tmpdir(), "pixelmetry-test-"));
  const [images, labels, out, temp] = ["images", "labels", "out", "temp"].map((name) => join(root, name));
  for (const folder of [images, labels, temp]) mkdirSync(folder);
  return {
    root,
    images,
    labels,
    out,
    temp,
    left: () => ({ out: existsSync(out) ? readdirSync(out).sort() : [], temp: readdirSync(temp) }),
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}

export const fixture = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url);

export interface Field {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  readonly channels?: number;
  readonly channelNames?: readonly string[];
}

export async function save(path: string, data: PixelArray, field: Field): Promise<void> {
  await writeTiff(path, memoryImage({ data, ...field }), { compression: "deflate", tile: [256, 256] });
}

/** Square ROIs `pitch` apart, the last row and column of each left free. */
export function gridOfRois({ width, height, depth = 1 }: Field, pitch: number): Uint32Array {
  const labels = new Uint32Array(width * height * depth);
  const columns = Math.floor(width / pitch);
  for (let i = 0; i < labels.length; i++) {
    const x = i % width;
    const y = Math.floor(i / width) % height;
    const [column, row] = [Math.floor(x / pitch), Math.floor(y / pitch)];
    const inside = x % pitch < pitch - 1 && y % pitch < pitch - 1 && column < columns;
    if (inside) labels[i] = 1 + row * columns + column;
  }
  return labels;
}

/** Values that repeat, so that they compress, but not with the period of any tile. */
export function pattern(length: number, seed: number, make: new (n: number) => PixelArray): PixelArray {
  const pixels = new make(length);
  for (let i = 0; i < length; i++) pixels[i] = 100 + ((i * 31 + seed * 7 + ((i >> 9) % 53) * 11) % 997);
  return pixels;
}

/** A pair of small images called `name`. */
export async function savePair(folders: Folders, name: string, seed = 1, channels = 1): Promise<void> {
  const field = { width: 40, height: 30 };
  await save(join(folders.images, name), pattern(40 * 30 * channels, seed, Uint16Array), {
    ...field,
    channels,
  });
  await save(join(folders.labels, name), gridOfRois(field, 10), field);
}
