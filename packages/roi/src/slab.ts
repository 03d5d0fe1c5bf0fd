/**
 * Slabs: how a finished ROI reaches its accumulators. A slab is a range of rows (planes in 3D) of the
 * ROI's bounding box with the rows around it as context. Where slabs are cut follows from the ROI's
 * bounding box alone, never from the memory budget, so every value is the same however much memory
 * there is.
 * @module
 */
import type { RoiInfo } from "./context.ts";
import type { PixelArray } from "./pixels.ts";

/** Bounding-box pixels that one slab aims at; one row (2D) or plane (3D) is the least. */
export const slabPixels = 1 << 20;

/** Maximal horizontal stretches of the ROI in raster order. Coordinates are relative to its bounding box. */
export interface SlabRuns {
  readonly count: number;
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly z: Int32Array;
  readonly length: Int32Array;
  /** Index of the run's first pixel in `Slab.values`. */
  readonly offset: Int32Array;
}

/** Rows [first, end) of a ROI are owned; runs and values also cover up to `halo` rows on either side. */
export interface Slab {
  readonly roi: RoiInfo;
  /** Owned range along y (2D) or z (3D), relative to the bounding box. */
  readonly first: number;
  readonly end: number;
  /** Range that runs and values cover: the owned range and its halo, cut at the bounding box. */
  readonly coveredFirst: number;
  readonly coveredEnd: number;
  /** Runs of the mask. Owned runs are [ownedFirst, ownedEnd). */
  readonly runs: SlabRuns;
  readonly ownedFirst: number;
  readonly ownedEnd: number;
  /**
   * Intensities of the current channel, one per pixel of `runs`, packed in run order; empty for what reads
   * the mask only. NaN and infinite pixels are in neither `runs` nor `values` of a slab with intensities.
   */
  readonly values: PixelArray;
}

/** Rows (2D) or planes (3D) of one slab of this ROI. */
export function slabExtent(roi: RoiInfo): number {
  const width = roi.x1 - roi.x0;
  const layer = roi.image.ndim === 2 ? width : width * (roi.y1 - roi.y0);
  return Math.max(1, Math.floor(slabPixels / layer));
}

/** Number of slabs this ROI is fed as. */
export function slabCount(roi: RoiInfo): number {
  const length = roi.image.ndim === 2 ? roi.y1 - roi.y0 : roi.z1 - roi.z0;
  return Math.ceil(length / slabExtent(roi));
}
