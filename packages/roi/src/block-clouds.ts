/**
 * Pixel clouds of one block: for every ROI in it, its runs and intensities, packed ROI by ROI.
 * @module
 */
import { copyPixels, dtypeOf, type PixelArray, pixelArray } from "./pixels.ts";
import type { Runs } from "./runs.ts";

/** Structure of arrays; ROI `slot` has runs [runStart[slot], runStart[slot + 1]) and pixels likewise. */
export interface BlockClouds {
  readonly slots: number;
  readonly runStart: Int32Array;
  readonly pixelStart: Int32Array;
  /** Image coordinates of each run's first pixel, and its length, in raster order per ROI. */
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly z: Int32Array;
  readonly length: Int32Array;
  /** Packed intensities per channel. */
  readonly values: readonly PixelArray[];
}

/** Bytes held by the arrays. */
export function cloudBytes(clouds: BlockClouds): number {
  let bytes = 4 * (clouds.runStart.length + clouds.pixelStart.length) + 16 * clouds.x.length;
  for (const values of clouds.values) bytes += values.byteLength;
  return bytes;
}

/** Allocates memory for arrays that other threads may read. */
export type Allocate = (bytes: number) => ArrayBufferLike;

/** Sorts runs by ROI (stable, so raster order stays) and packs the intensities. */
export function packClouds(
  runs: Runs,
  slots: number,
  intensities: readonly PixelArray[],
  allocate: Allocate,
): BlockClouds {
  const { count, slot, length } = runs;
  const runStart = new Int32Array(allocate(4 * (slots + 1)));
  const pixelStart = new Int32Array(allocate(4 * (slots + 1)));
  for (let r = 0; r < count; r++) {
    runStart[slot[r] + 1]++;
    pixelStart[slot[r] + 1] += length[r];
  }
  for (let s = 0; s < slots; s++) {
    runStart[s + 1] += runStart[s];
    pixelStart[s + 1] += pixelStart[s];
  }
  const columns = new Int32Array(allocate(16 * count));
  const x = columns.subarray(0, count);
  const y = columns.subarray(count, 2 * count);
  const z = columns.subarray(2 * count, 3 * count);
  const lengths = columns.subarray(3 * count, 4 * count);
  const nextRun = runStart.slice(0, slots);
  const nextPixel = pixelStart.slice(0, slots);
  const target = new Int32Array(count);
  for (let r = 0; r < count; r++) {
    const s = slot[r];
    const at = nextRun[s]++;
    x[at] = runs.x[r];
    y[at] = runs.y[r];
    z[at] = runs.z[r];
    lengths[at] = length[r];
    target[r] = nextPixel[s];
    nextPixel[s] += length[r];
  }
  const pixels = pixelStart[slots];
  const values = intensities.map((intensity) => {
    const dtype = dtypeOf(intensity);
    const out = pixelArray(dtype, allocate(pixels * intensity.BYTES_PER_ELEMENT), 0, pixels);
    for (let r = 0; r < count; r++) copyPixels(intensity, runs.offset[r], out, target[r], length[r]);
    return out;
  });
  return { slots, runStart, pixelStart, x, y, z, length: lengths, values };
}

/** A copy with the ROIs in `keep` (slots, ascending) only. */
export function compactClouds(clouds: BlockClouds, keep: Int32Array, allocate: Allocate): BlockClouds {
  const slots = keep.length;
  const runStart = new Int32Array(allocate(4 * (slots + 1)));
  const pixelStart = new Int32Array(allocate(4 * (slots + 1)));
  for (let i = 0; i < slots; i++) {
    const s = keep[i];
    runStart[i + 1] = runStart[i] + clouds.runStart[s + 1] - clouds.runStart[s];
    pixelStart[i + 1] = pixelStart[i] + clouds.pixelStart[s + 1] - clouds.pixelStart[s];
  }
  const count = runStart[slots];
  const pixels = pixelStart[slots];
  const columns = new Int32Array(allocate(16 * count));
  const parts = [clouds.x, clouds.y, clouds.z, clouds.length].map((from, c) => {
    const to = columns.subarray(c * count, (c + 1) * count);
    for (let i = 0; i < slots; i++) {
      const s = keep[i];
      to.set(from.subarray(clouds.runStart[s], clouds.runStart[s + 1]), runStart[i]);
    }
    return to;
  });
  const values = clouds.values.map((from) => {
    const to = pixelArray(dtypeOf(from), allocate(pixels * from.BYTES_PER_ELEMENT), 0, pixels);
    for (let i = 0; i < slots; i++) {
      const s = keep[i];
      to.set(from.subarray(clouds.pixelStart[s], clouds.pixelStart[s + 1]), pixelStart[i]);
    }
    return to;
  });
  return { slots, runStart, pixelStart, x: parts[0], y: parts[1], z: parts[2], length: parts[3], values };
}
