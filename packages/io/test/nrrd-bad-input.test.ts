import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { openImage } from "../src/index.ts";
import { failure } from "./bad-volume.ts";

const data = Uint8Array.from({ length: 24 }, (_, i) => i);
const fields = {
  type: "uint8",
  dimension: "3",
  space: "left-posterior-superior",
  sizes: "4 3 2",
  "space directions": "(1,0,0) (0,2,0) (0,0,3)",
  kinds: "domain domain domain",
  encoding: "raw",
  "space origin": "(0,0,0)",
};

type Changes = Record<string, string | undefined>;

function header(changes: Changes, version = "NRRD0005"): string {
  const lines = Object.entries({ ...fields, ...changes }).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}: ${value}\n`,
  );
  return `${version}\n${lines.join("")}\n`;
}

const file = (changes: Changes = {}, bytes: Uint8Array | string = data): Uint8Array =>
  Buffer.concat([Buffer.from(header(changes)), Buffer.from(bytes)]);

test("the file without changes is read", async () => {
  const { info } = await openImage(file());
  expect(info.size).toEqual([4, 3, 2]);
  expect(info.spacing).toEqual({ x: 1, y: 2, z: 3, unit: "mm" });
  expect(info.notes).toBeUndefined();
});

describe("headers", () => {
  test.each<[string, Uint8Array, RegExp]>([
    ["version", Buffer.from(header({}, "NRRD0009")), /unsupported-format: .*version .*found "NRRD0009"/],
    ["no type", file({ type: undefined }), /corrupt-input: .*lacks a field \(expected type\)/],
    ["block type", file({ type: "block" }), /unsupported-format: .*type .*found "block"/],
    ["type of an object", file({ type: "constructor" }), /unsupported-format: .*type .*"constructor"/],
    ["no sizes", file({ sizes: undefined }), /corrupt-input: .*expected sizes/],
    [
      "two sizes",
      file({ sizes: "4 6" }),
      /corrupt-input: .*"sizes" has the wrong number .*expected 3, found "4 6"/,
    ],
    ["size 0", file({ sizes: "4 0 2" }), /corrupt-input: .*"sizes" is no size .*found "4 0 2"/],
    ["size of words", file({ sizes: "4 three 2" }), /corrupt-input: .*"sizes" is no size/],
    ["size of fractions", file({ sizes: "4 1.5 2" }), /corrupt-input: .*"sizes" is no size/],
    ["sizes too large", file({ sizes: "99999999 99999999 99999999" }), /corrupt-input: .*"sizes" is no size/],
    ["larger than the file", file({ sizes: "4 3 200" }), /corrupt-input: .*ends before its data do/],
    ["dimension 0", file({ dimension: "0" }), /corrupt-input: .*"dimension" is impossible/],
    ["dimension of words", file({ dimension: "three" }), /corrupt-input: .*"dimension" is impossible/],
    ["no endian", file({ type: "short", sizes: "4 3 1" }), /corrupt-input: .*"endian" .*little or big/],
    [
      "endian",
      file({ type: "short", sizes: "4 3 1", endian: "middle" }),
      /corrupt-input: .*"endian" .*found "middle"/,
    ],
    ["bzip2", file({ encoding: "bzip2" }), /unsupported-format: .*encoding .*found "bzip2"/],
    ["no encoding", file({ encoding: undefined }), /corrupt-input: .*expected encoding/],
    [
      "a line without colon",
      file({ "content\nno colon here": "x" }),
      /corrupt-input: .*no field .*found "content"/,
    ],
    [
      "twice",
      Buffer.from(`${header({}).trimEnd()}\ntype: short\n\n`),
      /corrupt-input: .*twice .*"type: short"/,
    ],
    ["kinds", file({ kinds: "domain domain" }), /corrupt-input: .*"kinds" has the wrong number/],
    [
      "colour",
      file({ kinds: "RGB-color domain domain", "space directions": "none (1,0,0) (0,1,0)", sizes: "3 4 2" }),
      /unsupported-format: .*colour image .*rgb-color/,
    ],
    [
      "complex",
      file({ kinds: "complex domain domain", "space directions": "none (1,0,0) (0,1,0)", sizes: "2 4 3" }),
      /unsupported-format: .*complex numbers/,
    ],
    [
      "two vectors",
      file({ kinds: "vector vector domain", "space directions": "none none (1,0,0)" }),
      /unsupported-format: .*found 1 of space, 0 of time, 2 others/,
    ],
    [
      "no space",
      file({ kinds: "list list list", "space directions": "none none none" }),
      /unsupported-format: .*0 of space/,
    ],
    [
      "directions too few",
      file({ "space directions": "(1,0,0) (0,1,0)" }),
      /corrupt-input: .*"space directions" has the wrong number/,
    ],
    [
      "directions of words",
      file({ "space directions": "(1,0,0) (0,x,0) (0,0,1)" }),
      /corrupt-input: .*directions .*impossible/,
    ],
    [
      "directions of zeros",
      file({ "space directions": "(0,0,0) (0,1,0) (0,0,1)" }),
      /corrupt-input: .*directions .*impossible/,
    ],
    [
      "directions of two lengths",
      file({ "space directions": "(1,0) (0,1,0) (0,0,1)" }),
      /corrupt-input: .*directions .*impossible/,
    ],
    [
      "directions in a plane",
      file({ "space directions": "(1,0,0) (0,1,0) (1,1,0)" }),
      /corrupt-input: .*no position/,
    ],
    ["origin", file({ "space origin": "(0,0)" }), /corrupt-input: .*no position .*found "\(0,0\)"/],
    ["origin NaN", file({ "space origin": "(0,nan,0)" }), /corrupt-input: .*no position/],
    [
      "time in space",
      file({ space: "left-posterior-superior-time" }),
      /unsupported-format: .*time as a direction/,
    ],
    ["units", file({ "space units": '"mm" "mm" "um"' }), /corrupt-input: .*different units .*"mm um"/],
    ["list of files", file({ "data file": "LIST\na.raw\nb.raw" }), /unsupported-format: .*several files/],
    ["pattern of files", file({ "data file": "s%03d.raw 1 9 1" }), /unsupported-format: .*several files/],
    ["file without folder", file({ "data file": "a.raw" }), /unsupported-format: .*"a.raw" .*one folder/],
    ["skip", file({ "byte skip": "-3" }), /corrupt-input: .*skips .*found 0 lines, -3 bytes/],
    ["skip from the end of gzip", file({ "byte skip": "-1", encoding: "gzip" }), /corrupt-input: .*skips/],
    [
      "lines to skip",
      file({ "line skip": "7" }, "one\ntwo\n"),
      /corrupt-input: .*within the lines to skip .*7 lines/,
    ],
    ["cut off", file().slice(0, -1), /corrupt-input: .*ends before its data do/],
    ["header cut off", Buffer.from(header({}).slice(0, 60)), /corrupt-input/],
    ["endless header", Buffer.from(`NRRD0005\n${"# a\n".repeat(400_000)}`), /corrupt-input: .*does not end/],
  ])("%s", async (_, bytes, message) => {
    expect(await failure(bytes)).toMatch(message);
  });
});

describe("text", () => {
  const text = [...data].join(" ");
  test.each<[string, string, string, RegExp]>([
    ["too few", "uint8", text.slice(0, -3), /corrupt-input: .*number of samples .*expected 24, found 23/],
    ["too many", "uint8", `${text} 7`, /corrupt-input: .*number of samples .*expected 24, found 25/],
    ["words", "uint8", text.replace("12", "xx"), /corrupt-input: .*sample 12 .*0 to 255, found "xx"/],
    ["too large", "uint8", text.replace("12", "256"), /corrupt-input: .*sample 12 .*found "256"/],
    ["negative", "uint8", text.replace("12", "-1"), /corrupt-input: .*sample 12/],
    ["fraction", "int16", text.replace("12", "1.5"), /corrupt-input: .*sample 12 .*found "1.5"/],
    [
      "hexadecimal",
      "float",
      text.replace("12", "0x1f"),
      /corrupt-input: .*sample 12 .*a number, found "0x1f"/,
    ],
    [
      "beyond 2^53",
      "int64",
      text.replace("12", "9007199254740993"),
      /corrupt-input: .*sample 12 .*9007199254740993/,
    ],
    ["empty", "uint8", "", /corrupt-input: .*ends before its data do/],
  ])("%s", async (_, type, samples, message) => {
    expect(await failure(file({ encoding: "ascii", type }, samples))).toMatch(message);
  });

  test("commas, line ends and words for special values", async () => {
    const image = await openImage(
      file({ encoding: "text", type: "float", sizes: "2 2 1" }, "1,nan\n-inf\t+2.5e1\n"),
    );
    const out = new Float32Array(4);
    await image.read({ x: 0, y: 0, width: 2, height: 2 }, out, 0, 2);
    expect([...out]).toEqual([1, Number.NaN, Number.NEGATIVE_INFINITY, 25]);
  });
});

describe("compressed", () => {
  const packed = gzipSync(data);
  test.each<[string, Uint8Array, RegExp]>([
    ["not gzip", data, /corrupt-input: .*compressed data are damaged/],
    ["cut off", packed.subarray(0, -9), /corrupt-input: .*compressed data are damaged/],
    [
      "checksum",
      Buffer.concat([packed.subarray(0, -8), new Uint8Array(8)]),
      /corrupt-input: .*compressed data are damaged/,
    ],
    ["short inside", gzipSync(data.subarray(1)), /corrupt-input: .*end before the image does/],
    ["nothing", new Uint8Array(0), /corrupt-input/],
  ])("%s", async (_, bytes, message) => {
    expect(await failure(file({ encoding: "gzip" }, bytes))).toMatch(message);
  });
});

describe("what is said instead of failing", () => {
  test.each<[string, Changes, RegExp, string]>([
    [
      "unknown unit",
      { "space units": '"furlong" "furlong" "furlong"' },
      /unit "furlong": lengths are in pixels/,
      "pixel",
    ],
    ["no patient", { space: "3D-right-handed" }, /no unit of length: millimetres/, "mm"],
    ["sheared", { "space directions": "(1,0,0) (0.5,1,0) (0,0,1)" }, /not perpendicular/, "mm"],
    [
      "spacings",
      { space: undefined, "space directions": undefined, "space origin": undefined, spacings: "1 nan 2" },
      /incomplete: lengths are in pixels/,
      "pixel",
    ],
  ])("%s", async (_, changes, note, unit) => {
    const { info } = await openImage(file(changes));
    expect(info.notes?.join("; ")).toMatch(note);
    expect(info.spacing.unit).toBe(unit);
  });

  test("centimetres become millimetres, position and all", async () => {
    const { info } = await openImage(file({ "space units": '"cm" "cm" "cm"', "space origin": "(1,2,3)" }));
    expect(info.spacing).toEqual({ x: 10, y: 20, z: 30, unit: "mm" });
    expect(info.placement!.origin).toEqual([10, 20, 30]);
  });
});

describe("in two files", () => {
  const folder = mkdtempSync(join(tmpdir(), "nrrd-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("the samples are missing, then there", async () => {
    const path = join(folder, "a.nhdr");
    writeFileSync(path, header({ "data file": "./parts/a.raw" }));
    expect(await failure(path)).toMatch(/input-not-found: .*a.raw/);
    writeFileSync(path, header({ "data file": "a.raw" }));
    writeFileSync(join(folder, "a.raw"), data.subarray(1));
    expect(await failure(path)).toMatch(/corrupt-input: a.raw: .*ends before its data do/);
    writeFileSync(join(folder, "a.raw"), data);
    await (await openImage(path)).close();
    expect(readFileSync(join(folder, "a.raw")).length).toBe(24);
  });
});
