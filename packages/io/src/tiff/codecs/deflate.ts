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
  return { maxExpansion, decode: (stored, target) => unzlibSync(stored, { out: target }) };
}
