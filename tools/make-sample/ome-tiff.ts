/**
 * Writes small OME-TIFF files whose bytes depend on nothing but the pixels: little-endian, tiled, deflate with
 * horizontal differences, one page per channel.
 * @module
 */
import { createRequire } from "node:module";

const { zlibSync } = createRequire(new URL("../../packages/io/package.json", import.meta.url))("fflate") as {
  zlibSync(data: Uint8Array, options: { level: number }): Uint8Array;
};

export interface OmeImage {
  readonly name: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** Distance between pixel centres, micrometres. */
  readonly pixelSize: number;
  readonly channels: readonly { readonly name: string; readonly pixels: Uint16Array }[];
}

const tile = 256;
const [short, long, ascii] = [3, 4, 2];

/** A tag with its values; text is a string. */
type Entry = readonly [tag: number, type: number, values: readonly number[] | string];

export function writeOmeTiff(image: OmeImage): Uint8Array {
  const chunks: Uint8Array[] = [];
  let end = 0;
  const append = (bytes: Uint8Array): number => {
    const at = end;
    chunks.push(bytes, new Uint8Array(bytes.length % 2));
    end += bytes.length + (bytes.length % 2);
    return at;
  };
  const header = new Uint8Array([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  append(header);
  let link = new DataView(header.buffer, 4);
  image.channels.forEach(({ pixels }, index) => {
    const tiles = cutTiles(pixels, image.width, image.height).map((bytes) => zlibSync(bytes, { level: 9 }));
    const offsets = tiles.map(append);
    const entries: Entry[] = [
      [256, short, [image.width]],
      [257, short, [image.height]],
      [258, short, [16]],
      [259, short, [8]],
      [262, short, [1]],
      ...(index === 0 ? [[270, ascii, omeXml(image)] as const] : []),
      [277, short, [1]],
      [317, short, [2]],
      [322, short, [tile]],
      [323, short, [tile]],
      [324, long, offsets],
      [325, long, tiles.map(({ length }) => length)],
      [339, short, [1]],
    ];
    const placed = entries.map(([tag, type, values]) => placeValues(tag, type, values, append));
    const directory = new DataView(new ArrayBuffer(2 + 12 * placed.length + 4));
    directory.setUint16(0, placed.length, true);
    placed.forEach(({ tag, type, count, value }, i) => {
      directory.setUint16(2 + 12 * i, tag, true);
      directory.setUint16(4 + 12 * i, type, true);
      directory.setUint32(6 + 12 * i, count, true);
      directory.setUint32(10 + 12 * i, value, true);
    });
    link.setUint32(0, append(new Uint8Array(directory.buffer)), true);
    link = new DataView(directory.buffer, 2 + 12 * placed.length);
  });
  const file = new Uint8Array(end);
  let at = 0;
  for (const chunk of chunks) {
    file.set(chunk, at);
    at += chunk.length;
  }
  return file;
}

/** Tiles in row order, each row stored as differences of neighbours. */
function cutTiles(pixels: Uint16Array, width: number, height: number): Uint8Array[] {
  const tiles: Uint8Array[] = [];
  for (let y0 = 0; y0 < height; y0 += tile) {
    for (let x0 = 0; x0 < width; x0 += tile) {
      const view = new DataView(new ArrayBuffer(2 * tile * tile));
      for (let y = y0; y < Math.min(height, y0 + tile); y++) {
        for (let x = x0; x < Math.min(width, x0 + tile); x++) {
          const left = x === x0 ? 0 : pixels[y * width + x - 1];
          view.setUint16(2 * ((y - y0) * tile + x - x0), (pixels[y * width + x] - left) & 0xffff, true);
        }
      }
      tiles.push(new Uint8Array(view.buffer));
    }
  }
  return tiles;
}

function placeValues(
  tag: number,
  type: number,
  values: readonly number[] | string,
  append: (bytes: Uint8Array) => number,
): { tag: number; type: number; count: number; value: number } {
  if (typeof values === "string") {
    const bytes = new TextEncoder().encode(`${values}\0`);
    return { tag, type, count: bytes.length, value: append(bytes) };
  }
  if (values.length === 1) return { tag, type, count: 1, value: values[0] };
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, i) => view.setUint32(4 * i, value, true));
  return { tag, type, count: values.length, value: append(new Uint8Array(view.buffer)) };
}

function omeXml({ name, description, width, height, pixelSize, channels }: OmeImage): string {
  const size = `SizeX="${width}" SizeY="${height}" SizeZ="1" SizeC="${channels.length}" SizeT="1"`;
  const physical = ["X", "Y"].map(
    (axis) => `PhysicalSize${axis}="${pixelSize}" PhysicalSize${axis}Unit="µm"`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">',
    `<Image ID="Image:0" Name="${name}"><Description>${description}</Description>`,
    `<Pixels ID="Pixels:0" DimensionOrder="XYZCT" Type="uint16" BigEndian="false" ${size} ${physical.join(" ")}>`,
    ...channels.map(
      (channel, c) => `<Channel ID="Channel:0:${c}" Name="${channel.name}" SamplesPerPixel="1"/>`,
    ),
    ...channels.map((_, c) => `<TiffData FirstC="${c}" FirstZ="0" FirstT="0" IFD="${c}" PlaneCount="1"/>`),
    "</Pixels></Image></OME>",
  ].join("");
}
