/** Small images on disk for tests of the command line. */

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryImage, type Spacing, writeTiff } from "@pixelmetry/io";
import type { PixelArray } from "@pixelmetry/roi";

export interface Folders {
  readonly root: string;
  readonly images: string;
  readonly labels: string;
  readonly out: string;
  dispose(): void;
}

export function makeFolders(): Folders {
  const root = mkdtempSync(join(tmpdir(), "pixelmetry-test-"));
  const [images, labels, out] = ["images", "labels", "out"].map((name) => join(root, name));
  mkdirSync(images);
  mkdirSync(labels);
  return { root, images, labels, out, dispose: () => rmSync(root, { recursive: true, force: true }) };
}

export const width = 40;
export const height = 30;

/** Two rectangular ROIs, 1 and 2, of 60 and 80 pixels. */
export function twoRois(): Uint16Array {
  const labels = new Uint16Array(width * height);
  for (let y = 4; y < 10; y++) labels.fill(1, y * width + 5, y * width + 15);
  for (let y = 15; y < 25; y++) labels.fill(2, y * width + 20, y * width + 28);
  return labels;
}

/** Intensity 100 + x + y. */
export function ramp<T extends PixelArray>(Constructor: new (length: number) => T, base = 100): T {
  const pixels = new Constructor(width * height);
  for (let i = 0; i < pixels.length; i++) pixels[i] = base + (i % width) + Math.floor(i / width);
  return pixels;
}

export interface SaveOptions {
  readonly width?: number;
  readonly height?: number;
  readonly spacing?: Spacing;
  readonly compression?: "deflate" | "none";
  readonly tile?: readonly [number, number];
  readonly channels?: number;
  readonly channelNames?: readonly string[];
}

export async function save(path: string, data: PixelArray, options: SaveOptions = {}): Promise<void> {
  const { compression = "none", tile = [16, 16], ...geometry } = options;
  await writeTiff(path, memoryImage({ data, width, height, ...geometry }), { compression, tile });
}

/** A good pair called `name`. */
export async function savePair(folders: Folders, name: string, options: SaveOptions = {}): Promise<void> {
  await save(join(folders.images, name), ramp(Uint16Array), options);
  await save(join(folders.labels, name), twoRois(), options);
}
