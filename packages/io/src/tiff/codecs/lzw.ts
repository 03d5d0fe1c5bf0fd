import type { TileCodec } from "./index.ts";

const clearCode = 256;
const endCode = 257;
const firstFree = 258;
const mostCodes = 4096;
/** Up to here a loop is faster than a call. */
const shortString = 12;

/**
 * The dictionary. Every string was written to the output when its code was made, and codes are made one per code
 * read: string k begins where the k-th code began to write and ends with the first byte of the one after it.
 * Decoding never pauses, so one table serves all calls.
 */
const starts = new Int32Array(mostCodes + 1);

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
  let mask = 511;
  let free = firstFree;
  while (to < end) {
    if (heldBits < codeBits) {
      if (from >= inputLength) return to;
      // An odd last byte is followed by eight bits that are not there.
      held = (held << 16) | (stored[from] << 8) | (from + 1 < inputLength ? stored[from + 1] : 0);
      from += 2;
      heldBits += 16;
    }
    heldBits -= codeBits;
    if (from > inputLength && heldBits < 8) return to;
    const code = (held >> heldBits) & mask;
    if (code === clearCode) {
      codeBits = 9;
      mask = 511;
      free = firstFree;
      continue;
    }
    if (code === endCode) return to;
    if (free <= mostCodes) starts[free] = to;
    if (code < clearCode) {
      target[to++] = code;
    } else {
      if (code >= free) throw new Error(`LZW code ${code} before it is defined`);
      let source = starts[code];
      const length = Math.min(starts[code + 1] - source + 1, end - to);
      const stop = to + length;
      if (length <= shortString) {
        while (to < stop) target[to++] = target[source++];
      } else {
        target.copyWithin(to, source, source + length);
        // The string being made by this very code ends with its own first byte, which was not there to be copied.
        if (source + length > to) target[stop - 1] = target[to];
        to = stop;
      }
    }
    if (free <= mostCodes) {
      if (free === mask && codeBits < 12) {
        codeBits++;
        mask = (1 << codeBits) - 1;
      }
      free++;
    }
  }
  return to;
}
