/**
 * Finished ROIs on their way to being measured: columns, so that a batch of thousands crosses a worker
 * boundary as a handful of arrays.
 * @module
 */
import type { ScanState } from "./accumulator.ts";
import type { BlockClouds } from "./block-clouds.ts";
import type { SpilledClouds } from "./spill.ts";

/** Numbers per ROI in `RoiBatch.info`: label, count, x0, y0, z0, x1, y1, z1. */
export const infoWidth = 8;

export interface RoiBatch {
  readonly rois: number;
  /** `rois` × {@link infoWidth}. */
  readonly info: Float64Array;
  /** ROI i has parts [partStart[i], partStart[i + 1]), in block order; part p is ROI partSlot[p] of clouds[partCloud[p]]. */
  readonly partStart: Int32Array;
  readonly partCloud: Int32Array;
  readonly partSlot: Int32Array;
  readonly clouds: readonly (BlockClouds | SpilledClouds)[];
  /** One state per mask scan, rows in the order of the ROIs. */
  readonly maskStates: readonly ScanState[];
  /** Per channel, one state per intensity scan. */
  readonly intensityStates: readonly (readonly ScanState[])[];
}

/** Measured ROIs: `rois` × columns. */
export interface RowBatch {
  readonly rois: number;
  readonly labels: Uint32Array;
  readonly values: Float64Array;
  /** 0 = present, otherwise the index of the reason in `missingReasons`. */
  readonly codes: Uint8Array;
  /** Records of the set features, `rois` × record width. */
  readonly records: Float64Array;
  /** Shapes of the set features: shape k of ROI i is data[start[i * shapes + k]) up to the next start. */
  readonly shapes?: { readonly start: Float64Array; readonly data: Int32Array };
  /** Estimated nanoseconds of this batch by token key or feature id, from the ROIs that were timed. */
  readonly nanoseconds?: readonly (readonly [key: string, nanoseconds: number])[];
}
