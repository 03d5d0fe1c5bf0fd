// What is written comes back: pixels, geometry and position, of every type, plain and compressed.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DType } from "@pixelmetry/roi";
import { afterAll, describe, expect, test } from "vitest";
import {
  createMemorySink,
  type ImageSource,
  type MemoryImageOptions,
  memoryImage,
  openImage,
  type Placement,
  writeNifti,
} from "../src/index.ts";
import { firstDifference, noise, readAll } from "./pixels.ts";

const placement: Placement = {
  origin: [-12.5, 40.25, 7],
  directions: [
    [0, 0.6, 0.8],
    [1, 0, 0],
    [0, 0.8, -0.6],
  ],
};
const spacing = { x: 0.5, y: 0.75, z: 3, unit: "mm" } as const;

async function roundTrip(options: MemoryImageOptions, gzip: boolean): Promise<[ImageSource, ImageSource]> {
  const image = memoryImage(options);
  const sink = createMemorySink("map");
  await writeNifti(sink, image, { gzip });
  return [image, await openImage(sink.bytes(), { name: image.info.name })];
}

const dtypes: DType[] = ["uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64"];
const size = { width: 13, height: 11, depth: 5 };

describe.each(dtypes)("%s", (dtype) => {
  test.each([false, true])("gzip %s", async (gzip) => {
    const data = noise(dtype, 13 * 11 * 5 * 2, 7);
    const [image, copy] = await roundTrip({ data, ...size, channels: 2, spacing, placement }, gzip);
    expect(firstDifference(await readAll(copy), data)).toBe(-1);
    const { placement: read, ...info } = copy.info;
    const { placement: given, ...expected } = image.info;
    expect(info).toEqual(expected);
    // The header holds 32-bit numbers.
    const flat = ({ origin, directions }: Placement) => [...origin, ...directions.flat()];
    for (const [i, value] of flat(given!).entries()) expect(flat(read!)[i]).toBeCloseTo(value, 5);
  });
});

test("NIfTI-2 for axes beyond 32767", async () => {
  const data = noise("int16", 40_000, 3);
  const [, copy] = await roundTrip({ data, width: 40_000, height: 1, spacing, placement }, false);
  expect(copy.info.size).toEqual([40_000, 1, 1]);
  expect(copy.info.spacing).toEqual(spacing);
  expect(copy.info.placement!.origin).toEqual(placement.origin);
  expect(firstDifference(await readAll(copy), data)).toBe(-1);
});

test("pixels stay pixels, micrometres micrometres", async () => {
  const data = noise("uint8", 12, 1);
  for (const given of [undefined, { x: 0.25, y: 0.5, z: 2, unit: "um" } as const]) {
    const options = { data, width: 4, height: 3, ...(given ? { spacing: given } : {}) };
    const [image, copy] = await roundTrip(options, false);
    expect(copy.info.spacing).toEqual(image.info.spacing);
    expect(copy.info.notes).toBeUndefined();
    expect(copy.info.placement).toBeUndefined();
  }
});

describe("files", () => {
  const folder = mkdtempSync(join(tmpdir(), "nifti-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("the ending .gz compresses", async () => {
    const image = memoryImage({ data: noise("float32", 70 * 60 * 50, 2), width: 70, height: 60, depth: 50 });
    await writeNifti(join(folder, "a.nii.gz"), image);
    expect([...readFileSync(join(folder, "a.nii.gz")).subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    const copy = await openImage(join(folder, "a.nii.gz"));
    expect(firstDifference(await readAll(copy), await readAll(image))).toBe(-1);
    await copy.close();
  });

  test.each(["a.nii", "b.nii.gz"])("a source that fails leaves nothing behind: %s", async (name) => {
    const { info } = memoryImage({ data: new Uint8Array(4000), width: 10, height: 10, depth: 40 });
    const broken: ImageSource = {
      info,
      read: async ({ z }) => {
        if (z === 20) throw new Error("broken");
      },
      close: async () => {},
    };
    await expect(writeNifti(join(folder, name), broken)).rejects.toThrow("broken");
    expect(() => readFileSync(join(folder, name))).toThrow(/ENOENT/);
  });

  test.each([false, true])("a sink that fails is the error, gzip %s", async (gzip) => {
    const data = noise("float64", 300 * 300 * 20, 5);
    const image = memoryImage({ data, width: 300, height: 300, depth: 20 });
    let aborted = false;
    const sink = {
      name: "full",
      write: async () => {
        throw new Error("disk full");
      },
      close: async () => {},
      abort: async () => {
        aborted = true;
      },
    };
    await expect(writeNifti(sink, image, { gzip })).rejects.toThrow("disk full");
    expect(aborted).toBe(true);
  });
});
