// An independent reader, geotiff, finds in our files the pixels that were written.
import { type DType, type PixelArray, pixelArray } from "@pixelmetry/roi";
import { fromArrayBuffer } from "geotiff";
import { describe, expect, test } from "vitest";
import { createMemorySink, memoryImage, writeTiff } from "../src/index.ts";
import { firstDifference, noise } from "./pixels.ts";

const types: DType[] = ["uint8", "uint16", "uint32", "int8", "int16", "int32", "float32", "float64"];

describe.each(types)("%s", (dtype) => {
  test.each([
    ["deflate", false],
    ["deflate", true],
    ["none", false],
  ] as const)("%s, BigTIFF %s", async (compression, bigTiff) => {
    const [width, height, depth] = [75, 61, 2];
    const data = noise(dtype, width * height * depth, 11);
    const sink = createMemorySink();
    const options = { compression, bigTiff, tile: [32, 32] as const, name: "oracle" };
    await writeTiff(sink, memoryImage({ data, width, height, depth }), options);
    const tiff = await fromArrayBuffer(sink.bytes().slice().buffer);
    expect(await tiff.getImageCount()).toBe(depth);
    for (let z = 0; z < depth; z++) {
      const [plane] = (await (await tiff.getImage(z)).readRasters()) as unknown as [PixelArray];
      const expected = pixelArray(dtype, width * height);
      expected.set(data.subarray(z * width * height, (z + 1) * width * height));
      expect(firstDifference(plane, expected)).toBe(-1);
    }
  });
});
