import { describe, expect, test } from "vitest";
import { openImage } from "../src/index.ts";
import { readAll } from "./pixels.ts";
import { fixture, omeXml, plainPage, tiffFile } from "./tiff-bytes.ts";

const xy = 'SizeX="4" SizeY="3" Type="uint8"';
const single = 'SizeZ="1" SizeC="1" SizeT="1"';

/** The file with one page per plane; plane i holds the value i. */
function planes(count: number, description: string) {
  const data = new Uint8Array(12 * count);
  for (let i = 0; i < count; i++) data.fill(i, 12 * i, 12 * i + 12);
  const pages = Array.from({ length: count }, (_, i) => ({ ...plainPage, StripOffsets: 12 * i }));
  return tiffFile([{ ...pages[0], ImageDescription: description }, ...pages.slice(1)], data);
}

/** Values of the planes by channel, then frame, then z. */
async function order(bytes: Uint8Array): Promise<number[]> {
  const pixels = await readAll(await openImage(bytes, { name: "a.tif" }));
  return Array.from({ length: pixels.length / 12 }, (_, i) => pixels[12 * i]);
}

describe("OME-XML", () => {
  test.each([
    ["XYZCT", [0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11]],
    ["XYCZT", [0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11]],
    ["XYTCZ", [0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11]],
  ])("dimension order %s", async (name, expected) => {
    const text = omeXml(`${xy} SizeZ="2" SizeC="3" SizeT="2"`).replace("XYZCT", name);
    expect(await order(planes(12, text))).toEqual(expected);
  });

  test("TiffData blocks in any order", async () => {
    const blocks =
      '<TiffData IFD="2" FirstC="0" PlaneCount="1"/><TiffData IFD="0" FirstC="1" PlaneCount="2"/>';
    expect(await order(planes(3, omeXml(`${xy} SizeZ="1" SizeC="3" SizeT="1"`, blocks)))).toEqual([2, 0, 1]);
  });

  test("no TiffData at all, and pages that no plane uses", async () => {
    expect(await order(planes(3, omeXml(`${xy} SizeZ="2" SizeC="1" SizeT="1"`, "")))).toEqual([0, 1]);
  });

  test("prefixes, single quotes, comments, entities, CDATA, a document type", async () => {
    const text =
      `\ufeff<?xml version='1.0'?><!DOCTYPE OME [<!ENTITY x "y">]><!-- <OME> --><ome:OME xmlns:ome="x">` +
      `<ome:StructuredAnnotations><a>1 &lt; 2</a><![CDATA[<b>]]></ome:StructuredAnnotations>` +
      `<ome:Image ID='i' ><ome:Pixels DimensionOrder='XYCZT' ${xy} ${single} PhysicalSizeX='5' PhysicalSizeXUnit='&#xB5;m'` +
      ` PhysicalSizeY='5000' PhysicalSizeYUnit='nm'>\n<ome:Channel Name='a &amp; &quot;b&quot; &#946; &nope;'/>` +
      `</ome:Pixels></ome:Image></ome:OME>\n`;
    const { info } = await openImage(planes(1, text));
    expect(info.channelNames).toEqual(['a & "b" β &nope;']);
    expect(info.spacing).toEqual({ x: 5, y: 5, z: 1, unit: "um" });
  });

  test.each([
    ['PhysicalSizeX="1" PhysicalSizeY="2"', { x: 1, y: 2, z: 1, unit: "um" }, false],
    [
      'PhysicalSizeX="1" PhysicalSizeXUnit="mm" PhysicalSizeY="0.1" PhysicalSizeYUnit="cm"',
      { x: 1000, y: 1000, z: 1, unit: "um" },
      false,
    ],
    [
      'PhysicalSizeX="1" PhysicalSizeXUnit="pixel" PhysicalSizeY="1" PhysicalSizeYUnit="pixel"',
      "pixel",
      false,
    ],
    ['PhysicalSizeX="1" PhysicalSizeXUnit="reference frame"', "pixel", false],
    ['PhysicalSizeX="1"', "pixel", true],
    ['PhysicalSizeX="0" PhysicalSizeY="2"', "pixel", true],
    ['PhysicalSizeX="-1" PhysicalSizeY="2"', "pixel", true],
  ])("spacing from %s", async (attributes, expected, noted) => {
    const { info } = await openImage(planes(1, omeXml(`${xy} ${single} ${attributes}`)));
    expect(info.spacing).toEqual(expected === "pixel" ? { x: 1, y: 1, z: 1, unit: "pixel" } : expected);
    expect(info.notes?.some((note) => note.includes("lengths are in pixels")) ?? false).toBe(noted);
  });

  test("a volume without z step is measured in pixels", async () => {
    const text = omeXml(`${xy} SizeZ="2" SizeC="1" SizeT="1" PhysicalSizeX="1" PhysicalSizeY="1"`);
    const { info } = await openImage(planes(2, text));
    expect(info.spacing.unit).toBe("pixel");
    expect(info.notes).toHaveLength(1);
  });

  test("a renamed file is still itself", async () => {
    const uuid = (file: string) => `<TiffData><UUID FileName="${file}">urn:uuid:1</UUID></TiffData>`;
    expect(await order(planes(1, omeXml(`${xy} ${single}`, uuid("old.tif"))))).toEqual([0]);
    expect(await order(planes(1, omeXml(`${xy} ${single}`, uuid("old.tif"), 'UUID="urn:uuid:1"')))).toEqual([
      0,
    ]);
  });

  test("a file of several images", async () => {
    const one = omeXml(`${xy} ${single}`, '<TiffData IFD="0"/>');
    const two = `<Image Name="second"><Pixels DimensionOrder="XYZCT" ${xy} ${single}><TiffData IFD="1"/></Pixels></Image></OME>`;
    const bytes = planes(2, one.replace("</OME>", two));
    const first = await openImage(bytes);
    expect(first.info.notes).toEqual(['the file holds 2 images; image 0 ("") is read']);
    const second = await openImage(bytes, { image: 1 });
    expect(second.info.notes).toEqual(['the file holds 2 images; image 1 ("second") is read']);
    expect((await readAll(second))[0]).toBe(1);
  });
});

describe("ImageJ", () => {
  const imageJ = (text: string) => `ImageJ=1.54f\n${text}\n`;

  test("channels vary fastest, then slices, then frames", async () => {
    const text = imageJ("images=12\nchannels=3\nslices=2\nframes=2\nhyperstack=true");
    expect(await order(planes(12, text))).toEqual([0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11]);
  });

  test("images alone are slices", async () => {
    const { info } = await openImage(planes(3, imageJ("images=3")));
    expect(info.size[2]).toBe(3);
  });

  test.each([
    ["unit=micron\nspacing=2.5", 2, { x: 0.5, y: 0.5, z: 2.5, unit: "um" }],
    ["unit=\\u00B5m\nspacing=-2", 2, { x: 0.5, y: 0.5, z: 2, unit: "um" }],
    ["unit=nm\nspacing=2", 2, { x: 0.0005, y: 0.0005, z: 0.002, unit: "um" }],
    ["unit=inch\nspacing=2", 2, { x: 1, y: 1, z: 1, unit: "pixel" }],
    ["unit=pixel", 2, { x: 1, y: 1, z: 1, unit: "pixel" }],
    ["spacing=2", 2, { x: 1, y: 1, z: 1, unit: "pixel" }],
    ["unit=um", 2, { x: 1, y: 1, z: 1, unit: "pixel" }],
    ["unit=um", 1, { x: 0.5, y: 0.5, z: 1, unit: "um" }],
  ])("%j with %i slices", async (text, slices, expected) => {
    const page = { ...plainPage, XResolution: 2, YResolution: 2 };
    const description = imageJ(`images=${slices}\nslices=${slices}\n${text}`);
    const bytes = tiffFile([{ ...page, ImageDescription: description }, ...new Array(slices - 1).fill(page)]);
    expect((await openImage(bytes)).info.spacing).toEqual(expected);
  });
});

describe("without metadata", () => {
  test("print resolution is no physical size", async () => {
    const { info } = await openImage(
      tiffFile([{ ...plainPage, XResolution: 300, YResolution: 300, ResolutionUnit: 2 }]),
    );
    expect(info.spacing).toEqual({ x: 1, y: 1, z: 1, unit: "pixel" });
  });

  test("metadata of a vendor that are not read are mentioned", async () => {
    const { info } = await openImage(tiffFile([{ ...plainPage, ZeissLsm: 0 }, plainPage]));
    expect(info.notes).toEqual([
      "Zeiss LSM metadata are not read: lengths are in pixels; its pages are taken as z planes",
    ]);
  });

  test("masks and lone thumbnails", async () => {
    const pages = [plainPage, { ...plainPage, NewSubfileType: 4, ImageWidth: 2 }];
    expect((await openImage(tiffFile(pages))).info.size).toEqual([4, 3, 1]);
    expect((await openImage(tiffFile([{ ...plainPage, NewSubfileType: 1 }]))).info.size).toEqual([4, 3, 1]);
  });

  test("thin strips are read together, uncompressed ones anywhere", async () => {
    expect((await openImage(fixture("lzw-horizontal-uint16"))).info.tile).toEqual([35, 21]);
    expect((await openImage(fixture("strips-uint8"))).info.tile).toEqual([35, 21]);
    expect((await openImage(fixture("tiled-uint16"))).info.tile).toEqual([32, 16]);
  });

  test("a byte-count table that is missing follows from the size", async () => {
    const { StripByteCounts: _, ...page } = { ...plainPage, RowsPerStrip: 2, StripOffsets: [0, 8] };
    expect([...(await readAll(await openImage(tiffFile([page]))))]).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ]);
  });
});
