/**
 * Lossless JPEG, process 14 (ITU-T T.81, annex H): Huffman-coded differences to one of seven predictors.
 * @module
 */
import type { FrameShape } from "./index.ts";

/** Decodes one component of 2 to 16 bits; restart intervals and point transforms are followed. */
export function decodeJpegLossless(stored: Uint8Array, { columns, rows, type }: FrameShape): Uint8Array {
  const header = readMarkers(stored);
  const { width, height, precision, table } = header;
  if (width !== columns || height !== rows || precision > type.bits || type.bits > 16) {
    throw new Error(`the stream is ${width} x ${height} pixels, ${precision} bits`);
  }
  const out = type.bits === 8 ? new Uint8Array(columns * rows) : new Uint16Array(columns * rows);
  predict(new Bits(stored, header.scan), table, header, out);
  return new Uint8Array(out.buffer);
}

interface Header {
  width: number;
  height: number;
  precision: number;
  /** Selection value 1 to 7. */
  predictor: number;
  /** Bits that the samples were shifted by before coding. */
  shift: number;
  /** Samples between restart markers, 0 for none. */
  restart: number;
  /** Position of the coded data. */
  scan: number;
  table: HuffmanTable;
}

/** Codes by length: those of length n lie from `first[n]` to `last[n]`, with symbols from `symbol[n]` on. */
interface HuffmanTable {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly symbol: Int32Array;
  readonly values: Uint8Array;
}

function readMarkers(bytes: Uint8Array): Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const tables = new Map<number, HuffmanTable>();
  let frame: Pick<Header, "width" | "height" | "precision"> | undefined;
  let restart = 0;
  if (view.getUint16(0) !== 0xffd8) throw new Error("no JPEG stream");
  for (let at = 2; ; ) {
    const marker = view.getUint16(at);
    if (marker === 0xffff) {
      at++;
      continue;
    }
    const length = view.getUint16(at + 2);
    const body = at + 4;
    const end = at + 2 + length;
    if (marker < 0xff01 || length < 2 || end > bytes.length) throw new Error("a JPEG marker is damaged");
    if (marker === 0xffc3) {
      if (view.getUint8(body + 5) !== 1) throw new Error("several components");
      frame = {
        precision: view.getUint8(body),
        height: view.getUint16(body + 1),
        width: view.getUint16(body + 3),
      };
      if (frame.precision < 2 || frame.precision > 16) throw new Error(`${frame.precision} bits`);
    } else if (marker === 0xffc4) {
      readTables(bytes.subarray(body, end), tables);
    } else if (marker === 0xffdd) {
      restart = view.getUint16(body);
    } else if (marker === 0xffda) {
      const table = tables.get(view.getUint8(body + 2) >> 4);
      const predictor = view.getUint8(body + 3);
      if (
        frame === undefined ||
        table === undefined ||
        view.getUint8(body) !== 1 ||
        predictor < 1 ||
        predictor > 7
      ) {
        throw new Error("the JPEG scan is damaged");
      }
      return { ...frame, predictor, shift: view.getUint8(body + 5) & 15, restart, scan: end, table };
    } else if (marker >= 0xffc0 && marker <= 0xffcf) {
      throw new Error("the JPEG stream is not a lossless one");
    }
    at = end;
  }
}

function readTables(bytes: Uint8Array, tables: Map<number, HuffmanTable>): void {
  for (let at = 0; at + 17 <= bytes.length; ) {
    const id = bytes[at] & 15;
    const table: HuffmanTable = {
      first: new Int32Array(17),
      last: new Int32Array(17).fill(-1),
      symbol: new Int32Array(17),
      values: bytes.slice(at + 17),
    };
    let code = 0;
    let symbol = 0;
    for (let length = 1; length <= 16; length++) {
      const count = bytes[at + length];
      table.first[length] = code;
      table.symbol[length] = symbol;
      table.last[length] = code + count - 1;
      symbol += count;
      code = (code + count) << 1;
      if (code > 2 << length) throw new Error("a Huffman table is damaged");
    }
    if (symbol > table.values.length) throw new Error("a Huffman table is cut off");
    tables.set(id, table);
    at += 17 + symbol;
  }
}

/** Bits of the coded data; a byte 0xff is followed by a 0 that does not count. */
class Bits {
  readonly #bytes: Uint8Array;
  #at: number;
  #held = 0;
  #count = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  read(count: number): number {
    while (this.#count < count) {
      this.#held = ((this.#held & 0xffff) << 8) | this.#byte();
      this.#count += 8;
    }
    this.#count -= count;
    return (this.#held >>> this.#count) & ((1 << count) - 1);
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Error("the JPEG stream is cut off");
    if (byte !== 0xff) {
      this.#at++;
      return byte;
    }
    if (this.#bytes[this.#at + 1] !== 0) throw new Error("the JPEG stream ends before its pixels do");
    this.#at += 2;
    return byte;
  }

  symbol({ first, last, symbol, values }: HuffmanTable): number {
    let code = 0;
    for (let length = 1; length <= 16; length++) {
      code = (code << 1) | this.read(1);
      if (code <= last[length] && code >= first[length]) return values[symbol[length] + code - first[length]];
    }
    throw new Error("a Huffman code is damaged");
  }

  /** Drops the rest of a byte and the restart marker that follows. */
  restart(): void {
    this.#count = 0;
    const [mark, number] = [this.#bytes[this.#at], this.#bytes[this.#at + 1]];
    if (mark !== 0xff || number === undefined || (number & 0xf8) !== 0xd0)
      throw new Error("a restart marker is missing");
    this.#at += 2;
  }
}

function predict(bits: Bits, table: HuffmanTable, header: Header, out: Uint8Array | Uint16Array): void {
  const { width, height, precision, predictor, shift, restart } = header;
  const start = 1 << (precision - shift - 1);
  if (restart % width !== 0) throw new Error("a restart interval is no number of rows");
  let left = restart;
  let fresh = true;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (restart > 0 && left === 0) {
        bits.restart();
        left = restart;
        fresh = true;
      }
      left--;
      // The first row has no row above, nor has the first after a restart; other rows start from the pixel above.
      let expected: number;
      if (fresh && x === 0) expected = start;
      else if (fresh) expected = out[at - 1] >> shift;
      else if (x === 0) expected = out[at - width] >> shift;
      else
        expected = predicted(
          predictor,
          out[at - 1] >> shift,
          out[at - width] >> shift,
          out[at - width - 1] >> shift,
        );
      const value = (expected + difference(bits, table)) & 0xffff;
      out[at] = value << shift;
    }
    fresh = false;
  }
}

function predicted(predictor: number, a: number, b: number, c: number): number {
  switch (predictor) {
    case 1:
      return a;
    case 2:
      return b;
    case 3:
      return c;
    case 4:
      return a + b - c;
    case 5:
      return a + ((b - c) >> 1);
    case 6:
      return b + ((a - c) >> 1);
    default:
      return (a + b) >> 1;
  }
}

function difference(bits: Bits, table: HuffmanTable): number {
  const size = bits.symbol(table);
  if (size === 0) return 0;
  if (size === 16) return 32768;
  if (size > 16) throw new Error("a difference is damaged");
  const value = bits.read(size);
  return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
}
