/// <reference path="./libjpeg-turbo.d.ts" />
import type { PageLayout } from "../layout.ts";
import { Tag } from "../tags.ts";
import type { TileCodec } from "./index.ts";
import { jpegLibrary } from "./jpeg-library.ts";

/** Compression 7, 8-bit grey, by libjpeg-turbo: the same pixels as libtiff. */
export async function jpegCodec(layout: PageLayout): Promise<TileCodec> {
  const { JPEGDecoder } = await jpegLibrary();
  const tables = await layout.ifd.bytes(Tag.JpegTables);
  return {
    // A block of 64 pixels takes at least 2 bits; a scan of a progressive stream may carry none for many blocks.
    maxExpansion: 1024,
    decode(stored, target) {
      const decoder = new JPEGDecoder();
      try {
        writeStream(decoder, stored, tables);
        decoder.readHeader();
        const { width, height, bitsPerSample, componentCount } = decoder.getFrameInfo();
        if (
          width !== layout.tileWidth ||
          height > layout.tileHeight ||
          componentCount !== 1 ||
          bitsPerSample !== 8
        ) {
          throw new Error(
            `a JPEG of ${width} x ${height} pixels, ${componentCount} components, ${bitsPerSample} bits`,
          );
        }
        decoder.decode();
        const pixels = decoder.getDecodedBuffer();
        target.set(pixels);
        return target.subarray(0, pixels.length);
      } catch (error) {
        // C++ exceptions arrive as bare numbers.
        throw error instanceof Error ? error : new Error("the JPEG stream is damaged");
      } finally {
        decoder.delete();
      }
    },
  };
}

/** The tables that all tiles share come first, without their end marker; the tile follows without its start. */
function writeStream(
  decoder: { getEncodedBuffer(length: number): Uint8Array },
  stored: Uint8Array,
  tables: Uint8Array | undefined,
): void {
  if (!tables || tables.length < 4) {
    decoder.getEncodedBuffer(stored.length).set(stored);
    return;
  }
  const shared = tables.subarray(0, tables.length - 2);
  const own = stored.subarray(2);
  const buffer = decoder.getEncodedBuffer(shared.length + own.length);
  buffer.set(shared);
  buffer.set(own, shared.length);
}
