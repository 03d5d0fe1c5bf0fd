import { isPixelmetryError } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { constantImage, memoryImage } from "../src/index.ts";
import { readAll } from "./pixels.ts";

const sequence = (length: number) => Uint16Array.from({ length }, (_, i) => i);

describe("memoryImage", () => {
  test("a typed array is read where it is", async () => {
    const data = sequence(2 * 3 * 4 * 5);
    const image = memoryImage({ data, width: 5, height: 4, depth: 3, channels: 2, channelNames: ["a"] });
    expect(image.info).toMatchObject({
      name: "memory",
      size: [5, 4, 3],
      dtype: "uint16",
      channels: 2,
      channelNames: ["a", ""],
      frames: 1,
      spacing: { x: 1, y: 1, z: 1, unit: "pixel" },
    });
    expect(await readAll(image)).toEqual(data);
    const out = new Uint16Array(20).fill(9);
    await image.read({ x: 1, y: 2, width: 2, height: 2, z: 1, channel: 1 }, out, 3, 5);
    data[91] = 0;
    expect([...out.subarray(0, 12)]).toEqual([9, 9, 9, 91, 92, 9, 9, 9, 96, 97, 9, 9]);
  });

  test.each([
    ["[y, x]", [4, 5], [5, 1], 0, [5, 4, 1]],
    ["[z, y, x]", [3, 4, 5], [20, 5, 1], 0, [5, 4, 3]],
  ])("ndarray %s", async (_, shape, stride, offset, size) => {
    const data = sequence(60);
    const image = memoryImage({ data: { data, shape, stride, offset } });
    expect(image.info.size).toEqual(size);
    expect(await readAll(image)).toEqual(
      data.subarray(
        0,
        shape.reduce((a, b) => a * b),
      ),
    );
  });

  test("a transposed, reversed view and a plain array", async () => {
    const data = [0, 1, 2, 3, 4, 5];
    const image = memoryImage({ data: { data, shape: [3, 2], stride: [-1, -3], offset: 5 } });
    expect(image.info).toMatchObject({ size: [2, 3, 1], dtype: "float64" });
    expect(await readAll(image)).toEqual(Float64Array.of(5, 2, 4, 1, 3, 0));
  });

  test("a view that begins later is not copied", async () => {
    const data = sequence(12);
    const image = memoryImage({ data: { data, shape: [2, 3], stride: [3, 1], offset: 6 } });
    data[6] = 77;
    expect([...(await readAll(image))]).toEqual([77, 7, 8, 9, 10, 11]);
  });

  test("[channel, z, y, x]", async () => {
    const image = memoryImage({
      data: { data: sequence(24), shape: [2, 1, 3, 4], stride: [12, 12, 4, 1], offset: 0 },
    });
    expect(image.info).toMatchObject({ size: [4, 3, 1], channels: 2 });
  });

  test.each([
    [
      { data: sequence(5), width: 2, height: 3 },
      "geometry-mismatch",
      /2 x 3 x 1, 1 channels: 6 pixels, found 5/,
    ],
    [{ data: sequence(5) }, "invalid-argument", /width of the image must be a positive integer \(found 0\)/],
    [{ data: sequence(6), width: 2, height: 3, channels: 0 }, "invalid-argument", /channels/],
    [{ data: new BigInt64Array(1) as never, width: 1, height: 1 }, "invalid-argument", /found BigInt64Array/],
    [
      { data: { data: sequence(4), shape: [4], stride: [1], offset: 0 } },
      "invalid-argument",
      /number of axes .*found 1 axes/,
    ],
  ] as const)("%o", (options, tag, message) => {
    const make = () => memoryImage(options);
    expect(make).toThrow(message);
    try {
      make();
    } catch (error) {
      expect(isPixelmetryError(error, tag)).toBe(true);
    }
  });
});

describe("constantImage", () => {
  test("all pixels have the value, in any size", async () => {
    const image = constantImage({ width: 100_000, height: 80_000, depth: 3 });
    expect(image.info).toMatchObject({ size: [100_000, 80_000, 3], dtype: "uint8", name: "constant" });
    const out = new Uint8Array(12);
    await image.read({ x: 99_998, y: 79_998, width: 2, height: 2, z: 2 }, out, 1, 4);
    expect([...out]).toEqual([0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
    await image.close();
  });

  test("value and type", async () => {
    const image = constantImage({ width: 2, height: 1, dtype: "float32", value: -0.5, name: "flat" });
    expect([...(await readAll(image))]).toEqual([-0.5, -0.5]);
    expect(() => constantImage({ width: 1, height: 1, value: 300 })).toThrow(
      "constant: uint8 cannot hold the value (found 300).",
    );
    expect(() => constantImage({ width: 0, height: 1 })).toThrow(/width/);
  });
});
