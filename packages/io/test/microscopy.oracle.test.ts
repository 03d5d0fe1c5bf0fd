// Exports of a plate microscope (OME-TIFF by Bio-Formats) hold, bit for bit, what tifffile reads from them. The
// images are not part of the repository: they are looked for beside it.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openImage } from "../src/index.ts";
import { readAll } from "./pixels.ts";

const root = join(import.meta.dirname, "../../..");
const folder = join(root, "../shared/data/microscopy");
const expected = readFileSync(join(root, "reference-data/io/tiff/microscopy.json"), "utf8");
interface Row {
  readonly file: string;
  readonly size: readonly number[];
  readonly dtype: string;
  readonly sha256: string;
}
const { rows } = JSON.parse(expected) as { rows: Row[] };

test("the reference names intensity and label images", () => {
  expect(rows.map(({ file }) => file.slice(0, 4)).sort()).toEqual(["int/", "int/", "seg/", "seg/"]);
});

describe.runIf(existsSync(folder))("with the images", () => {
  test.each(rows)("$file", async ({ file, size, dtype, sha256 }) => {
    const image = await openImage(join(folder, file));
    expect(image.info).toMatchObject({ size, dtype, tile: [1024, 1024], channels: 1, frames: 1 });
    const { buffer } = await readAll(image);
    expect(createHash("sha256").update(new Uint8Array(buffer)).digest("hex")).toBe(sha256);
    await image.close();
  });
});
