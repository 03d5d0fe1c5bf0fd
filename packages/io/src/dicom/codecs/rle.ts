import { packBitsCodec } from "../../tiff/codecs/packbits.ts";
import type { FrameShape } from "./index.ts";

const headerBytes = 64;

/**
 * DICOM's RLE (PS3.5, annex G): a segment per byte of the samples, the high one first, each by PackBits.
 */
export function decodeRle(stored: Uint8Array, { columns, rows, type }: FrameShape): Uint8Array {
  const size = type.bits / 8;
  const pixels = columns * rows;
  if (stored.length < headerBytes) throw new Error("the RLE header is cut off");
  const view = new DataView(stored.buffer, stored.byteOffset, stored.length);
  const segments = view.getUint32(0, true);
  if (segments !== size) throw new Error(`${segments} RLE segments for ${size} bytes per pixel`);
  const out = new Uint8Array(pixels * size);
  const plane = new Uint8Array(pixels);
  for (let segment = 0; segment < segments; segment++) {
    const start = view.getUint32(4 + 4 * segment, true);
    const end = segment + 1 < segments ? view.getUint32(8 + 4 * segment, true) : stored.length;
    if (start < headerBytes || start > end || end > stored.length) throw new Error("RLE segments overlap");
    const decoded = packBitsCodec.decode(stored.subarray(start, end), plane);
    if (decoded.length < pixels) throw new Error("an RLE segment is too short");
    for (let i = 0, at = size - 1 - segment; i < pixels; i++, at += size) out[at] = decoded[i];
  }
  return out;
}
