import { deflateSync } from "node:zlib";
import { isPixelmetryError, pixelArray } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { createMemorySink, memoryImage, type OpenOptions, openImage, writeTiff } from "../src/index.ts";
import { readAll } from "./pixels.ts";
import { fixture, omeXml, plainPage, tiffFile } from "./tiff-bytes.ts";

/** Opens and reads everything; the error must be one that a user can act on. */
async function failure(bytes: Uint8Array, options: OpenOptions = {}) {
  try {
    const image = await openImage(bytes, { name: "bad.tif", ...options });
    await readAll(image);
  } catch (error) {
    if (!isPixelmetryError(error)) throw error;
    expect(error.message).not.toMatch(/\n|NaN|undefined|\[object/);
    expect(error.message).toContain("bad.tif");
    return `${error.tag}: ${error.message}`;
  }
  throw new Error("the file was read without complaint");
}

const ome = (attributes: string, content?: string, root?: string, pages = 1) =>
  tiffFile([
    { ...plainPage, ImageDescription: omeXml(attributes, content, root) },
    ...new Array(pages - 1).fill(plainPage),
  ]);

/** Sizes that fit the plain page. */
const xy = 'SizeX="4" SizeY="3" Type="uint8"';

describe("not an image", () => {
  test.each<[string, Uint8Array, RegExp]>([
    ["empty file", new Uint8Array(0), /unsupported-format: bad.tif: the file is empty \(expected .*TIFF/],
    [
      "text",
      new TextEncoder().encode("hello, world"),
      /unsupported-format: .*not an image in a known format/,
    ],
    ["two bytes", Uint8Array.of(0x49, 0x49), /unsupported-format/],
    [
      "header cut off",
      tiffFile().slice(0, 6),
      /corrupt-input: .*ends within the TIFF header \(found 6 bytes\)/,
    ],
    ["BigTIFF header cut off", fixture("big-tiff").slice(0, 12), /corrupt-input: .*TIFF header/],
    [
      "BigTIFF with 4-byte offsets",
      patch(fixture("big-tiff"), 4, [4]),
      /corrupt-input: .*expected 8 bytes, found 4/,
    ],
    ["no pages", patch(tiffFile(), 4, [0, 0, 0, 0]), /corrupt-input: .*has no pages/],
  ])("%s", async (_, bytes, message) => {
    expect(await failure(bytes)).toMatch(message);
  });
});

describe("directories", () => {
  const file = tiffFile();
  const ifd = new DataView(file.buffer).getUint32(4, true);
  const nextAt = ifd + 2 + 12 * 8;
  const le32 = (value: number) => [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24];
  test.each<[string, Uint8Array, RegExp]>([
    ["directory beyond the file", patch(file, 4, le32(5000)), /a directory at byte 5000/],
    ["directory cut off", file.slice(0, ifd + 40), /directory lies outside the file/],
    ["first directory again", patch(file, nextAt, le32(ifd)), /circle \(found page 2 at byte \d+ again\)/],
    [
      "tile table beyond the file",
      patch(file, ifd + 2 + 12 * 5 + 4, le32(99)),
      /StripOffsets lie outside the file/,
    ],
    ["absurd value count", patch(file, ifd + 2 + 12 * 5 + 4, le32(0xffffffff)), /StripOffsets lie outside/],
  ])("%s", async (_, bytes, message) => {
    expect(await failure(bytes)).toMatch(/^corrupt-input/);
    expect(await failure(bytes)).toMatch(message);
  });

  test("SubIFD that is the page itself is no level", async () => {
    const self = patch(tiffFile([{ ...plainPage, SubIfds: 0 }]), 0, []);
    const at = new DataView(self.buffer).getUint32(4, true);
    const entry = find(self, at, 330);
    const { info } = await openImage(patch(self, entry + 8, le32(at)));
    expect(info.levels).toHaveLength(1);
  });

  test("SubIFD beyond the file", async () => {
    expect(await failure(tiffFile([{ ...plainPage, SubIfds: 90_000 }]))).toMatch(/directory lies outside/);
  });
});

describe("tags", () => {
  test.each<[string, object, RegExp]>([
    ["width 0", { ImageWidth: 0 }, /corrupt-input: .*image size .*0.*expected at least 1 x 1 pixel, found 0/],
    ["no width", { ImageWidth: undefined }, /corrupt-input: .*image size .*found no value/],
    ["tile width 0", { TileWidth: 0, TileLength: 16 }, /corrupt-input: .*tile size/],
    ["no samples", { SamplesPerPixel: 0 }, /corrupt-input: .*samples per pixel .*found 0/],
    ["24 bits", { BitsPerSample: 24 }, /unsupported-format: .*bit depth .*found 24-bit uint/],
    [
      "16 to 8 bits mixed",
      { SamplesPerPixel: 2, BitsPerSample: [8, 16] },
      /unsupported-format: .*differ in type/,
    ],
    ["complex", { BitsPerSample: 64, SampleFormat: 6 }, /unsupported-format: .*found complex numbers/],
    [
      "RGB",
      { SamplesPerPixel: 3, Photometric: 2 },
      /unsupported-format: .*colour image .*one grey value.*RGB, 3 samples.*channels/,
    ],
    ["CMYK", { SamplesPerPixel: 4, Photometric: 5 }, /unsupported-format: .*CMYK/],
    ["YCbCr", { SamplesPerPixel: 3, Photometric: 6 }, /unsupported-format: .*YCbCr/],
    ["unknown photometric", { Photometric: 77 }, /unsupported-format: .*photometric interpretation 77/],
    ["predictor 7", { Predictor: 7 }, /unsupported-format: .*predictor 7 with 8-bit uint/],
    ["predictor 3 for integers", { Predictor: 3 }, /unsupported-format: .*predictor 3/],
    ["ImageDepth", { ImageDepth: 4 }, /unsupported-format: .*ImageDepth 4/],
    ["too few strips", { RowsPerStrip: 1 }, /corrupt-input: .*too few strips .*expected 3 .*found 1/],
    [
      "no byte counts, compressed",
      { Compression: 8, StripByteCounts: undefined },
      /corrupt-input: .*sizes of its strips/,
    ],
    ["no offsets", { StripOffsets: undefined }, /corrupt-input: .*too few strips/],
    ["16-bit JPEG", { Compression: 7, BitsPerSample: 16 }, /unsupported-format: .*JPEG .*16-bit/],
  ])("%s", async (_, tags, message) => {
    const page = Object.fromEntries(
      Object.entries({ ...plainPage, ...tags }).filter(([, v]) => v !== undefined),
    );
    expect(await failure(tiffFile([page]))).toMatch(message);
  });

  test.each([
    [2, "CCITT"],
    [4, "CCITT fax group 4"],
    [6, "old-style JPEG"],
    [34712, "JPEG 2000"],
    [50002, "JPEG XL"],
    [34887, "LERC"],
    [34927, "WebP"],
    [50001, "WebP"],
    [34925, "LZMA"],
    [34933, "PNG"],
    [12345, "12345"],
  ])("compression %i is named", async (code, name) => {
    const message = await failure(tiffFile([{ ...plainPage, Compression: code }]));
    expect(message).toMatch(
      /^unsupported-format: bad.tif: the compression of the TIFF file is not supported/,
    );
    expect(message).toContain(name);
    expect(message).toContain(String(code));
  });
});

describe("absurd sizes take no memory", () => {
  test.each<[string, object, RegExp]>([
    [
      "one strip of 16 EiB",
      { ImageWidth: 0xffffffff, ImageLength: 0xffffffff, RowsPerStrip: 0xffffffff },
      /cut off|too large/,
    ],
    [
      "deflate strip of 16 EiB",
      { ImageWidth: 0xffffffff, ImageLength: 0xffffffff, RowsPerStrip: 0xffffffff, Compression: 8 },
      /too large to decode/,
    ],
    [
      "deflate strip of 900 MB",
      { ImageWidth: 30_000, ImageLength: 30_000, RowsPerStrip: 30_000, Compression: 8 },
      /does not decode .*12 stored bytes for 900000000/,
    ],
    [
      "tiles without end",
      {
        ImageWidth: 0xffffffff,
        ImageLength: 0xffffffff,
        TileWidth: 16,
        TileLength: 16,
        TileOffsets: 0,
        TileByteCounts: 12,
      },
      /too few tiles/,
    ],
    ["samples without end", { SamplesPerPixel: 0xffffffff }, /samples per pixel .*impossible/],
  ])("%s", async (_, tags, message) => {
    const before = process.memoryUsage().arrayBuffers;
    const page = Object.fromEntries(Object.entries({ ...plainPage, ...tags }));
    if ("TileWidth" in tags)
      for (const name of ["StripOffsets", "StripByteCounts", "RowsPerStrip"]) delete page[name];
    const error = openImage(tiffFile([page])).then(async (image) => {
      const one = pixelArray(image.info.dtype, 1);
      await image.read({ x: 0, y: 0, width: 1, height: 1 }, one, 0, 1);
      await image.read({ x: 3, y: image.info.size[1] - 1, width: 1, height: 1 }, one, 0, 1);
    });
    await expect(error).rejects.toThrow(message);
    await expect(error).rejects.toMatchObject({ name: "PixelmetryError" });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8e6);
  });
});

describe("pixel data", () => {
  test("tile beyond the file", async () => {
    const message = await failure(tiffFile([{ ...plainPage, StripOffsets: 1e6 }]));
    expect(message).toMatch(
      /corrupt-input: bad.tif: strip 0 of page 1 is cut off \(expected 12 bytes, found 0/,
    );
  });

  test("strip shorter than its rows", async () => {
    const message = await failure(tiffFile([{ ...plainPage, StripByteCounts: 11 }]));
    expect(message).toMatch(/strip 0 of page 1 is cut off \(expected 12 bytes, found 11 bytes/);
  });

  test("byte count 0 at an offset, and offset 0 with bytes, are not sparse tiles", async () => {
    expect(await failure(tiffFile([{ ...plainPage, StripByteCounts: 0 }]))).toMatch(/is cut off/);
  });

  test.each([
    "tiled-deflate-uint16",
    "lzw-uint8",
    "zstd-uint16",
    "packbits-uint8",
    "jpeg-uint8",
    "tiled-uint16",
  ])("%s truncated at every tenth of its length", async (name) => {
    const whole = fixture(name);
    for (let part = 1; part < 10; part++) {
      expect(await failure(whole.slice(0, (whole.length * part) / 10))).toMatch(/^corrupt-input/);
    }
  });

  test.each([
    ["deflate", 8],
    ["LZW", 5],
    ["Zstandard", 50000],
    ["JPEG", 7],
    ["PackBits", 32773],
  ])("garbage as %s", async (_, compression) => {
    const garbage = Uint8Array.from({ length: 12 }, (_, i) => (i * 91 + 128) & 255);
    if (compression === 32773) garbage.fill(128);
    const message = await failure(tiffFile([{ ...plainPage, Compression: compression }], garbage));
    expect(message).toMatch(/^corrupt-input: bad.tif: strip 0 of page 1 does not decode/);
  });

  test("a deflate stream with too few and with too many pixels", async () => {
    for (const size of [11, 13]) {
      const stored = new Uint8Array(deflateSync(new Uint8Array(size)));
      const page = { ...plainPage, Compression: 8, StripByteCounts: stored.length };
      expect(await failure(tiffFile([page], stored))).toMatch(/^corrupt-input: .*does not decode/);
    }
  });

  test("a JPEG of another size than the tile", async () => {
    const { data, offset, count } = firstTile(fixture("jpeg-uint8"));
    const stored = data.slice(offset, offset + count);
    const page = { ...plainPage, Compression: 7, StripByteCounts: stored.length };
    expect(await failure(tiffFile([page], stored))).toMatch(
      /does not decode \(found a JPEG of 32 x 32 pixels/,
    );
  });

  test("64-bit integers beyond 2^53 are named", async () => {
    const page = { ...plainPage, ImageWidth: 1, ImageLength: 2, BitsPerSample: 64, StripByteCounts: 16 };
    const at = (value: bigint) => new Uint8Array(BigInt64Array.of(5n, value).buffer);
    expect(await failure(tiffFile([page], at(2n ** 53n + 1n)))).toMatch(
      /unsupported-format: bad.tif, strip 0 of page 1: .*exact \(expected values between -2\^53 and 2\^53, found 9007199254740993\)/,
    );
    const signed = { ...page, SampleFormat: 2 };
    expect(await failure(tiffFile([signed], at(-(2n ** 53n) - 1n)))).toMatch(/found -9007199254740993/);
    for (const value of [2n ** 53n, -(2n ** 53n), 2n ** 53n - 1n]) {
      const image = await openImage(tiffFile([signed], at(value)));
      expect(await readAll(image)).toEqual(Float64Array.of(5, Number(value)));
    }
  });
});

describe("several pages", () => {
  test("of different size or type", async () => {
    const wide = { ...plainPage, ImageWidth: 6, ImageLength: 2 };
    expect(await failure(tiffFile([plainPage, plainPage, wide]))).toMatch(
      /^geometry-mismatch: bad.tif: page 3 does not match .*expected 4 x 3 pixels.*found 6 x 2 pixels/,
    );
    const signed = { ...plainPage, SampleFormat: 2 };
    expect(await failure(tiffFile([plainPage, signed]))).toMatch(/^geometry-mismatch: .*page 2/);
  });

  test("a level that is not there", async () => {
    expect(await failure(tiffFile(), { level: 1 })).toMatch(
      /invalid-argument: .*no such resolution level .*not a pyramid/,
    );
    expect(await failure(fixture("ome-pyramid"), { level: 3 })).toMatch(/expected 0 to 2, found 3/);
  });
});

describe("OME-XML", () => {
  test.each<[string, Uint8Array, RegExp]>([
    [
      "more planes than pages",
      ome(`${xy} SizeZ="5" SizeC="1" SizeT="1"`),
      /corrupt-input: .*more pages than the file has \(expected 5, found 1\)/,
    ],
    [
      "10^18 planes",
      ome(`${xy} SizeZ="1000000" SizeC="1000000" SizeT="1000000"`),
      /corrupt-input: .*more pages/,
    ],
    [
      "planes without pages",
      ome(`${xy} SizeZ="2" SizeC="1" SizeT="1"`, '<TiffData IFD="1"/>', "", 2),
      /corrupt-input: .*no page for some planes/,
    ],
    [
      "IFD beyond the file",
      ome(`${xy} SizeZ="1" SizeC="1" SizeT="1"`, '<TiffData IFD="7"/>'),
      /corrupt-input: .*expected 8, found 1/,
    ],
    [
      "too many planes in a block",
      ome(`${xy} SizeZ="1" SizeC="1" SizeT="1"`, '<TiffData PlaneCount="3"/>', "", 3),
      /corrupt-input: .*more pages than the image has planes/,
    ],
    [
      "block outside the image",
      ome(`${xy} SizeZ="1" SizeC="1" SizeT="1"`, '<TiffData FirstC="2"/>'),
      /corrupt-input: .*outside the image/,
    ],
    [
      "another width",
      ome('SizeX="5" SizeY="3" Type="uint8" SizeZ="1" SizeC="1" SizeT="1"'),
      /geometry-mismatch: .*5 x 3 from the OME-XML, found 4 x 3/,
    ],
    [
      "another type",
      ome('SizeX="4" SizeY="3" Type="int16" SizeZ="1" SizeC="1" SizeT="1"'),
      /corrupt-input: .*int16 from the OME-XML, found uint8/,
    ],
    ["size 0", ome(`${xy} SizeZ="0" SizeC="1" SizeT="1"`), /corrupt-input: .*SizeZ of the image is 0/],
    ["no size", ome(`${xy} SizeC="1" SizeT="1"`), /corrupt-input: .*SizeZ of the image is missing/],
    [
      "wrong order",
      tiffFile([
        {
          ...plainPage,
          ImageDescription: omeXml(`${xy} SizeZ="1" SizeC="1" SizeT="1"`).replace("XYZCT", "XYZZT"),
        },
      ]),
      /DimensionOrder is XYZZT/,
    ],
    [
      "cut off",
      tiffFile([{ ...plainPage, ImageDescription: omeXml(`${xy}`).slice(0, 90) }]),
      /corrupt-input: .*OME-XML of the file is not valid/,
    ],
    [
      "no image",
      tiffFile([{ ...plainPage, ImageDescription: "<OME></OME>" }]),
      /invalid-argument: .*no such image/,
    ],
    [
      "another file",
      ome(
        `${xy} SizeZ="1" SizeC="2" SizeT="1"`,
        '<TiffData FirstC="0"><UUID FileName="bad.tif">urn:uuid:1</UUID></TiffData><TiffData FirstC="1"><UUID FileName="c1.tif">urn:uuid:2</UUID></TiffData>',
      ),
      /unsupported-format: .*planes of the OME-TIFF are in another file .*found c1.tif/,
    ],
    [
      "another file by UUID",
      ome(
        `${xy} SizeZ="1" SizeC="1" SizeT="1"`,
        '<TiffData><UUID FileName="x.tif">urn:uuid:2</UUID></TiffData>',
        'UUID="urn:uuid:1"',
      ),
      /unsupported-format: .*found x.tif/,
    ],
    [
      "metadata elsewhere",
      tiffFile([
        {
          ...plainPage,
          ImageDescription: '<OME><BinaryOnly MetadataFile="a.companion.ome" UUID="u"/></OME>',
        },
      ]),
      /unsupported-format: .*metadata .*a.companion.ome/,
    ],
    [
      "samples that do not divide channels",
      tiffFile([
        {
          ...plainPage,
          SamplesPerPixel: 2,
          ImageWidth: 2,
          ImageDescription: omeXml('SizeX="2" SizeY="3" Type="uint8" SizeZ="1" SizeC="3" SizeT="1"'),
        },
      ]),
      /corrupt-input: .*multiple of 2, found 3/,
    ],
  ])("%s", async (_, bytes, message) => {
    expect(await failure(bytes)).toMatch(message);
  });

  test("two pages for one plane", async () => {
    const blocks = '<TiffData IFD="0"/><TiffData IFD="1" FirstC="1"/><TiffData IFD="0" FirstC="1"/>';
    expect(await failure(ome(`${xy} SizeZ="1" SizeC="2" SizeT="1"`, blocks, "", 2))).toMatch(
      /corrupt-input: .*several pages to one plane .*page 1 at Z 0, C 1, T 0/,
    );
  });

  test.each([
    ["white space", " ".repeat(5e5)],
    ["nested elements", `<OME>${"<a>".repeat(2e5)}`],
    ["attributes", `<OME ${'a="1" '.repeat(2e5)}>`],
    ["document types", `<OME>${"<!a>".repeat(2e5)}</OME>`],
    ["open tags", `<OME ${"<".repeat(2e5)}`],
    ["entities", `<OME a="${"&a".repeat(2e5)}"></OME>`],
    ["repeated pages", omeXml(`${xy} SizeZ="1" SizeC="1" SizeT="1"`, "<TiffData/>".repeat(1e5))],
    ["axes", JSON.stringify({ shape: new Array(2e5).fill(1), axes: "ZC".repeat(1e5) })],
  ])("time is proportional to the length of %s", async (_, description) => {
    const start = performance.now();
    await openImage(tiffFile([{ ...plainPage, ImageDescription: description }])).catch((error) => {
      if (!isPixelmetryError(error)) throw error;
    });
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test("an image that the file does not hold", async () => {
    expect(await failure(fixture("ome-tczyx"), { image: 2 })).toMatch(
      /invalid-argument: .*no such image .*expected 0 to 0, found 2/,
    );
    expect(await failure(tiffFile(), { image: 1 })).toMatch(/invalid-argument: .*holds one image/);
  });
});

describe("other descriptions", () => {
  test.each<[string, Uint8Array, RegExp]>([
    [
      "ImageJ planes that are not there",
      tiffFile([{ ...plainPage, ImageDescription: "ImageJ=1.53\nimages=4\nslices=4\n" }]),
      /corrupt-input: .*expected 4 planes of 4 x 3/,
    ],
    [
      "ImageJ axes that do not fit",
      tiffFile([{ ...plainPage, ImageDescription: "ImageJ=1.53\nimages=2\nchannels=3\n" }, plainPage]),
      /corrupt-input: .*3 channels x 1 slices x 1 frames = 3 pages, found 2/,
    ],
    [
      "ImageJ nonsense",
      tiffFile([{ ...plainPage, ImageDescription: "ImageJ=1.53\nchannels=-1\n" }]),
      /corrupt-input: .*"channels" .*found -1/,
    ],
    [
      "a shape that does not fit",
      tiffFile([{ ...plainPage, ImageDescription: '{"shape": [5, 7], "truncated": true}' }]),
      /corrupt-input: .*multiple of 4 x 3, found 5 x 7/,
    ],
    [
      "a shape beyond the file",
      tiffFile([{ ...plainPage, ImageDescription: '{"shape": [500, 3, 4], "truncated": true}' }]),
      /corrupt-input: .*expected 500 planes/,
    ],
  ])("%s", async (_, bytes, message) => {
    expect(await failure(bytes)).toMatch(message);
  });
});

test("a MetaMorph stack is not taken for its first plane", async () => {
  const bytes = tiffFile([{ ...plainPage, Uic2: [1, 2, 3] }]);
  expect(await failure(bytes)).toMatch(/unsupported-format: .*MetaMorph .*found 3 planes in one page/);
  await readAll(await openImage(tiffFile([{ ...plainPage, Uic2: [1] }])));
});

describe("reading outside the image is a defect of the caller", () => {
  const out = new Uint8Array(100);
  test.each([
    [{ x: 0, y: 0, width: 5, height: 1 }, /x must lie in 0 to 3/],
    [{ x: -1, y: 0, width: 1, height: 1 }, /x must lie/],
    [{ x: 0, y: 3, width: 1, height: 1 }, /y must lie in 0 to 2/],
    [{ x: 0, y: 0, width: 0, height: 1 }, /x must lie/],
    [{ x: 0.5, y: 0, width: 1, height: 1 }, /x must lie/],
    [{ x: 0, y: 0, width: 1, height: 1, z: 1 }, /z must lie/],
    [{ x: 0, y: 0, width: 1, height: 1, channel: 1 }, /channel must lie/],
    [{ x: 0, y: 0, width: 1, height: 1, frame: -1 }, /frame must lie/],
  ])("%o", async (region, message) => {
    const image = await openImage(tiffFile());
    await expect(image.read(region, out, 0, 10)).rejects.toThrow(message);
    await expect(image.read(region, out, 0, 10)).rejects.toThrow(RangeError);
  });

  test("an array of the wrong type or size", async () => {
    const image = await openImage(tiffFile());
    const region = { x: 0, y: 0, width: 4, height: 3 };
    await expect(image.read(region, new Uint16Array(12), 0, 4)).rejects.toThrow(TypeError);
    await expect(image.read(region, new Uint8Array(11), 0, 4)).rejects.toThrow(
      "must hold 12 pixels, received 11",
    );
    await expect(image.read(region, out, 0, 3)).rejects.toThrow("stride at least 4");
  });
});

test("writing does not disturb: a file that was just written is complete", async () => {
  const sink = createMemorySink();
  await writeTiff(sink, memoryImage({ data: Uint8Array.of(1, 2, 3, 4), width: 2, height: 2 }));
  expect(await readAll(await openImage(sink.bytes()))).toEqual(Uint8Array.of(1, 2, 3, 4));
});

function patch(
  bytes: Uint8Array<ArrayBuffer>,
  at: number,
  values: readonly number[],
): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  copy.set(values, at);
  return copy;
}

/** Position of the entry of a tag in a directory. */
function find(bytes: Uint8Array<ArrayBuffer>, ifd: number, tag: number): number {
  const view = new DataView(bytes.buffer);
  const count = view.getUint16(ifd, true);
  for (let i = 0; i < count; i++) {
    if (view.getUint16(ifd + 2 + 12 * i, true) === tag) return ifd + 2 + 12 * i;
  }
  throw new Error(`tag ${tag} is not there`);
}

function firstTile(data: Uint8Array<ArrayBuffer>) {
  const view = new DataView(data.buffer);
  const ifd = view.getUint32(4, true);
  const value = (tag: number) => {
    const entry = find(data, ifd, tag);
    const size = view.getUint16(entry + 2, true) === 3 ? 2 : 4;
    const inline = view.getUint32(entry + 4, true) * size <= 4;
    const at = inline ? entry + 8 : view.getUint32(entry + 8, true);
    return view.getUint16(entry + 2, true) === 3 ? view.getUint16(at, true) : view.getUint32(at, true);
  };
  return { data, offset: value(324), count: value(325) };
}
