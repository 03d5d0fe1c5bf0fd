import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDicomSeries, openImage, type Spacing } from "../src/index.ts";
import { readAll } from "./pixels.ts";

interface Row {
  readonly id: string;
  /** One file, or those of a series. */
  readonly file: string | readonly string[];
  readonly claim: string;
  readonly dtype: string;
  readonly size: readonly [number, number, number];
  readonly channels: number;
  readonly frames: number;
  readonly sha256: string;
  readonly spacing: Spacing;
  readonly origin: readonly number[] | null;
  readonly directions: readonly (readonly number[])[] | null;
  readonly notes: number;
}

const reference = join(import.meta.dirname, "../../../reference-data/io");

/** Rows that a generator wrote. */
export const rowsOf = (file: string): Row[] => JSON.parse(readFileSync(join(reference, file), "utf8")).rows;

/** Block sizes: whole planes, some that cut rows, single rows, single columns. */
const blocks = [
  [1000, 1000],
  [3, 2],
  [1000, 1],
  [1, 1000],
] as const;

/** Headers hold 32-bit numbers and quaternions of them: 1e-6 of lengths, 1e-4 mm of positions. */
const close = (received: readonly number[], expected: readonly number[], digits: number) => {
  expect(received).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(received[i]).toBeCloseTo(value, digits);
};

/** Compares every file of a folder of fixtures with what the reference tool reads from it. */
export function compareFixtures(format: string): void {
  describe.each(rowsOf(`${format}/expected.json`))("$id, $claim", (row) => {
    compare(row, join(reference, format), blocks);
  });
}

/** The same for real data, which lie beside the repository; skipped where there are none. */
export function compareVolumes(format: string): void {
  const rows = rowsOf(`${format}/volumes.json`);
  const folder = join(reference, "../../../shared/data");
  test("the reference names volumes", () => expect(rows.length).toBeGreaterThan(0));
  describe.runIf(existsSync(folder)).each(rows)("$file", (row) => {
    compare(row, folder, [blocks[0]]);
  });
}

function compare(row: Row, folder: string, sizes: readonly (readonly [number, number])[]): void {
  const { file } = row;
  const open = () =>
    typeof file === "string"
      ? openImage(join(folder, file))
      : openDicomSeries(file.map((name) => join(folder, name)));
  test.each(sizes)("in blocks of up to %i x %i", async (width, height) => {
    const image = await open();
    try {
      const { buffer } = await readAll(image, width, height);
      expect(createHash("sha256").update(new Uint8Array(buffer)).digest("hex")).toBe(row.sha256);
    } finally {
      await image.close();
    }
  });

  test("geometry", async () => {
    const { info, close: release } = await open();
    await release();
    const { dtype, size, channels, frames } = row;
    expect(info).toMatchObject({ dtype, size, channels, frames, level: 0, levels: [size.slice(0, 2)] });
    expect(info.spacing.unit).toBe(row.spacing.unit);
    close([info.spacing.x, info.spacing.y, info.spacing.z], [row.spacing.x, row.spacing.y, row.spacing.z], 6);
    expect(info.placement === undefined).toBe(row.origin === null);
    if (info.placement !== undefined) {
      close(info.placement.origin, row.origin!, 4);
      for (const i of [0, 1, 2]) close(info.placement.directions[i], row.directions![i], 6);
    }
    expect(info.notes?.length ?? 0).toBe(row.notes);
  });
}
