/**
 * The tile codecs by TIFF compression number. A codec is one file plus one line here. Codecs are small and come
 * with the reader; the libraries that some of them need are loaded with the first file that needs them.
 * @module
 */
import type { PageLayout } from "../layout.ts";
import { deflateCodec } from "./deflate.ts";
import { jpegCodec } from "./jpeg.ts";
import { lzwCodec } from "./lzw.ts";
import { noneCodec } from "./none.ts";
import { packBitsCodec } from "./packbits.ts";
import { zstdCodec } from "./zstd.ts";

/** Decodes the bytes of one tile or strip. */
export interface TileCodec {
  /**
   * Most decoded bytes that one stored byte of a valid stream can stand for. A tile that claims more is refused
   * before memory is taken for it.
   */
  readonly maxExpansion: number;
  /**
   * Decodes `stored` into `target` or into an array of its own and returns the decoded bytes: as many as
   * `target` holds, or fewer when the stream ends early (the caller decides whether that is enough).
   * Throws anything when the stream is damaged; the caller names file, page and tile.
   */
  decode(stored: Uint8Array, target: Uint8Array): Uint8Array;
}

type CodecLoader = (layout: PageLayout) => TileCodec | Promise<TileCodec>;

const codecs = new Map<number, CodecLoader>([
  [1, () => noneCodec],
  [5, () => lzwCodec],
  [7, jpegCodec],
  [8, deflateCodec],
  [32773, () => packBitsCodec],
  [32946, deflateCodec],
  [50000, zstdCodec],
]);

/** The codec of `layout.compression`, which `readLayout` has checked. */
export async function loadCodec(layout: PageLayout): Promise<TileCodec> {
  return codecs.get(layout.compression)!(layout);
}
