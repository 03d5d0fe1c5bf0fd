// A file for each plane: order, geometry, refusals. DICOM series have tests of their own.
import { isPixelmetryError, type PixelArray } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import {
  createMemorySink,
  type MemoryImageOptions,
  memoryImage,
  openPlanes,
  writeTiff,
} from "../src/index.ts";
import { readAll } from "./pixels.ts";

async function tiff(data: PixelArray, options: Partial<MemoryImageOptions> = {}): Promise<Uint8Array> {
  const sink = createMemorySink();
  await writeTiff(sink, memoryImage({ data, width: 4, height: 3, ...options }));
  return sink.bytes();
}
const plane = (value: number, options?: Partial<MemoryImageOptions>) =>
  tiff(new Uint16Array(12).fill(value), options);

test("planes in the order given, more than are kept open", async () => {
  const files = await Promise.all(Array.from({ length: 50 }, (_, i) => plane(i)));
  const image = await openPlanes(files, { name: "stack" });
  expect(image.info).toMatchObject({
    name: "stack",
    size: [4, 3, 50],
    dtype: "uint16",
    channels: 1,
    frames: 1,
  });
  expect(image.info.spacing.unit).toBe("pixel");
  expect(image.info.notes).toBeUndefined();
  const pixels = await readAll(image, 2, 2);
  expect([...pixels]).toEqual(Array.from({ length: 600 }, (_, i) => Math.floor(i / 12)));
  const out = new Uint16Array(12);
  await Promise.all([40, 3, 17].map((z, i) => image.read({ x: i, y: 0, width: 1, height: 3, z }, out, i, 4)));
  expect([...out.subarray(0, 3)]).toEqual([40, 3, 17]);
  await image.close();
});

test("channels, and lengths without a distance between planes", async () => {
  const spacing = { x: 0.5, y: 0.5, z: 1, unit: "um" } as const;
  const two = (value: number) => tiff(new Float32Array(24).fill(value), { channels: 2, spacing });
  const image = await openPlanes([await two(1), await two(2)]);
  expect(image.info.channels).toBe(2);
  expect(image.info.spacing.unit).toBe("pixel");
  expect(image.info.notes).toEqual(["the files state no distance between planes: lengths are in pixels"]);
  await image.close();
});

describe("refused", () => {
  test.each<[string, () => Promise<Uint8Array>, RegExp]>([
    [
      "another size",
      () => tiff(new Uint16Array(8), { width: 4, height: 2 }),
      /geometry-mismatch: .*expected 4 x 3 uint16.*found 4 x 2 uint16/,
    ],
    ["another type", () => tiff(new Uint8Array(12)), /geometry-mismatch: .*found 4 x 3 uint8/],
    [
      "a volume",
      () => tiff(new Uint16Array(24), { depth: 2 }),
      /geometry-mismatch: .*holds several planes .*found 2/,
    ],
    ["no image", async () => new Uint8Array([1, 2, 3]), /unsupported-format/],
  ])("%s", async (_, other, message) => {
    const error: unknown = await openPlanes([await plane(1), await other()]).catch(
      (reason: unknown) => reason,
    );
    if (!isPixelmetryError(error)) throw new Error("no error", { cause: error });
    expect(`${error.tag}: ${error.message}`).toMatch(message);
  });
});
