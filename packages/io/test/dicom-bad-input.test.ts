import { isPixelmetryError } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { findDicomSeries, openDicomSeries, openImage } from "../src/index.ts";
import { failure } from "./bad-volume.ts";
import { compressedFile, type DicomFields, dicomFile } from "./dicom-bytes.ts";
import { readAll } from "./pixels.ts";

type Changes = Readonly<Record<string, DicomFields[string] | undefined>>;

test("the file without changes is read", async () => {
  const image = await openImage(dicomFile());
  expect(image.info).toMatchObject({
    size: [4, 3, 1],
    dtype: "uint16",
    spacing: { x: 0.5, y: 2, z: 1, unit: "mm" },
  });
  expect([...(await readAll(image))]).toEqual(Array.from({ length: 12 }, (_, i) => i * 100));
});

describe("attributes", () => {
  test.each<[string, Changes, RegExp]>([
    ["no pixels", { "7fe00010": undefined }, /unsupported-format: .*holds no image/],
    ["no rows", { "00280010": undefined }, /corrupt-input: .*number of rows .*found "no value"/],
    ["no columns", { "00280011": ["US", [0]] }, /corrupt-input: .*number of columns .*found 0/],
    [
      "colour",
      { "00280002": ["US", [3]], "00280004": ["CS", "RGB"] },
      /unsupported-format: .*colour image .*RGB, 3 samples/,
    ],
    ["YBR", { "00280004": ["CS", "YBR_FULL"] }, /unsupported-format: .*colour image .*YBR_FULL/],
    ["1 bit", { "00280100": ["US", [1]] }, /unsupported-format: .*bits per pixel .*found 1/],
    ["12 bits allocated", { "00280100": ["US", [12]] }, /unsupported-format: .*found 12/],
    [
      "more bits than there is room for",
      { "00280101": ["US", [17]] },
      /corrupt-input: .*stored bits .*1 to 16, found 17/,
    ],
    ["0 bits", { "00280101": ["US", [0]] }, /corrupt-input: .*stored bits .*found 0/],
    [
      "high bits",
      { "00280102": ["US", [15]] },
      /unsupported-format: .*low bits .*expected highest bit 11, found 15/,
    ],
    ["frames", { "00280008": ["IS", "0"] }, /corrupt-input: .*number of frames .*found "0"/],
    ["frames of words", { "00280008": ["IS", "many"] }, /corrupt-input: .*number of frames .*found "many"/],
    ["too many frames", { "00280008": ["IS", "2000000000"] }, /corrupt-input: .*number of frames/],
    ["two frames", { "00280008": ["IS", "2"] }, /corrupt-input: .*ends before its data do/],
    ["slope 0", { "00281053": ["DS", "0"] }, /corrupt-input: .*rescale slope .*the slope not 0/],
    ["slope of words", { "00281053": ["DS", "steep"] }, /corrupt-input: .*rescale slope .*steep/],
    ["intercept empty", { "00281052": ["DS", "x"] }, /corrupt-input: .*rescale slope/],
    [
      "lookup table",
      { "00283000": ["SQ", [{ "00283002": ["US", [1, 0, 16]] }]] },
      /unsupported-format: .*Modality LUT/,
    ],
    [
      "position",
      { "00200032": ["DS", "1\\2"] },
      /corrupt-input: .*\(0020,0032\) .*3 numbers, found "1\\\\2"/,
    ],
    ["orientation", { "00200037": ["DS", "1\\0\\0\\0\\x\\0"] }, /corrupt-input: .*\(0020,0037\)/],
    [
      "parallel directions",
      { "00200037": ["DS", "1\\0\\0\\1\\0\\0"] },
      /geometry-mismatch: .*orientation of the slice is impossible/,
    ],
    ["pixel size", { "00280030": ["DS", "2"] }, /corrupt-input: .*\(0028,0030\) .*2 numbers/],
    ["pixel size 0", { "00280030": ["DS", "2\\0"] }, /corrupt-input: .*pixel size .*impossible/],
    ["short pixel data", { "7fe00010": ["OW", new Uint8Array(20)] }, /corrupt-input/],
  ])("%s", async (_, changes, message) => {
    expect(await failure(dicomFile(changes))).toMatch(message);
  });

  test("transfer syntaxes", async () => {
    expect(await failure(dicomFile({}, "1.2.840.10008.1.2.4.100"))).toMatch(
      /unsupported-format: .*transfer syntax .*4\.100/,
    );
    expect(await failure(dicomFile({}, "nonsense\u0001"))).toMatch(/unsupported-format: .*found none/);
    expect(await failure(dicomFile({}, "1.2.840.10008.1.2.5"))).toMatch(
      /corrupt-input: .*coding of the pixel data .*"uncompressed pixels"/,
    );
    expect(await failure(dicomFile({}, "1.2.840.10008.1.2.1.99"))).toMatch(
      /corrupt-input: .*attributes .*damaged/,
    );
    expect(
      await failure(compressedFile("1.2.840.10008.1.2.1", [new Uint8Array(0), new Uint8Array(24)])),
    ).toMatch(/corrupt-input: .*"compressed fragments"/);
  });

  test("cut off", async () => {
    const file = dicomFile();
    expect(await failure(file.subarray(0, -1))).toMatch(/corrupt-input/);
    expect(await failure(file.subarray(0, 300))).toMatch(/corrupt-input|unsupported-format/);
    expect(await failure(file.subarray(0, 140))).toMatch(/corrupt-input|unsupported-format/);
  });
});

describe("compressed", () => {
  const rle = "1.2.840.10008.1.2.5";
  const none = new Uint8Array(0);
  const junk = Uint8Array.from({ length: 64 }, (_, i) => (i * 37) & 255);
  test.each(["50", "57", "70", "80", "81", "90", "91", "201", "202", "203"])(
    "1.2.840.10008.1.2.4.%s of junk",
    async (syntax) => {
      const file = compressedFile(`1.2.840.10008.1.2.4.${syntax}`, [none, junk]);
      expect(await failure(file)).toMatch(/corrupt-input: .*the image of the DICOM file does not decode as/);
    },
  );

  test.each<[string, Uint8Array, RegExp]>([
    [
      "RLE of junk",
      compressedFile(rle, [none, junk]),
      /corrupt-input: .*does not decode as rle .*RLE segments/,
    ],
    [
      "RLE cut off",
      compressedFile(rle, [none, junk.subarray(0, 10)]),
      /corrupt-input: .*RLE header is cut off/,
    ],
    [
      "RLE too short",
      compressedFile(rle, [none, rleHeader(2, 64, 66)]),
      /corrupt-input: .*RLE segment is too short/,
    ],
    [
      "RLE overlaps",
      compressedFile(rle, [none, rleHeader(2, 66, 64)]),
      /corrupt-input: .*RLE segments overlap/,
    ],
    ["no fragment", compressedFile(rle, [none]), /corrupt-input: .*damaged/],
    ["no items", compressedFile(rle, []), /corrupt-input: .*no table of offsets/],
    [
      "too few fragments",
      compressedFile(rle, [none, junk, junk], { "00280008": ["IS", "3"] }),
      /corrupt-input: .*2 fragments do not make up 3 frames/,
    ],
    [
      "wrong offsets",
      compressedFile(rle, [Uint8Array.of(0, 0, 0, 0, 7, 0, 0, 0), junk, junk, junk], {
        "00280008": ["IS", "2"],
      }),
      /corrupt-input: .*table of offsets is wrong/,
    ],
    [
      "fragment cut off",
      compressedFile(rle, [none, junk]).subarray(0, -20),
      /corrupt-input: .*fragment is cut off/,
    ],
    ["item cut off", compressedFile(rle, [none, junk]).subarray(0, -4), /corrupt-input: .*item is cut off/],
    [
      "item without mark",
      compressedFile(rle, [none, junk]).fill(0x11, -8),
      /corrupt-input: .*item has no mark/,
    ],
  ])("%s", async (_, file, message) => {
    expect(await failure(file)).toMatch(message);
  });
});

function rleHeader(segments: number, ...offsets: number[]): Uint8Array {
  const words = new Uint32Array(17);
  words.set([segments, ...offsets]);
  return new Uint8Array(words.buffer);
}

describe("series", () => {
  const slice = (z: number, changes: Changes = {}) =>
    new Blob([dicomFile({ "00200032": ["DS", `0\\0\\${z}`], ...changes }) as Uint8Array<ArrayBuffer>]);
  const numbered = (i: number, changes: Changes = {}) =>
    slice(0, { "00200032": undefined, "00200037": undefined, "00200013": ["IS", String(i)], ...changes });

  test.each<[string, Blob[], RegExp]>([
    [
      "two slices in one place",
      [slice(0), slice(3), slice(3)],
      /geometry-mismatch: .*two slices lie in one place|lies where .* does/,
    ],
    [
      "a missing slice",
      [slice(0), slice(3), slice(9)],
      /geometry-mismatch: .*not equally far apart.*expected 3 mm, found 6 mm/,
    ],
    [
      "another size",
      [slice(0), slice(3, { "00280011": ["US", [3]] })],
      /geometry-mismatch: .*size and type .*expected 4 x 3 uint16, found 3 x 3 uint16/,
    ],
    [
      "another type",
      [slice(0), slice(3, { "00280103": ["US", [1]] })],
      /geometry-mismatch: .*found 4 x 3 int16/,
    ],
    [
      "another pixel size",
      [slice(0), slice(3, { "00280030": ["DS", "2\\0.6"] })],
      /geometry-mismatch: .*pixel size .*expected 2 x 0.5 mm, found 2 x 0.6 mm/,
    ],
    [
      "another orientation",
      [slice(0), slice(3, { "00200037": ["DS", "0\\1\\0\\1\\0\\0"] })],
      /geometry-mismatch: .*orientation/,
    ],
    ["one without position", [slice(0), slice(3), numbered(3)], /geometry-mismatch: .*states no position/],
    [
      "another series",
      [slice(0), slice(3, { "0020000e": ["UI", "1.2.4"] })],
      /geometry-mismatch: .*another series .*expected 1.2.3, found 1.2.4/,
    ],
    ["no DICOM", [slice(0), new Blob(["text"])], /unsupported-format: .*no DICOM file/],
  ])("%s", async (_, files, message) => {
    const error: unknown = await openDicomSeries(files).catch((reason: unknown) => reason);
    if (!isPixelmetryError(error)) throw new Error("no error", { cause: error });
    expect(`${error.tag}: ${error.message}`).toMatch(message);
    expect(error.message).not.toMatch(/\n|NaN|undefined|\[object/);
  });

  test("without positions, slices follow their numbers", async () => {
    const pixels = (value: number): Changes => ({
      "7fe00010": ["OW", new Uint8Array(new Uint16Array(12).fill(value).buffer)],
      "00180050": ["DS", "5"],
    });
    const image = await openDicomSeries([numbered(10, pixels(10)), numbered(9, pixels(9))], { name: "ct" });
    expect(image.info.name).toBe("ct");
    expect(image.info.spacing).toEqual({ x: 0.5, y: 2, z: 5, unit: "mm" });
    expect(image.info.placement).toBeUndefined();
    expect(image.info.notes).toEqual([
      "the files state no positions: slices are in the order of their numbers",
    ]);
    expect([...(await readAll(image))]).toEqual([...new Array(12).fill(9), ...new Array(12).fill(10)]);
    await image.close();
  });

  test("files are sorted into series", async () => {
    const other: Changes = { "0020000e": ["UI", "1.2.4"], "0008103e": undefined };
    const files = [
      slice(0),
      slice(0, other),
      new Blob(["text"]),
      slice(3),
      slice(0, { "7fe00010": undefined, "00280010": undefined }),
    ];
    const found = await findDicomSeries(files);
    expect(found.map(({ uid, description }) => [uid, description])).toEqual([
      ["1.2.3", "test"],
      ["1.2.4", ""],
    ]);
    expect(found[0].inputs).toEqual([files[0], files[3]]);
    expect((await openDicomSeries(found[0].inputs)).info.size).toEqual([4, 3, 2]);
  });
});
