/** Sizes of memory, and "did you mean". */
import { expect, test } from "vitest";
import { formatBytes, nearest, parseBytes } from "../src/index.ts";

test.each([
  ["1024", 1024],
  ["512MB", 512 * 2 ** 20],
  ["1.5 G", 1.5 * 2 ** 30],
  ["800 mib", 800 * 2 ** 20],
  [" 2k ", 2048],
  ["1tb", 2 ** 40],
  ["7b", 7],
])("%s", (text, bytes) => expect(parseBytes(text, "--memory")).toBe(bytes));

test.each(["", "lots", "0", "0MB", "-1G", "1,5G", "1 PB", "MB", "1e3", "Infinity"])("%s is no size", (text) =>
  expect(() => parseBytes(text, "--memory")).toThrow(
    `--memory: this is no size of memory (expected a number with a unit, as 512MB or 2GB, found ${text})`,
  ),
);

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1536, "1.5 KB"],
  [100 * 2 ** 20, "100 MB"],
  [2 ** 50, "1024 TB"],
])("%d bytes as text", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test("what is written is read back", () => {
  for (const bytes of [1, 1000, 2 ** 20, 1.5 * 2 ** 30, 3 * 2 ** 40])
    expect(parseBytes(formatBytes(bytes), "")).toBe(bytes);
});

test("nearest: fewest edits first, then case, then alphabet; far words do not count", () => {
  const words = ["glcm_contrast", "GLCM_CONTRAST", "glcm_joint_entropy", "intensity_mean", "mean"];
  expect(nearest("glcm_contrst", words)).toEqual(["glcm_contrast", "GLCM_CONTRAST"]);
  expect(nearest("GLCM_CONTRST", words)).toEqual(["GLCM_CONTRAST", "glcm_contrast"]);
  expect(nearest("entropy", words)).toEqual(["glcm_joint_entropy"]);
  expect(nearest("mean", words, 1)).toEqual(["mean"]);
  expect(nearest("xyzzy", words)).toEqual([]);
  expect(nearest("ab", ["ba", "ac", "aa", "ad"])).toEqual(["aa", "ac", "ad"]);
  expect(nearest("a", [])).toEqual([]);
});
