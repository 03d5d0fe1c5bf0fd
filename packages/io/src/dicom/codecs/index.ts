/**
 * The decoders of compressed pixel data. Each is loaded with the first file that needs it.
 * @module
 */
import type { StoredType } from "../../samples/stored-type.ts";
import type { PixelCoding } from "../transfer-syntax.ts";

/** What the attributes say about a frame. */
export interface FrameShape {
  readonly columns: number;
  readonly rows: number;
  readonly type: StoredType;
}

/**
 * Decodes a frame to little-endian samples of the bits of `shape.type`, in an array that the caller may keep.
 * Throws anything when the stream is damaged or has another shape; the caller names file and frame.
 */
export type FrameDecoder = (stored: Uint8Array, shape: FrameShape) => Uint8Array | Promise<Uint8Array>;

/** The decoder of a coding. */
export async function frameDecoder(coding: Exclude<PixelCoding, "raw">): Promise<FrameDecoder> {
  switch (coding) {
    case "rle":
      return (await import("./rle.ts")).decodeRle;
    case "jpeg-lossless":
      return (await import("./jpeg-lossless.ts")).decodeJpegLossless;
    default:
      return (await import("./webassembly.ts")).webAssemblyDecoder(coding);
  }
}
