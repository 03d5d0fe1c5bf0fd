import { nodeModule } from "../../platform.ts";
import type { TileCodec } from "./index.ts";

/** A repeated-byte block stands for 128 KiB in four bytes. */
const maxExpansion = 32768;

type ZstdOptions = { chunkSize: number; maxOutputLength: number };
type ZstdSync = (stored: Uint8Array, options: ZstdOptions) => Uint8Array;

/** Compression 50000: Zstandard, by Node where it has it (22.15 and later), else by WebAssembly. */
export async function zstdCodec(): Promise<TileCodec> {
  const native = (nodeModule("node:zlib") as { zstdDecompressSync?: ZstdSync } | undefined)
    ?.zstdDecompressSync;
  if (native) {
    return {
      maxExpansion,
      decode(stored, target) {
        const size = target.length;
        return native(stored, { chunkSize: Math.max(64, size + 1), maxOutputLength: Math.max(1, size) });
      },
    };
  }
  const { ZSTDDecoder } = await import("zstddec");
  const decoder = new ZSTDDecoder();
  await decoder.init();
  return {
    maxExpansion,
    decode(stored, target) {
      const bytes = decoder.decode(stored, target.length);
      // The decoder answers every kind of damage, and pixels beyond the tile, with no bytes at all.
      if (bytes.length === 0 && target.length > 0) throw new Error("the Zstandard stream is damaged");
      return bytes;
    },
  };
}
