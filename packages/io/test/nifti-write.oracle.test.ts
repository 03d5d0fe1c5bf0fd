// Headers that we write state dimensions, type, sform and quaternion as nibabel states them for the same affine map.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createMemorySink, openImage, writeNifti } from "../src/index.ts";
import { rowsOf } from "./volume-oracle.ts";

const rows = rowsOf("nifti/expected.json").filter(({ id }) => id.startsWith("both-"));
const folder = join(import.meta.dirname, "../../../reference-data/io/nifti");

const fields = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const shorts = (at: number, n: number) =>
    Array.from({ length: n }, (_, i) => view.getInt16(at + 2 * i, true));
  const reals = (at: number, n: number) =>
    Array.from({ length: n }, (_, i) => view.getFloat32(at + 4 * i, true));
  return {
    exact: [
      ...shorts(40, 8),
      ...shorts(70, 2),
      ...shorts(252, 2),
      view.getUint8(123),
      view.getFloat32(108, true),
    ],
    pixdim: reals(76, 4),
    quaternion: reals(256, 6),
    sform: reals(280, 12),
    mark: [...bytes.subarray(344, 348)],
    data: [...bytes.subarray(352)],
  };
};

test("there are references", () => expect(rows.length).toBeGreaterThanOrEqual(6));

test.each(rows)("$id", async ({ file }) => {
  const bytes = new Uint8Array(readFileSync(join(folder, file as string)));
  const image = await openImage(bytes);
  const sink = createMemorySink();
  await writeNifti(sink, image);
  const theirs = fields(bytes);
  const ours = fields(sink.bytes());
  expect(ours.exact).toEqual(theirs.exact);
  expect(ours.mark).toEqual(theirs.mark);
  expect(ours.data).toEqual(theirs.data);
  // 32-bit numbers after a rotation in 64 bits there and here: one unit in the last place, positions up to 127 mm.
  for (const name of ["pixdim", "quaternion", "sform"] as const) {
    for (const [i, value] of theirs[name].entries()) expect(ours[name][i]).toBeCloseTo(value, 5);
  }
});
