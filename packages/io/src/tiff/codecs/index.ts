/**
 * The tile codecs by TIFF compression number. A codec is one file plus one line here, and is loaded when the
 * first file that needs it is read.
 * @module
 */
import type { PageLayout } from "../layout.ts";

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

type CodecLoader = (layout: PageLayout) => Promise<TileCodec>;

const deflate: CodecLoader = async () => (await import("./deflate.ts")).deflateCodec();

const codecs = new Map<number, CodecLoader>([
  [1, async () => (await import("./none.ts")).noneCodec],
  [5, async () => (await import("./lzw.ts")).lzwCodec],
  [7, async (layout) => (await import("./jpeg.ts")).jpegCodec(layout)],
  [8, deflate],
  [32773, async () => (await import("./packbits.ts")).packBitsCodec],
  [32946, deflate],
  [50000, async () => (await import("./zstd.ts")).zstdCodec()],
]);

/** The codec of `layout.compression`, which `readLayout` has checked. */
export function loadCodec(layout: PageLayout): Promise<TileCodec> {
  return codecs.get(layout.compression)!(layout);
}
