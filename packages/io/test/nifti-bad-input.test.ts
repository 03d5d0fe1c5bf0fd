import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { openImage } from "../src/index.ts";
import { failure, patched } from "./bad-volume.ts";
import { readAll } from "./pixels.ts";

const folder = join(import.meta.dirname, "../../../reference-data/io/nifti");
const fixture = (file: string) => new Uint8Array(readFileSync(join(folder, file)));
const plain = fixture("int16-le.nii");
const big = fixture("uint16-be-gz.nii.gz");

const short = (...values: number[]) => new Uint8Array(Int16Array.from(values).buffer);
const real = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);
const ascii = (text: string) => new TextEncoder().encode(text);

describe("headers", () => {
  test.each<[string, Uint8Array, RegExp]>([
    ["cut off", plain.slice(0, 200), /corrupt-input: .*ends before its data do .*348 bytes, found 200/],
    [
      "no mark",
      patched(plain, 344, ascii("abc")),
      /corrupt-input: .*mark .*expected n\+1 or ni1, found "abc/,
    ],
    ["ANALYZE", patched(plain, 344, [0, 0, 0, 0]), /unsupported-format: .*ANALYZE 7.5/],
    ["NIfTI-2 mark", patched(fixture("nifti2-int16-le.nii"), 8, ascii("xx")), /corrupt-input: .*mark .*n\+2/],
    ["0 axes", patched(plain, 40, short(0)), /corrupt-input: .*number of axes .*1 to 7, found 0/],
    ["9 axes", patched(plain, 40, short(9)), /corrupt-input: .*number of axes .*found 9/],
    ["width 0", patched(plain, 42, short(0)), /corrupt-input: .*size of axis 1 .*found 0/],
    ["depth -3", patched(plain, 46, short(-3)), /corrupt-input: .*size of axis 3 .*found -3/],
    [
      "6 axes",
      patched(plain, 40, short(6, 7, 5, 2, 1, 1, 2)),
      /unsupported-format: .*more axes .*7 x 5 x 2 x 1 x 1 x 2/,
    ],
    [
      "huge",
      patched(plain, 40, short(5, 32767, 32767, 32767, 32767, 32767)),
      /corrupt-input: .*size .*2\^50/,
    ],
    ["too long", patched(plain, 42, short(700)), /corrupt-input: .*ends before its data do/],
    ["bits", patched(plain, 70, short(1)), /unsupported-format: .*found bits, code 1/],
    ["complex", patched(plain, 70, short(32)), /unsupported-format: .*found complex numbers/],
    ["RGB", patched(plain, 70, short(128)), /unsupported-format: .*found RGB colours/],
    ["no type", patched(plain, 70, short(77)), /unsupported-format: .*found an unknown type, code 77/],
    ["bitpix", patched(plain, 72, short(32)), /corrupt-input: .*contradict .*expected 16, found 32/],
    ["offset in the header", patched(plain, 108, real(100)), /corrupt-input: .*position .*352, found 100/],
    ["offset is a fraction", patched(plain, 108, real(352.5)), /corrupt-input: .*position .*found 352.5/],
    ["offset is NaN", patched(plain, 108, real(Number.NaN)), /corrupt-input: .*position .*found no number/],
    ["offset beyond", patched(plain, 108, real(1e7)), /corrupt-input: .*ends before its data do/],
    [
      "intercept NaN",
      patched(plain, 112, real(2, Number.NaN)),
      /corrupt-input: .*scl_slope .*found no number/,
    ],
    ["data cut off", plain.slice(0, -1), /corrupt-input: .*ends before its data do/],
    ["pair in memory", patched(plain, 344, ascii("ni1")), /unsupported-format: .*in another file/],
  ])("%s", async (_, bytes, message) => {
    expect(await failure(bytes)).toMatch(message);
  });

  test("64-bit integers beyond 2^53", async () => {
    const file = fixture("int64-le.nii");
    const beyond = new Uint8Array(BigInt64Array.of(9007199254740993n).buffer);
    expect(await failure(patched(file, 352 + 8 * 3, beyond))).toMatch(
      /unsupported-format: .*sample 3 .*found 9007199254740993/,
    );
  });

  test("no such level, no such image", async () => {
    expect(await failure(plain, { level: 1 })).toMatch(/invalid-argument: .*one resolution level .*found 1/);
    expect(await failure(plain, { image: 2 })).toMatch(/invalid-argument: .*one image .*found 2/);
  });
});

describe("what is said instead of failing", () => {
  test.each<[string, Uint8Array, RegExp]>([
    ["pixdim 0", patched(plain, 80, real(0)), /voxel size 0 x 1.25 x 2.5 .*lengths are in pixels/],
    ["pixdim NaN", patched(plain, 84, real(Number.NaN)), /voxel size .*lengths are in pixels/],
    [
      "pixdim unlike sform",
      patched(plain, 80, real(3)),
      /sform .*0.75 x 1.25 x 2.5, pixdim 3 x 1.25 x 2.5; pixdim is used/,
    ],
    ["sform of zeros", patched(plain, 280, new Uint8Array(48)), /sform .*ignored/],
    ["sform NaN", patched(plain, 284, real(Number.NaN)), /sform .*ignored/],
    ["sheared", patched(plain, 284, real(0.9)), /not perpendicular/],
  ])("%s", async (_, bytes, note) => {
    const { info } = await openImage(bytes);
    expect(info.notes?.join("; ")).toMatch(note);
  });
});

describe("compressed", () => {
  test.each<[string, Uint8Array, RegExp]>([
    ["cut off", big.slice(0, -30), /corrupt-input: .*compressed data are damaged/],
    ["cut off in the header", big.slice(0, 40), /corrupt-input: .*compressed data are damaged/],
    ["checksum", patched(big, big.length - 8, [1, 2, 3, 4]), /corrupt-input: .*compressed data are damaged/],
    ["length", patched(big, big.length - 4, [1, 2, 3, 4]), /corrupt-input: .*compressed data are damaged/],
    ["short inside", gzipSync(plain.slice(0, -10)), /corrupt-input: .*end before the image does .*found 622/],
    [
      "only a header",
      gzipSync(plain.slice(0, 300)),
      /corrupt-input: .*end before the image does .*348 bytes, found 300/,
    ],
    ["nothing", gzipSync(new Uint8Array(0)), /unsupported-format/],
    ["text", gzipSync(ascii("hello")), /unsupported-format: .*known format/],
    ["TIFF", gzipSync(ascii("II*\0\x08\0\0\0")), /unsupported-format: .*known format/],
  ])("%s", async (_, bytes, message) => {
    expect(await failure(bytes)).toMatch(message);
  });
});

describe("header and samples apart", () => {
  const place = mkdtempSync(join(tmpdir(), "nifti-"));
  afterAll(() => rmSync(place, { recursive: true }));

  test("the samples are missing, then short", async () => {
    copyFileSync(join(folder, "pair.hdr"), join(place, "pair.hdr"));
    expect(await failure(join(place, "pair.hdr"))).toMatch(/input-not-found: .*pair.img/);
    const data = readFileSync(join(folder, "pair.img"));
    writeFileSync(join(place, "pair.img"), data.subarray(0, 100));
    expect(await failure(join(place, "pair.hdr"))).toMatch(/corrupt-input: pair.img: .*ends before/);
    writeFileSync(join(place, "pair.img"), data);
    const image = await openImage(join(place, "pair.hdr"));
    expect((await readAll(image)).length).toBe(140);
    await image.close();
  });
});
