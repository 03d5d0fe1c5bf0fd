// `npx vitest bench packages/io --run --project plumbing`: a 4096 x 4096 uint16 image (33.5 MB), smooth structure
// with noise of 6 bits, in tiles of 256 x 256. "whole" reads it with one call, "blocks" in blocks of 1024 x 1024 as a
// run does. The first line of each group is the floor: the system call or zlib alone.
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync, inflateSync } from "node:zlib";
import { afterAll, bench, describe } from "vitest";
import { type ImageSource, memoryImage, openImage, writeTiff } from "../src/index.ts";

const size = 4096;
const block = 1024;
const data = new Uint16Array(size * size);
for (let i = 0; i < data.length; i++) {
  const [x, y] = [i % size, Math.floor(i / size)];
  const wave = 8000 * (1.2 + Math.sin(x / 200) * Math.cos(y / 170));
  data[i] = wave + (Math.imul(i, 2654435761) >>> 26);
}
let total = 0;
for (let i = 0; i < data.length; i++) total += data[i];

const folder = mkdtempSync(join(tmpdir(), "tiff-bench-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, `${name}.tif`);
const image = memoryImage({ data, width: size, height: size });
await writeTiff(path("none"), image, { compression: "none" });
await writeTiff(path("deflate"), image, { effort: 1 });

const out = new Uint16Array(size * size);
const opened = {
  none: await openImage(path("none")),
  deflate: await openImage(path("deflate")),
};

async function whole(source: ImageSource): Promise<void> {
  out[out.length - 1] = 0;
  await source.read({ x: 0, y: 0, width: size, height: size }, out, 0, size);
  if (out[out.length - 1] !== data[data.length - 1]) throw new Error("the last pixel is wrong");
}

const part = new Uint16Array(block * block);
async function blocks(source: ImageSource): Promise<void> {
  for (let y = 0; y < size; y += block) {
    for (let x = 0; x < size; x += block) {
      await source.read({ x, y, width: block, height: block }, part, 0, block);
      if (part[0] !== data[y * size + x]) throw new Error(`the pixel at ${x}, ${y} is wrong`);
    }
  }
}

/** Every pixel once, before anything is timed. */
for (const source of Object.values(opened)) {
  await whole(source);
  let sum = 0;
  for (let i = 0; i < out.length; i++) sum += out[i];
  if (sum !== total) throw new Error(`pixels add up to ${sum}, not ${total}`);
}

describe("uncompressed", () => {
  const bytes = new Uint8Array(statSync(path("none")).size);
  const descriptor = openSync(path("none"), "r");
  afterAll(() => closeSync(descriptor));
  bench("one read call", () => void readSync(descriptor, bytes, 0, bytes.length, 0));
  bench("whole", () => whole(opened.none));
  bench("blocks", () => blocks(opened.none));
});

describe("deflate with predictor", () => {
  const tiles: Uint8Array[] = [];
  for (let i = 0; i < 256; i++) {
    const tile = new Uint16Array(256 * 256);
    const [left, top] = [(i % 16) * 256, Math.floor(i / 16) * 256];
    for (let y = 0; y < 256; y++) {
      const from = (top + y) * size + left;
      tile.set(data.subarray(from, from + 256), y * 256);
      for (let x = 255; x > 0; x--) tile[y * 256 + x] -= tile[y * 256 + x - 1];
    }
    tiles.push(deflateSync(new Uint8Array(tile.buffer), { level: 1 }));
  }
  bench("zlib alone", () => {
    for (const tile of tiles) inflateSync(tile, { chunkSize: 131073 });
  });
  bench("whole", () => whole(opened.deflate));
  bench("blocks", () => blocks(opened.deflate));
});
