/** Segment files: what is written is read back, by whoever; a full disk is told; nothing is left. */
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isPixelmetryError } from "@pixelmetry/roi";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SpillFile } from "../src/node/spill-file.ts";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), "pixelmetry-spill-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const read = (from: SpillFile, file: string, offset: number, length: number): number[] => {
  const out = new Uint8Array(length);
  from.read(file, offset, out);
  return [...out];
};
const refusal = (act: () => unknown): { tag: string; message: string } => {
  try {
    act();
  } catch (error) {
    if (isPixelmetryError(error)) return { tag: error.tag, message: error.message };
    throw error;
  }
  throw new Error("no refusal");
};

test("records are read back, here and by another thread's file, while more are appended", () => {
  const writer = new SpillFile(join(folder, "run"));
  const reader = new SpillFile(join(folder, "run"));
  const first = writer.append([bytes(1, 2), bytes(), bytes(3)]);
  const second = writer.append([bytes(4, 5, 6, 7)]);
  expect([first.offset, second.offset, second.file === first.file]).toEqual([0, 3, true]);
  expect(read(writer, first.file, 0, 3)).toEqual([1, 2, 3]);
  expect(read(reader, second.file, 3, 4)).toEqual([4, 5, 6, 7]);
  const third = writer.append([bytes(8)]);
  expect(read(reader, third.file, 2, 6)).toEqual([3, 4, 5, 6, 7, 8]);
  reader.close();
  expect(read(reader, first.file, 1, 1)).toEqual([2]);
  reader.close();
  writer.close();
  expect(fs.readdirSync(join(folder, "run"))).toEqual([]);
});

test("no file before the first record; closing twice does no harm; a closed one starts anew", () => {
  const spill = new SpillFile(join(folder, "run"));
  spill.close();
  expect(fs.readdirSync(folder)).toEqual([]);
  spill.append([bytes(1)]);
  spill.close();
  spill.close();
  const { file, offset } = spill.append([bytes(2)]);
  expect([offset, read(spill, file, 0, 1)]).toEqual([0, [2]]);
  spill.close();
});

test("files of one folder do not meet", () => {
  const [a, b] = [new SpillFile(folder), new SpillFile(folder)];
  const [one, other] = [a.append([bytes(1)]), b.append([bytes(2)])];
  expect(one.file).not.toBe(other.file);
  expect([read(b, one.file, 0, 1), read(a, other.file, 0, 1)]).toEqual([[1], [2]]);
  a.close();
  expect(read(b, other.file, 0, 1)).toEqual([2]);
  b.close();
});

test("writes that the system cuts short are completed", () => {
  const writevSync = (fd: number, [part]: readonly NodeJS.ArrayBufferView[], at?: number) =>
    fs.writevSync(fd, [(part as Uint8Array).subarray(0, 3)], at);
  const spill = new SpillFile(folder, { ...fs, writevSync });
  const { file } = spill.append([bytes(1, 2, 3, 4, 5, 6, 7, 8)]);
  expect(read(spill, file, 0, 8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  spill.close();
});

test.each([
  ["ENOSPC", "the disk with temporary files is full"],
  ["EDQUOT", "the disk with temporary files is full"],
  ["EIO", "the temporary file cannot be written (EIO)"],
])("%s: one sentence, and the file can still be removed", (code, what) => {
  let left = 1;
  const failing = {
    ...fs,
    writevSync: (...args: Parameters<typeof fs.writevSync>) => {
      if (left-- > 0) return fs.writevSync(...args);
      throw Object.assign(new Error("write failed"), { code });
    },
  };
  const spill = new SpillFile(folder, failing);
  const { tag, message } = refusal(() => spill.append([bytes(1, 2), bytes(3)]));
  expect(tag).toBe("output-failed");
  expect(message).toMatch(/^.+\.seg: /);
  expect(message).toContain(
    `: ${what}; choose another folder with --temp, or raise --memory so that less is spilled.`,
  );
  spill.close();
  expect(fs.readdirSync(folder)).toEqual([]);
});

test("a folder that cannot be made, a file that is gone or too short", () => {
  fs.writeFileSync(join(folder, "file"), "abc");
  const spill = new SpillFile(join(folder, "file"));
  expect(refusal(() => spill.append([bytes(1)]))).toEqual({
    tag: "output-failed",
    message: expect.stringMatching(/\/file: the temporary file cannot be written \(EEXIST\)/),
  });
  spill.close();
  expect(refusal(() => read(spill, join(folder, "none"), 0, 1)).message).toMatch(
    /none: the temporary file cannot be read back \(ENOENT\)/,
  );
  expect(refusal(() => read(spill, join(folder, "file"), 2, 2)).message).toMatch(/the file is too short/);
  spill.close();
});
