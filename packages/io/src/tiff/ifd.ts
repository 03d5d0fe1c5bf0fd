/**
 * Header and image file directories (IFDs) of classic TIFF and BigTIFF. Values are looked up in the raw
 * directory when they are asked for, so a file of ten thousand pages costs little more than its directories.
 * @module
 */
import type { PixelmetryError } from "@pixelmetry/roi";
import { type ByteSource, readBytes } from "../bytes/byte-source.ts";
import { corrupt } from "./corrupt.ts";
import { decodeNumber, decodeNumbers, uint64, viewOf } from "./ifd-values.ts";
import { isTiff } from "./signature.ts";
import { tagName, typeSize } from "./tags.ts";

/** Byte order and field widths of a file. */
export interface TiffHeader {
  readonly littleEndian: boolean;
  /** BigTIFF: 8-byte offsets and counts. */
  readonly big: boolean;
  readonly firstIfd: number;
}

/** Most bytes that one tag may hold; the tile table of a 10^6 x 10^6 image takes 250 MB. */
const largestValue = 2 ** 29;

/** A page takes about half a kilobyte of memory. */
const mostPages = 2 ** 20;

/** Enough for the directory of a usual page in one read. */
const usualIfdBytes = 512;

/** @throws PixelmetryError `corrupt-input` when the file is no TIFF or shorter than a header */
export async function readHeader(source: ByteSource): Promise<TiffHeader> {
  const head = await readBytes(source, 0, Math.min(16, source.size));
  if (!isTiff(head)) {
    throw corrupt(source, "not a TIFF file", { expected: 'a file that starts with "II*" or "MM*"' });
  }
  const view = viewOf(head);
  const littleEndian = head[0] === 0x49;
  const big = view.getUint16(2, littleEndian) === 43;
  if (head.length < (big ? 16 : 8)) {
    throw corrupt(source, "the file ends within the TIFF header", { received: `${head.length} bytes` });
  }
  if (big && view.getUint16(4, littleEndian) !== 8) {
    throw corrupt(source, "BigTIFF offsets have the wrong width", {
      expected: "8 bytes",
      received: view.getUint16(4, littleEndian),
    });
  }
  return {
    littleEndian,
    big,
    firstIfd: big ? uint64(view, 8, littleEndian) : view.getUint32(4, littleEndian),
  };
}

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Bytes that all values take. */
  readonly bytes: number;
  /** Where the values lie in the directory, when they fit there; else where their file offset lies. */
  readonly at: number;
  readonly inline: boolean;
}

/** One image file directory. */
export class Ifd {
  readonly source: ByteSource;
  readonly header: TiffHeader;
  /** Position in the file, which identifies the directory. */
  readonly offset: number;
  /** Position of the next directory, 0 at the end of the chain. */
  readonly next: number;
  readonly #entries: DataView;

  constructor(source: ByteSource, header: TiffHeader, offset: number, entries: DataView, next: number) {
    this.source = source;
    this.header = header;
    this.offset = offset;
    this.next = next;
    this.#entries = entries;
  }

  /** Whether the directory holds `tag`. */
  has(tag: number): boolean {
    return this.#find(tag) !== undefined;
  }

  /** Number of values of `tag`, 0 when it is absent. */
  count(tag: number): number {
    return this.#find(tag)?.count ?? 0;
  }

  /** First value of an integer tag when it is stored in the directory itself, without touching the file. */
  peek(tag: number): number | undefined {
    const entry = this.#find(tag);
    if (!entry?.inline || entry.count === 0) return undefined;
    const view = new DataView(this.#entries.buffer, this.#entries.byteOffset + entry.at, entry.bytes);
    return decodeNumber(view, entry.type, 0, this.header.littleEndian);
  }

  /**
   * All values of a numeric tag; rationals are divided.
   * @throws PixelmetryError `corrupt-input` when the values lie outside the file or are no numbers
   */
  async numbers(tag: number): Promise<ArrayLike<number> | undefined> {
    const entry = this.#find(tag);
    if (!entry) return undefined;
    const view = await this.#values(tag, entry);
    return decodeNumbers(view, entry.type, entry.count, this.header.littleEndian);
  }

  /** First value of a numeric tag, or `fallback` when the tag is absent or empty. */
  async number(tag: number, fallback: number): Promise<number> {
    const values = await this.numbers(tag);
    return values !== undefined && values.length > 0 ? values[0] : fallback;
  }

  /** Raw bytes of a tag. */
  async bytes(tag: number): Promise<Uint8Array | undefined> {
    const entry = this.#find(tag);
    if (!entry) return undefined;
    const view = await this.#values(tag, entry);
    return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  }

  /** A text tag up to its first NUL, read as UTF-8 with a fallback to Latin-1. */
  async text(tag: number): Promise<string | undefined> {
    const bytes = await this.bytes(tag);
    if (!bytes) return undefined;
    const end = bytes.indexOf(0);
    const used = end < 0 ? bytes : bytes.subarray(0, end);
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(used);
    } catch {
      return new TextDecoder("latin1").decode(used);
    }
  }

  #find(tag: number): Entry | undefined {
    const view = this.#entries;
    const { littleEndian, big } = this.header;
    const step = big ? 20 : 12;
    for (let at = 0; at + step <= view.byteLength; at += step) {
      if (view.getUint16(at, littleEndian) !== tag) continue;
      const type = view.getUint16(at + 2, littleEndian);
      const count = big ? uint64(view, at + 4, littleEndian) : view.getUint32(at + 4, littleEndian);
      const size = typeSize[type] ?? 0;
      // The specification asks readers to skip field types they do not know.
      if (size === 0) return undefined;
      const bytes = count * size;
      return { type, count, bytes, at: at + (big ? 12 : 8), inline: bytes <= (big ? 8 : 4) };
    }
    return undefined;
  }

  async #values(tag: number, { bytes, at, inline }: Entry): Promise<DataView> {
    const view = this.#entries;
    if (inline) return new DataView(view.buffer, view.byteOffset + at, bytes);
    const { littleEndian, big } = this.header;
    const position = big ? uint64(view, at, littleEndian) : view.getUint32(at, littleEndian);
    if (bytes > largestValue || position + bytes > this.source.size) {
      throw corrupt(this.source, `the values of ${tagName(tag)} lie outside the file`, {
        expected: `an end before byte ${this.source.size}`,
        received: `${bytes} bytes at ${position}`,
      });
    }
    return viewOf(await readBytes(this.source, position, bytes));
  }
}

/**
 * Reads the directory at `offset`.
 * @throws PixelmetryError `corrupt-input` when it reaches past the end of the file
 */
export async function readIfd(source: ByteSource, header: TiffHeader, offset: number): Promise<Ifd> {
  const { littleEndian, big } = header;
  const countBytes = big ? 8 : 2;
  if (offset + countBytes > source.size) throw truncatedIfd(source, offset);
  let bytes = await readBytes(source, offset, Math.min(usualIfdBytes, source.size - offset));
  let view = viewOf(bytes);
  const count = big ? uint64(view, 0, littleEndian) : view.getUint16(0, littleEndian);
  const end = countBytes + count * (big ? 20 : 12);
  const length = end + (big ? 8 : 4);
  // Some writers leave out the offset of the next directory at the very end of the file.
  if (offset + end > source.size) throw truncatedIfd(source, offset);
  if (length > bytes.length && bytes.length < source.size - offset) {
    bytes = await readBytes(source, offset, Math.min(length, source.size - offset));
    view = viewOf(bytes);
  }
  const hasNext = length <= bytes.length;
  const next = !hasNext ? 0 : big ? uint64(view, end, littleEndian) : view.getUint32(end, littleEndian);
  const entries = bytes.slice(countBytes, end);
  return new Ifd(source, header, offset, viewOf(entries), next);
}

/**
 * The chain of directories that starts at `first`, in file order.
 * @throws PixelmetryError `corrupt-input` when the chain runs in a circle or leaves the file
 */
export async function readIfdChain(source: ByteSource, header: TiffHeader, first: number): Promise<Ifd[]> {
  const chain: Ifd[] = [];
  const seen = new Set<number>();
  for (let offset = first; offset !== 0; offset = chain[chain.length - 1].next) {
    if (seen.has(offset)) {
      throw corrupt(source, "the pages of the TIFF file form a circle", {
        received: `page ${chain.length + 1} at byte ${offset} again`,
      });
    }
    if (chain.length >= mostPages) {
      throw corrupt(source, "the TIFF file has more pages than can be handled", {
        expected: `up to ${mostPages}`,
      });
    }
    seen.add(offset);
    chain.push(await readIfd(source, header, offset));
  }
  return chain;
}

function truncatedIfd(source: ByteSource, offset: number): PixelmetryError {
  return corrupt(source, "a TIFF directory lies outside the file", {
    expected: `an end before byte ${source.size}`,
    received: `a directory at byte ${offset}`,
  });
}
