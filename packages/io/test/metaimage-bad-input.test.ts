import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { openImage } from "../src/index.ts";
import { failure } from "./bad-volume.ts";

const data = Uint8Array.from({ length: 24 }, (_, i) => i);
const fields = {
  ObjectType: "Image",
  NDims: "3",
  BinaryData: "True",
  BinaryDataByteOrderMSB: "False",
  CompressedData: "False",
  TransformMatrix: "1 0 0 0 1 0 0 0 1",
  Offset: "0 0 0",
  ElementSpacing: "1 2 3",
  DimSize: "4 3 2",
  ElementType: "MET_UCHAR",
};

type Changes = Record<string, string | undefined>;

function file(changes: Changes = {}, bytes: Uint8Array | string = data): Uint8Array {
  const all: Changes = { ...fields, ElementDataFile: "LOCAL", ...changes };
  const { ElementDataFile: last, ...others } = all;
  const lines = Object.entries({ ...others, ElementDataFile: last }).flatMap(([key, value]) =>
    value === undefined ? [] : `${key} = ${value}\n`,
  );
  return Buffer.concat([Buffer.from(lines.join("")), Buffer.from(bytes)]);
}

test("the file without changes is read", async () => {
  const { info } = await openImage(file());
  expect(info.size).toEqual([4, 3, 2]);
  expect(info.spacing).toEqual({ x: 1, y: 2, z: 3, unit: "mm" });
  expect(info.placement!.origin).toEqual([0, 0, 0]);
});

describe("headers", () => {
  test.each<[string, Uint8Array, RegExp]>([
    ["no size", file({ DimSize: undefined }), /corrupt-input: .*lacks a key \(expected DimSize\)/],
    ["sizes", file({ DimSize: "4 6" }), /corrupt-input: .*"DimSize" has the wrong number .*found "4 6"/],
    ["size 0", file({ DimSize: "4 0 2" }), /corrupt-input: .*"DimSize" is no size/],
    ["size of words", file({ DimSize: "4 x 2" }), /corrupt-input: .*"DimSize" is no size/],
    ["larger than the file", file({ DimSize: "4 3 3" }), /corrupt-input: .*ends before its data do/],
    ["NDims", file({ NDims: "7" }), /corrupt-input: .*number of axes .*1 to 4, found "7"/],
    ["NDims of words", file({ NDims: "some" }), /corrupt-input: .*number of axes/],
    ["no type", file({ ElementType: undefined }), /corrupt-input: .*expected ElementType/],
    ["type", file({ ElementType: "MET_STRING" }), /unsupported-format: .*type .*found "MET_STRING"/],
    ["type of an object", file({ ElementType: "toString" }), /unsupported-format: .*found "toString"/],
    ["channels 0", file({ ElementNumberOfChannels: "0" }), /corrupt-input: .*channels .*found "0"/],
    ["channels of words", file({ ElementNumberOfChannels: "x" }), /corrupt-input: .*channels/],
    [
      "BinaryData",
      file({ BinaryData: "Perhaps" }),
      /corrupt-input: .*BinaryData is neither .*found "Perhaps"/,
    ],
    ["spacing 0", file({ ElementSpacing: "1 0 1" }), /corrupt-input: .*ElementSpacing is impossible/],
    ["spacing of words", file({ ElementSpacing: "1 x 1" }), /corrupt-input: .*ElementSpacing is impossible/],
    [
      "matrix",
      file({ TransformMatrix: "1 0 0 0 1 0 0 0" }),
      /corrupt-input: .*"TransformMatrix" has the wrong number/,
    ],
    ["flat matrix", file({ TransformMatrix: "1 0 0 1 0 0 0 0 1" }), /corrupt-input: .*no orientation/],
    ["matrix of words", file({ TransformMatrix: "1 0 0 x 1 0 0 0 1" }), /corrupt-input: .*no orientation/],
    ["unit", file({ DistanceUnits: "furlong" }), /corrupt-input: .*DistanceUnits .*found "furlong"/],
    [
      "slope",
      file({ ElementToIntensityFunctionSlope: "2" }),
      /unsupported-format: .*maps samples .*slope "2", offset "0"/,
    ],
    ["slope of words", file({ ElementToIntensityFunctionSlope: "x" }), /unsupported-format: .*slope "x"/],
    ["HeaderSize", file({ HeaderSize: "-7" }), /corrupt-input: .*HeaderSize is impossible/],
    ["HeaderSize of words", file({ HeaderSize: "x" }), /corrupt-input: .*HeaderSize is impossible/],
    ["HeaderSize too large", file({ HeaderSize: "1" }), /corrupt-input: .*ends before its data do/],
    ["list", file({ ElementDataFile: "LIST" }), /unsupported-format: .*several files/],
    ["pattern", file({ ElementDataFile: "s%03d.raw 1 9 1" }), /unsupported-format: .*several files/],
    ["file without folder", file({ ElementDataFile: "a.raw" }), /unsupported-format: .*"a.raw" .*one folder/],
    ["no data file", file({ ElementDataFile: undefined }, ""), /corrupt-input: .*expected ElementDataFile/],
    [
      "no field",
      file({ "Comment = a\nno equals sign\nID": "1" }),
      /corrupt-input: .*no field .*found "no equals sign"/,
    ],
    ["cut off", file().slice(0, -1), /corrupt-input: .*ends before its data do/],
    [
      "text: too few",
      file({ BinaryData: "False" }, [...data].join(" ").slice(0, -3)),
      /corrupt-input: .*number of samples/,
    ],
    ["not compressed", file({ CompressedData: "True" }), /corrupt-input: .*compressed data are damaged/],
    [
      "compressed, cut off",
      file({ CompressedData: "True" }, deflateSync(data).subarray(0, -6)),
      /corrupt-input: .*damaged/,
    ],
    [
      "compressed, short",
      file({ CompressedData: "True" }, deflateSync(data.subarray(1))),
      /corrupt-input: .*end before the image/,
    ],
    [
      "compressed, checksum",
      file({ CompressedData: "True" }, Buffer.concat([deflateSync(data).subarray(0, -4), new Uint8Array(4)])),
      /corrupt-input: .*damaged/,
    ],
  ])("%s", async (_, bytes, message) => {
    expect(await failure(bytes)).toMatch(message);
  });
});

test("samples at the end of the file", async () => {
  const image = await openImage(file({ HeaderSize: "-1" }, Buffer.concat([Buffer.from("anything"), data])));
  const out = new Uint8Array(4);
  await image.read({ x: 0, y: 0, width: 4, height: 1 }, out, 0, 4);
  expect([...out]).toEqual([0, 1, 2, 3]);
});

test("units of length", async () => {
  const um = await openImage(file({ DistanceUnits: "um", Offset: "1000 0 0" }));
  expect(um.info.spacing).toEqual({ x: 1, y: 2, z: 3, unit: "um" });
  expect(um.info.placement!.origin).toEqual([1, 0, 0]);
  const cm = await openImage(file({ DistanceUnits: "cm" }));
  expect(cm.info.spacing).toEqual({ x: 10, y: 20, z: 30, unit: "mm" });
  const none = await openImage(file({ ElementSpacing: undefined }));
  expect(none.info.spacing.unit).toBe("pixel");
});

describe("in two files", () => {
  const folder = mkdtempSync(join(tmpdir(), "meta-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("the samples are missing, then there", async () => {
    const path = join(folder, "a.mhd");
    writeFileSync(path, file({ ElementDataFile: "a.raw" }, ""));
    expect(await failure(path)).toMatch(/input-not-found: .*a.raw/);
    writeFileSync(join(folder, "a.raw"), data.subarray(1));
    expect(await failure(path)).toMatch(/corrupt-input: a.raw: .*ends before its data do/);
    writeFileSync(join(folder, "a.raw"), data);
    await (await openImage(path)).close();
  });
});
