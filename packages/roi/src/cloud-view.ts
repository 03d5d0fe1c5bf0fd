/**
 * Views of a ROI's parts, one per block it touches, wherever they lie: in memory or spilled.
 * @module
 */
import type { BlockClouds } from "./block-clouds.ts";
import { type DType, dtypeOf } from "./pixels.ts";
import { isSpilled, type RowRange, readSpilled, type SegmentReader, type SpilledClouds } from "./spill.ts";

/** One ROI's part of a block. */
export interface CloudPart {
  readonly clouds: BlockClouds | SpilledClouds;
  readonly slot: number;
}

/** Consecutive runs of one part. */
export interface View {
  readonly clouds: BlockClouds;
  readonly firstRun: number;
  readonly endRun: number;
  /** Index in the packed values of the first pixel of `firstRun`, and past the last before `endRun`. */
  readonly firstPixel: number;
  readonly endPixel: number;
}

/** What of the parts lies in these rows, in the order of the parts; those without a run there are left out. */
export function viewsOf(
  parts: readonly CloudPart[],
  rows: RowRange,
  store: SegmentReader | undefined,
): View[] {
  const views: View[] = [];
  for (const { clouds, slot } of parts) {
    const view = isSpilled(clouds) ? spilledView(clouds, slot, rows, store) : viewOf(clouds, slot, rows);
    if (view !== undefined && view.endRun > view.firstRun) views.push(view);
  }
  return views;
}

/** Pixel type of every channel. */
export function dtypesOf([first]: readonly CloudPart[]): readonly DType[] {
  return isSpilled(first.clouds) ? first.clouds.dtypes : first.clouds.values.map(dtypeOf);
}

function spilledView(
  clouds: SpilledClouds,
  slot: number,
  rows: RowRange,
  store: SegmentReader | undefined,
): View | undefined {
  const [low, high] = clouds.box[rows.axis];
  if (high <= rows.low || low >= rows.high) return undefined;
  if (store === undefined) throw new Error("spilled pixels but no store to read them from");
  return viewOf(readSpilled(clouds, slot, rows, store), 0, rows);
}

/** The runs of a part that lie in these rows. */
function viewOf(clouds: BlockClouds, slot: number, { axis, low, high }: RowRange): View | undefined {
  const slow = clouds[axis];
  const { length } = clouds;
  const lastRun = clouds.runStart[slot + 1];
  let firstRun = clouds.runStart[slot];
  let firstPixel = clouds.pixelStart[slot];
  if (lastRun === firstRun || slow[lastRun - 1] < low || slow[firstRun] >= high) return undefined;
  while (firstRun < lastRun && slow[firstRun] < low) firstPixel += length[firstRun++];
  if (slow[lastRun - 1] < high) {
    return { clouds, firstRun, endRun: lastRun, firstPixel, endPixel: clouds.pixelStart[slot + 1] };
  }
  let endRun = firstRun;
  let endPixel = firstPixel;
  while (slow[endRun] < high) endPixel += length[endRun++];
  return { clouds, firstRun, endRun, firstPixel, endPixel };
}
