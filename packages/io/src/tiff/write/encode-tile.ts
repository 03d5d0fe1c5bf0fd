import { bytesPerElement, type DType, isIntegerType, type PixelArray } from "@pixelmetry/roi";
import { nodeModule } from "../../platform.ts";

/** Compresses the bytes of one tile. */
export type Compress = (bytes: Uint8Array) => Uint8Array;

/** zlib streams of the given level (0 to 9), by Node's zlib where there is one, else by fflate. */
export async function deflater(level: number): Promise<Compress> {
  const zlib = nodeModule("node:zlib");
  if (zlib) return (bytes) => zlib.deflateSync(bytes, { level });
  const { zlibSync } = await import("fflate");
  return (bytes) => zlibSync(bytes, { level: level as 6 });
}

/** Whether horizontal differences are worth taking: they shrink integers and spoil floats. */
export const usesPredictor = (dtype: DType): boolean => isIntegerType(dtype);

/**
 * Copies a rectangle into a tile, whose rest is zero.
 * @param tile `tileWidth * rows` elements of the same type as `pixels`
 */
export function fillTile(
  tile: PixelArray,
  tileWidth: number,
  pixels: PixelArray,
  offset: number,
  stride: number,
  width: number,
  height: number,
): void {
  tile.fill(0);
  for (let row = 0; row < height; row++) {
    const from = offset + row * stride;
    tile.set(pixels.subarray(from, from + width), row * tileWidth);
  }
}

/** Predictor 2, in place: each sample becomes its difference to the one before, modulo its width. */
export function takeDifferences(tile: PixelArray, tileWidth: number): void {
  for (let row = 0; row < tile.length; row += tileWidth) {
    for (let i = row + tileWidth - 1; i > row; i--) tile[i] -= tile[i - 1];
  }
}

/** Bits of one sample and its SampleFormat. */
export function sampleTags(dtype: DType): { bits: number; format: number } {
  const format = dtype.startsWith("uint") ? 1 : dtype.startsWith("int") ? 2 : 3;
  return { bits: 8 * bytesPerElement(dtype), format };
}
