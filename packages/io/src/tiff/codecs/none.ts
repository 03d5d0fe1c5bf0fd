import type { TileCodec } from "./index.ts";

/** Compression 1: bytes as they are. They are copied because later steps work in place on aligned memory. */
export const noneCodec: TileCodec = {
  maxExpansion: 1,
  decode(stored, target) {
    const length = Math.min(stored.length, target.length);
    target.set(length === stored.length ? stored : stored.subarray(0, length));
    return target.subarray(0, length);
  },
};
