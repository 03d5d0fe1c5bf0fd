import type { TileCodec } from "./index.ts";

const clearCode = 256;
const endCode = 257;
const firstFree = 258;
const mostCodes = 4096;

/**
 * The dictionary: every string is a stretch of the output, since it was written there when its code was made.
 * Decoding never pauses, so one pair of tables serves all calls.
 */
const starts = new Int32Array(mostCodes);
const lengths = new Int32Array(mostCodes);

/**
 * Compression 5: LZW with codes of 9 to 12 bits, most significant bit first, widened one code early as TIFF
 * defines it. The reversed variant of TIFF 5 and older is refused.
 */
export const lzwCodec: TileCodec = {
  // The longest string that 12-bit codes can build is about 3800 bytes long.
  maxExpansion: 2600,
  decode(stored, target) {
    if (stored.length >= 2 && stored[0] === 0 && (stored[1] & 1) === 1) {
      throw new Error("old-style LZW with reversed bits; save the file again with a current program");
    }
    return target.subarray(0, decodeLzw(stored, target));
  },
};

function decodeLzw(stored: Uint8Array, target: Uint8Array): number {
  const inputLength = stored.length;
  const end = target.length;
  let from = 0;
  let to = 0;
  let held = 0;
  let heldBits = 0;
  let codeBits = 9;
  let free = firstFree;
  let lastStart = 0;
  let lastLength = 0;
  while (to < end) {
    while (heldBits < codeBits) {
      if (from >= inputLength) return to;
      held = ((held << 8) | stored[from++]) & 0xffffff;
      heldBits += 8;
    }
    heldBits -= codeBits;
    const code = (held >> heldBits) & ((1 << codeBits) - 1);
    if (code === clearCode) {
      codeBits = 9;
      free = firstFree;
      lastLength = 0;
      continue;
    }
    if (code === endCode) return to;

    const start = to;
    if (code < clearCode) {
      target[to++] = code;
    } else {
      let source: number;
      let length: number;
      if (code < free) {
        source = starts[code];
        length = lengths[code];
      } else if (code === free && lastLength > 0) {
        // The string being defined right now: the last one and its own first byte, which copying forward repeats.
        source = lastStart;
        length = lastLength + 1;
      } else {
        throw new Error(`LZW code ${code} before it is defined`);
      }
      const stop = Math.min(start + length, end);
      while (to < stop) target[to++] = target[source++];
    }
    if (lastLength > 0 && free < mostCodes) {
      starts[free] = lastStart;
      lengths[free] = lastLength + 1;
      free++;
      if (free === (1 << codeBits) - 1 && codeBits < 12) codeBits++;
    }
    lastStart = start;
    lastLength = to - start;
  }
  return to;
}
