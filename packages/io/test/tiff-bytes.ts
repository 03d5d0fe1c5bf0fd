import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Tag } from "../src/tiff/tags.ts";
import { ifdBytes, type TagValue, tiffHeader } from "../src/tiff/write/write-ifd.ts";

/** A committed fixture, as fresh bytes. */
export const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(import.meta.dirname, "../../../reference-data/io/tiff", `${name}.tif`)));

const offsetTags = new Set<number>([Tag.StripOffsets, Tag.TileOffsets, Tag.SubIfds]);
const textTags = new Set<number>([Tag.ImageDescription]);

/** Tag values by name; offsets are relative to the pixel data and shifted by {@link tiffFile}. */
export type Tags = Partial<Record<keyof typeof Tag, number | readonly number[] | string>>;

/** One uncompressed 8-bit page of 4 x 3 pixels, values 0 to 11. */
export const plainPage: Tags = {
  ImageWidth: 4,
  ImageLength: 3,
  BitsPerSample: 8,
  Compression: 1,
  Photometric: 1,
  StripOffsets: 0,
  StripByteCounts: 12,
  RowsPerStrip: 3,
};

/** A little-endian TIFF file: header, `data`, then one directory per page with the tags given. */
export function tiffFile(
  pages: readonly Tags[] = [plainPage],
  data = Uint8Array.from({ length: 12 }, (_, i) => i),
): Uint8Array<ArrayBuffer> {
  const start = 8;
  let position = start + data.length + (data.length % 2);
  const parts: Uint8Array[] = [];
  const first = position;
  for (const [i, tags] of pages.entries()) {
    const bytes = ifdBytes(
      Object.entries(tags).map(tagValue(start)),
      position,
      false,
      i === pages.length - 1,
    );
    parts.push(bytes);
    position += bytes.length;
  }
  const file = new Uint8Array(position);
  file.set(tiffHeader(false, first));
  file.set(data, start);
  let at = first;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

const tagValue =
  (start: number) =>
  ([name, value]: [string, number | readonly number[] | string]): TagValue => {
    const tag = Tag[name as keyof typeof Tag];
    if (typeof value === "string") {
      return { tag, type: "ascii", values: new TextEncoder().encode(`${value}\0`) };
    }
    const values = typeof value === "number" ? [value] : [...value];
    if (textTags.has(tag)) throw new TypeError(`${name} is text`);
    return {
      tag,
      type: "long",
      values: offsetTags.has(tag) ? values.map((offset) => offset + start) : values,
    };
  };

/** OME-XML around the attributes and content of one Pixels element. */
export const omeXml = (attributes: string, content = "<TiffData/>", root = ""): string =>
  `<?xml version="1.0"?><OME ${root}><Image ID="Image:0"><Pixels ID="Pixels:0" DimensionOrder="XYZCT" ` +
  `${attributes}>${content}</Pixels></Image></OME>`;
