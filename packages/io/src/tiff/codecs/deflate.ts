import { nodeModule } from "../../platform.ts";
import type { TileCodec } from "./index.ts";

/** 258 bytes from the two-bit codes of a maximally repetitive block: the limit of the format is 1032. */
const maxExpansion = 1100;

/** Compressions 8 and 32946: zlib streams, by Node's zlib where there is one, else by fflate. */
export async function deflateCodec(): Promise<TileCodec> {
  const zlib = nodeModule("node:zlib");
  if (zlib) {
    const { inflateSync } = zlib;
    return {
      maxExpansion,
      decode(stored, target) {
        // One byte more than the tile, so that the stream ends before its one output chunk is full: a full
        // chunk would make zlib take a second one and copy both.
        const chunkSize = Math.max(64, target.length + 1);
        return inflateSync(stored, { chunkSize, maxOutputLength: Math.max(1, target.length) });
      },
    };
  }
  const { unzlibSync } = await import("fflate");
  let buffer = new Uint8Array(0);
  return {
    maxExpansion,
    decode(stored, target) {
      // Fflate drops what does not fit and does not look at the checksum; zlib refuses both.
      if (buffer.length <= target.length) buffer = new Uint8Array(target.length + 1);
      const bytes = unzlibSync(stored, { out: buffer.subarray(0, target.length + 1) });
      if (bytes.length > target.length) throw new Error("more pixels than the tile holds");
      checkAdler(stored, bytes);
      target.set(bytes);
      return target.subarray(0, bytes.length);
    },
  };
}

/** Compares with the checksum at the end of the stream, behind which a writer may have left up to 3 bytes. */
function checkAdler(stored: Uint8Array, bytes: Uint8Array): void {
  const sum = adler32(bytes);
  const view = new DataView(stored.buffer, stored.byteOffset, stored.length);
  for (let end = stored.length; end > stored.length - 4 && end >= 4; end--) {
    if (view.getUint32(end - 4) === sum) return;
  }
  throw new Error("incorrect data check");
}

function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (let at = 0; at < bytes.length; ) {
    // As many bytes as keep both sums below 2^32.
    const end = Math.min(at + 3800, bytes.length);
    for (; at < end; at++) {
      low += bytes[at];
      high += low;
    }
    low %= 65521;
    high %= 65521;
  }
  return high * 65536 + low;
}
