/**
 * From the stored bytes of one tile or strip to pixels in memory form.
 * @module
 */
import { bytesPerElement, PixelmetryError } from "@pixelmetry/roi";
import { type Scratch, scratchBytes } from "../bytes/scratch.ts";
import { narrowInt64, reverseBits, swapBytes, unpackBits, widenHalf } from "../samples/convert.ts";
import { loadCodec, type TileCodec } from "./codecs/index.ts";
import { corrupt } from "./corrupt.ts";
import type { PageLayout } from "./layout.ts";
import { undoFloatingPoint, undoHorizontal } from "./predictor.ts";
import { checkTileSize } from "./refusals.ts";

/** A tile of a page; `columns` and `rows` say how much of it lies inside the image. */
export interface TilePlace {
  readonly page: number;
  readonly index: number;
  readonly columns: number;
  readonly rows: number;
}

/** Decodes tiles of one page layout. */
export interface TileDecoder {
  /** Whether stored rows are used as they are: no compression, no conversion, little-endian. */
  readonly raw: boolean;
  /** Bytes of one row of a decoded tile: `tileWidth * samplesPerTile` elements of `layout.dtype`. */
  readonly rowBytes: number;
  /**
   * Decodes one tile; the first `place.rows` rows of the result are valid.
   * @param fresh whether the caller keeps the result; else it lies in `scratch`
   * @throws PixelmetryError `corrupt-input` naming file, page and tile
   */
  decode(stored: Uint8Array, place: TilePlace, scratch: Scratch, fresh: boolean): Uint8Array;
}

/** @throws PixelmetryError `unsupported-format` when one tile is too large to decode */
export async function tileDecoder(layout: PageLayout): Promise<TileDecoder> {
  const { littleEndian } = layout.ifd.header;
  const rowBytes = layout.tileWidth * layout.samplesPerTile * bytesPerElement(layout.dtype);
  const raw =
    layout.compression === 1 &&
    layout.native &&
    layout.predictor === 1 &&
    !layout.reversedBits &&
    (littleEndian || layout.bits === 8);
  if (raw) return { raw, rowBytes, decode: (stored) => stored };
  checkTileSize(layout);
  const codec = await loadCodec(layout);
  return { raw, rowBytes, decode: (...tile) => decode(layout, codec, ...tile) };
}

function decode(
  layout: PageLayout,
  codec: TileCodec,
  stored: Uint8Array,
  place: TilePlace,
  scratch: Scratch,
  fresh: boolean,
): Uint8Array {
  const { storedTileBytes, storedRowBytes, native } = layout;
  const needed = storedRowBytes * place.rows;
  // What the stream can hold at most, so that a damaged size takes no memory.
  const size = Math.min(storedTileBytes, stored.length * codec.maxExpansion + 1024);
  if (size < needed)
    throw damaged(layout, place, `${stored.length} stored bytes for ${needed} bytes of pixels`);
  // JPEG defines its own bit order, as libtiff has it.
  if (layout.reversedBits && layout.compression !== 7) reverseBits(stored);
  const target = fresh && native ? new Uint8Array(size) : scratchBytes(scratch, "decoded", size);
  let bytes: Uint8Array;
  try {
    bytes = codec.decode(stored, target);
  } catch (cause) {
    if (cause instanceof PixelmetryError) throw cause;
    throw damaged(layout, place, (cause as Error).message, cause);
  }
  if (bytes.length < needed) {
    throw damaged(layout, place, `${bytes.length} of ${needed} bytes of pixels`);
  }
  bytes = bytes.length > needed ? bytes.subarray(0, needed) : bytes;
  const unit = layout.bits % 8 === 0 ? layout.bits / 8 : 1;
  if (bytes.byteOffset % unit !== 0) bytes = new Uint8Array(bytes);
  return convert(layout, bytes, place, scratch, fresh);
}

/** Works in place on `bytes` where stored and memory type agree. */
function convert(
  layout: PageLayout,
  bytes: Uint8Array,
  place: TilePlace,
  scratch: Scratch,
  fresh: boolean,
): Uint8Array {
  const { bits, predictor, samplesPerTile, storedRowBytes, tileWidth } = layout;
  const rowSamples = tileWidth * samplesPerTile;
  const bigEndian = !layout.ifd.header.littleEndian;
  if (bits > 8 && bits % 8 === 0 && bigEndian && predictor !== 3) swapBytes(bytes, bits / 8);
  if (predictor === 2) undoHorizontal(bytes, bits, rowSamples, samplesPerTile);
  else if (predictor === 3) undoFloatingPoint(bytes, bits, rowSamples, samplesPerTile);
  if (layout.native) return bytes;

  const length = rowSamples * place.rows * bytesPerElement(layout.dtype);
  const result = fresh ? new Uint8Array(length) : scratchBytes(scratch, "converted", length);
  const { buffer, byteOffset } = result;
  const elements = rowSamples * place.rows;
  if (bits < 16) {
    const target = bits < 8 ? result : new Uint16Array(buffer, byteOffset, elements);
    unpackBits(bytes, storedRowBytes, bits, rowSamples, target);
  } else if (bits === 16) {
    widenHalf(
      new Uint16Array(bytes.buffer, bytes.byteOffset, elements),
      new Float32Array(buffer, byteOffset, elements),
    );
  } else {
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset, 2 * elements);
    const target = new Float64Array(buffer, byteOffset, elements);
    const signed = layout.kind === "int";
    const used = place.columns * samplesPerTile;
    const bad = narrowInt64(words, signed, rowSamples, used, place.rows, target);
    if (bad >= 0) throw tooLarge(layout, place, words, bad, signed);
  }
  return result;
}

function tooLarge(
  layout: PageLayout,
  place: TilePlace,
  words: Uint32Array,
  at: number,
  signed: boolean,
): PixelmetryError {
  const value = (BigInt(words[2 * at + 1]) << 32n) | BigInt(words[2 * at]);
  return new PixelmetryError("unsupported-format", {
    what: "a 64-bit integer pixel is too large to be exact",
    where: `${layout.ifd.source.name}, ${placeName(layout, place)}`,
    expected: "values between -2^53 and 2^53",
    received: String(signed ? BigInt.asIntN(64, value) : value),
    remedy: "renumber the labels, or save the image as 32-bit integers",
  });
}

function damaged(layout: PageLayout, place: TilePlace, received: string, cause?: unknown): PixelmetryError {
  return corrupt(layout.ifd.source, `${placeName(layout, place)} does not decode`, { received, cause });
}

/** "tile 7 of page 1", counted from 0 within the page as TIFF tools do; pages count from 1. */
export function placeName(layout: PageLayout, place: { page: number; index: number }): string {
  return `${layout.tiled ? "tile" : "strip"} ${place.index} of page ${place.page + 1}`;
}
