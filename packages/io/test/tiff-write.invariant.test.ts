// What the TIFF writer writes, the reader reads back: any type, size, tile size and compression.
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DType } from "@pixelmetry/roi";
import { afterAll, describe, expect, test } from "vitest";
import { createMemorySink, createTiffWriter, memoryImage, openImage, writeTiff } from "../src/index.ts";
import { firstDifference, noise, readAll } from "./pixels.ts";

const folder = mkdtempSync(join(tmpdir(), "tiff-write-"));
afterAll(() => rmSync(folder, { recursive: true }));

const types: DType[] = ["uint8", "uint16", "uint32", "int8", "int16", "int32", "float32", "float64"];
const sizes = [
  [1, 1],
  [16, 16],
  [37, 50],
  [300, 130],
] as const;

describe.each(types)("%s", (dtype) => {
  test.each(sizes)("%i x %i", async (width, height) => {
    const data = noise(dtype, width * height * 2 * 3, width);
    const image = memoryImage({ data, width, height, depth: 2, channels: 3 });
    for (const compression of ["deflate", "none"] as const) {
      const sink = createMemorySink();
      await writeTiff(sink, image, { compression, tile: [32, 16] });
      const back = await openImage(sink.bytes());
      expect(back.info).toMatchObject({ dtype, size: [width, height, 2], channels: 3, tile: [32, 16] });
      expect(firstDifference(await readAll(back), data)).toBe(-1);
    }
  });
});

test("metadata survive: names, spacing, frames", async () => {
  const path = join(folder, "metadata.ome.tif");
  const spacing = { x: 0.123456789, y: 0.2, z: 3, unit: "um" } as const;
  const writer = await createTiffWriter(path, {
    width: 20,
    height: 10,
    depth: 2,
    channels: 2,
    frames: 3,
    dtype: "uint8",
    channelNames: ['<DAPI> & "é"', ""],
    spacing,
    name: "a\nb",
  });
  const plane = new Uint8Array(200);
  for (let frame = 2; frame >= 0; frame--) {
    for (let channel = 0; channel < 2; channel++) {
      for (let z = 0; z < 2; z++) {
        plane.fill(frame * 100 + channel * 10 + z);
        await writer.write({ x: 0, y: 0, width: 20, height: 10, z, channel, frame }, plane);
      }
    }
  }
  await writer.finish();
  const image = await openImage(path);
  expect(image.info).toMatchObject({ frames: 3, channelNames: ['<DAPI> & "é"', ""], spacing });
  const one = new Uint8Array(1);
  await image.read({ x: 19, y: 9, width: 1, height: 1, z: 1, channel: 1, frame: 2 }, one, 0, 1);
  expect(one[0]).toBe(211);
  await image.close();
});

test("a file larger than the buffers of the writer is streamed and patched", async () => {
  const path = join(folder, "large.tif");
  const data = noise("uint16", 1200 * 1100, 3);
  await writeTiff(path, memoryImage({ data, width: 1200, height: 1100 }), { compression: "none" });
  const image = await openImage(path);
  expect(firstDifference(await readAll(image), data)).toBe(-1);
  await image.close();
});

test("BigTIFF on request, and for images that could outgrow 4 GiB", async () => {
  const small = createMemorySink();
  await writeTiff(small, memoryImage({ data: Uint8Array.of(7), width: 1, height: 1 }), { bigTiff: true });
  expect(small.bytes()[2]).toBe(43);
  expect(await readAll(await openImage(small.bytes()))).toEqual(Uint8Array.of(7));

  const sink = createMemorySink();
  const writer = await createTiffWriter(sink, {
    width: 70_000,
    height: 70_000,
    dtype: "uint8",
    tile: [16384, 16384],
  });
  await expect(writer.finish()).rejects.toThrow("tile 0 of 25 was not written");
  await writer.abort();
});

test("without OME-XML, pages are planes", async () => {
  const sink = createMemorySink();
  const image = memoryImage({ data: new Uint8Array(24), width: 2, height: 3, channels: 4 });
  await writeTiff(sink, image, { ome: false });
  const { info } = await openImage(sink.bytes());
  expect(info).toMatchObject({ size: [2, 3, 4], channels: 1 });
});

test("nothing is left behind when the source fails", async () => {
  const source = memoryImage({ data: new Uint8Array(4), width: 2, height: 2 });
  const broken = { ...source, read: () => Promise.reject(new Error("gone")) };
  await expect(writeTiff(join(folder, "broken.tif"), broken)).rejects.toThrow("gone");
  expect(existsSync(join(folder, "broken.tif"))).toBe(false);
  expect(readdirSync(folder).filter((name) => name.includes("broken"))).toEqual([]);
});

test("a folder that is missing is a clear error", async () => {
  const image = memoryImage({ data: new Uint8Array(4), width: 2, height: 2 });
  await expect(writeTiff(join(folder, "none", "a.tif"), image)).rejects.toMatchObject({
    tag: "output-failed",
  });
});

test("wrong use is refused", async () => {
  const options = { width: 40, height: 40, dtype: "uint8", tile: [16, 16] } as const;
  const writer = await createTiffWriter(createMemorySink(), options);
  const pixels = new Uint8Array(1600);
  expect(() => writer.write({ x: 8, y: 0, width: 16, height: 16 }, pixels)).toThrow("whole 16 x 16 tiles");
  expect(() => writer.write({ x: 0, y: 0, width: 20, height: 16 }, pixels)).toThrow("whole 16 x 16 tiles");
  expect(() => writer.write({ x: 0, y: 0, width: 16, height: 16 }, new Uint16Array(256))).toThrow(TypeError);
  await writer.write({ x: 32, y: 0, width: 8, height: 40 }, pixels);
  await expect(writer.write({ x: 32, y: 0, width: 8, height: 16 }, pixels)).rejects.toThrow("written before");
  for (const wrong of [{ width: 0 }, { tile: [20, 16] }, { effort: 0 }, { depth: 1.5 }] as object[]) {
    await expect(createTiffWriter(createMemorySink(), { ...options, ...wrong })).rejects.toMatchObject({
      tag: "invalid-argument",
    });
  }
});
