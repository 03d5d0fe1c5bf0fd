import type { TileCodec } from "./index.ts";

/** Compression 32773: runs and literals with a signed length byte. */
export const packBitsCodec: TileCodec = {
  maxExpansion: 64,
  decode(stored, target) {
    const { length } = stored;
    const end = target.length;
    let from = 0;
    let to = 0;
    while (from < length && to < end) {
      const head = stored[from++];
      if (head < 128) {
        const run = Math.min(head + 1, length - from, end - to);
        target.set(stored.subarray(from, from + run), to);
        from += head + 1;
        to += run;
      } else if (head > 128 && from < length) {
        const run = Math.min(257 - head, end - to);
        target.fill(stored[from++], to, to + run);
        to += run;
      }
      // 128 is a filler and means nothing.
    }
    return target.subarray(0, to);
  },
};
