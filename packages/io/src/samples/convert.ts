/**
 * From stored samples to the pixel types of memory: byte order, bit order, packed bits, float16, 64-bit integers.
 * @module
 */

/** Reverses the bytes of every sample of `size` bytes, in place. */
export function swapBytes(bytes: Uint8Array, size: number): void {
  if (size === 2) {
    swapPairs(bytes);
    return;
  }
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  for (let i = 0; i < words.length; i++) {
    const value = words[i];
    words[i] = (value << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24);
  }
  if (size === 4) return;
  for (let i = 0; i + 1 < words.length; i += 2) {
    const first = words[i];
    words[i] = words[i + 1];
    words[i + 1] = first;
  }
}

/** 16-bit samples, two at a time where they are aligned. */
function swapPairs(bytes: Uint8Array): void {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes.length >> 2 : 0;
  const words = new Int32Array(bytes.buffer, aligned > 0 ? bytes.byteOffset : 0, aligned);
  for (let i = 0; i < aligned; i++) {
    const value = words[i];
    words[i] = ((value & 0x00ff00ff) << 8) | ((value >>> 8) & 0x00ff00ff);
  }
  for (let i = 4 * aligned; i + 1 < bytes.length; i += 2) {
    const first = bytes[i];
    bytes[i] = bytes[i + 1];
    bytes[i + 1] = first;
  }
}

/** FillOrder 2: reverses the bits of every byte, in place. */
export function reverseBits(bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++) {
    let byte = bytes[i];
    byte = ((byte & 0x55) << 1) | ((byte >> 1) & 0x55);
    byte = ((byte & 0x33) << 2) | ((byte >> 2) & 0x33);
    bytes[i] = (byte << 4) | (byte >> 4);
  }
}

/**
 * Unpacks samples of 1 to 15 bits, most significant bit first; each row starts at a byte.
 * @param target `rows * rowSamples` values
 */
export function unpackBits(
  packed: Uint8Array,
  rowBytes: number,
  bits: number,
  rowSamples: number,
  target: Uint8Array | Uint16Array,
): void {
  const mask = (1 << bits) - 1;
  const rows = Math.floor(packed.length / rowBytes);
  for (let row = 0; row < rows; row++) {
    let at = row * rowBytes;
    let held = 0;
    let count = 0;
    const start = row * rowSamples;
    for (let i = 0; i < rowSamples; i++) {
      while (count < bits) {
        held = ((held << 8) | packed[at++]) & 0xffffff;
        count += 8;
      }
      count -= bits;
      target[start + i] = (held >> count) & mask;
    }
  }
}

let halfTable: Float32Array | undefined;

/** float16 to float32, exact. */
export function widenHalf(halves: Uint16Array, target: Float32Array): void {
  halfTable ??= makeHalfTable();
  for (let i = 0; i < halves.length; i++) target[i] = halfTable[halves[i]];
}

function makeHalfTable(): Float32Array {
  const table = new Float32Array(65536);
  for (let code = 0; code < 65536; code++) {
    const sign = code & 0x8000 ? -1 : 1;
    const exponent = (code >> 10) & 31;
    const fraction = code & 1023;
    if (exponent === 31) table[code] = fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    else if (exponent === 0) table[code] = sign * fraction * 2 ** -24;
    else table[code] = sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  }
  return table;
}

/**
 * 64-bit integers, low word first, to float64.
 * @returns index of the first value beyond ±2^53, which float64 cannot hold exactly, or -1. Values are checked
 *   in the first `usedSamples` of each row only: the padding of edge tiles may hold anything
 */
export function narrowInt64(
  words: Uint32Array,
  signed: boolean,
  rowSamples: number,
  usedSamples: number,
  usedRows: number,
  target: Float64Array,
): number {
  for (let row = 0; row < usedRows; row++) {
    for (let i = row * rowSamples; i < row * rowSamples + usedSamples; i++) {
      const high = signed ? words[2 * i + 1] | 0 : words[2 * i + 1];
      const value = high * 4294967296 + words[2 * i];
      // 2^53 itself is exact, and so is the rounding of 2^53 + 1 to it: compare the words, not the sum.
      if (value >= 9007199254740992 || value <= -9007199254740992) {
        const exact = words[2 * i] === 0 && (high === 0x200000 || high === -0x200000);
        if (!exact) return i;
      }
      target[i] = value;
    }
  }
  return -1;
}
