// Files by tifffile, imagecodecs and libtiff hold, bit for bit, the pixels that tifffile reads from them.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openImage, type Spacing } from "../src/index.ts";
import { readAll } from "./pixels.ts";

interface Row {
  readonly id: string;
  readonly file: string;
  readonly claim: string;
  readonly dtype: string;
  readonly size: readonly [number, number, number];
  readonly channels: number;
  readonly frames: number;
  readonly sha256: string;
  readonly first: number;
  readonly level?: number;
  readonly levels?: number;
  readonly spacing?: Spacing;
  readonly channelNames?: readonly string[];
}

const folder = join(import.meta.dirname, "../../../reference-data/io/tiff");
const { rows } = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as { rows: Row[] };

/** Block sizes: the whole plane, one that cuts tiles and strips, single rows, single columns. */
const blocks = [
  [1000, 1000],
  [13, 9],
  [1000, 1],
  [1, 1000],
] as const;

describe.each(rows)("$id, $claim", ({ file, level = 0, ...expected }) => {
  test.each(blocks)("in blocks of up to %i x %i", async (width, height) => {
    const image = await openImage(join(folder, file), { level });
    try {
      const { buffer } = await readAll(image, width, height);
      expect(createHash("sha256").update(new Uint8Array(buffer)).digest("hex")).toBe(expected.sha256);
    } finally {
      await image.close();
    }
  });

  test("geometry and metadata", async () => {
    const { info, close } = await openImage(join(folder, file), { level });
    await close();
    const { size, dtype, channels, frames, levels = 1 } = expected;
    expect(info).toMatchObject({ name: file, size, dtype, channels, frames, level });
    expect(info.levels).toHaveLength(levels);
    expect(info.levels[level]).toEqual(size.slice(0, 2));
    expect(info.channelNames).toEqual(expected.channelNames ?? new Array(channels).fill(""));
    const { unit, ...lengths } = expected.spacing ?? { x: 1, y: 1, z: 1, unit: "pixel" };
    expect(info.spacing.unit).toBe(unit);
    for (const axis of ["x", "y", "z"] as const) {
      expect(info.spacing[axis]).toBeCloseTo(lengths[axis], 12);
    }
    expect(info.notes).toBeUndefined();
  });
});
