/**
 * From the parts of a ROI (one per block it touches, in memory or spilled) to slabs.
 * @module
 */
import { type CloudPart, dtypesOf, type View, viewsOf } from "./cloud-view.ts";
import type { RoiInfo } from "./context.ts";
import { bytesPerElement, copyPixels, type DType, dtypeOf, type PixelArray, pixelArray } from "./pixels.ts";
import type { Scratch } from "./scratch.ts";
import type { Slab, SlabRuns } from "./slab.ts";
import { lowerBound, type RowRange, type SegmentReader } from "./spill.ts";

/** A slab's runs with the intensities of every channel. */
export interface AssembledSlab {
  readonly mask: Slab;
  /** Per channel; without NaN and infinite pixels. */
  readonly channels: readonly Slab[];
}

const noValues = new Uint8Array(0);

/**
 * Gathers the runs of rows [first, end) and their halo. Arrays live in `scratch` or are views of the parts.
 */
export function assembleSlab(
  roi: RoiInfo,
  parts: readonly CloudPart[],
  first: number,
  end: number,
  halo: number,
  scratch: Scratch,
  store: SegmentReader | undefined,
): AssembledSlab {
  const flat = roi.image.ndim === 2;
  const rows = flat ? roi.y1 - roi.y0 : roi.z1 - roi.z0;
  const coveredFirst = Math.max(0, first - halo);
  const coveredEnd = Math.min(rows, end + halo);
  const base = flat ? roi.y0 : roi.z0;
  const range: RowRange = { axis: flat ? "y" : "z", low: base + coveredFirst, high: base + coveredEnd };
  const views = viewsOf(parts, range, store);
  const { runs, values } =
    views.length === 1 ? single(views[0], roi, scratch) : several(views, roi, dtypesOf(parts), scratch);
  const covered = { roi, first, end, coveredFirst, coveredEnd };
  const channels: Slab[] = [];
  for (let c = 0; c < values.length; c++) {
    const finite = withoutNonFinite(runs, values[c]);
    channels.push(slabOf(covered, flat, finite.runs, finite.values));
  }
  return { mask: slabOf(covered, flat, runs, noValues), channels };
}

function slabOf(
  {
    roi,
    first,
    end,
    coveredFirst,
    coveredEnd,
  }: Pick<Slab, "roi" | "first" | "end" | "coveredFirst" | "coveredEnd">,
  flat: boolean,
  runs: SlabRuns,
  values: PixelArray,
): Slab {
  const slow = flat ? runs.y : runs.z;
  const ownedFirst = lowerBound(slow, runs.count, first);
  const ownedEnd = lowerBound(slow, runs.count, end);
  return { roi, first, end, coveredFirst, coveredEnd, runs, ownedFirst, ownedEnd, values };
}

function takeRuns(
  scratch: Scratch,
  capacity: number,
): { x: Int32Array; y: Int32Array; z: Int32Array; length: Int32Array; offset: Int32Array } {
  return {
    x: scratch.int32(capacity),
    y: scratch.int32(capacity),
    z: scratch.int32(capacity),
    length: scratch.int32(capacity),
    offset: scratch.int32(capacity),
  };
}

function takePixels(dtype: DType, length: number, scratch: Scratch): PixelArray {
  const { buffer, byteOffset } = scratch.uint8(length * bytesPerElement(dtype));
  return pixelArray(dtype, buffer, byteOffset, length);
}

/** One part: runs are in raster order already and the values are used where they are. */
function single(view: View, roi: RoiInfo, scratch: Scratch): { runs: SlabRuns; values: PixelArray[] } {
  const { clouds, firstRun, endRun } = view;
  const count = endRun - firstRun;
  const runs = takeRuns(scratch, count);
  let pixel = 0;
  for (let r = 0; r < count; r++) {
    runs.x[r] = clouds.x[firstRun + r] - roi.x0;
    runs.y[r] = clouds.y[firstRun + r] - roi.y0;
    runs.z[r] = clouds.z[firstRun + r] - roi.z0;
    const length = clouds.length[firstRun + r];
    runs.length[r] = length;
    runs.offset[r] = pixel;
    pixel += length;
  }
  const values = clouds.values.map((channel) => channel.subarray(view.firstPixel, view.endPixel));
  return { runs: { count, ...runs }, values };
}

/**
 * Several parts: blocks come in raster order, so within one row their runs already ascend in x and a stable
 * counting sort by row puts all runs in raster order. Runs that a block border cut are joined again.
 */
function several(
  views: readonly View[],
  roi: RoiInfo,
  dtypes: readonly DType[],
  scratch: Scratch,
): { runs: SlabRuns; values: PixelArray[] } {
  const height = roi.y1 - roi.y0;
  let minRow = Number.POSITIVE_INFINITY;
  let maxRow = -1;
  let total = 0;
  let pixels = 0;
  for (const { clouds, firstRun, endRun, firstPixel, endPixel } of views) {
    total += endRun - firstRun;
    pixels += endPixel - firstPixel;
    const low = (clouds.z[firstRun] - roi.z0) * height + clouds.y[firstRun] - roi.y0;
    const high = (clouds.z[endRun - 1] - roi.z0) * height + clouds.y[endRun - 1] - roi.y0;
    if (low < minRow) minRow = low;
    if (high > maxRow) maxRow = high;
  }
  const runs = takeRuns(scratch, total);
  const values = dtypes.map((dtype) => takePixels(dtype, pixels, scratch));
  if (total === 0) return { runs: { count: 0, ...runs }, values };
  const rows = maxRow - minRow + 1;
  const runAt = scratch.int32(rows + 1);
  const pixelAt = scratch.int32(rows + 1);
  for (const { clouds, firstRun, endRun } of views) {
    for (let r = firstRun; r < endRun; r++) {
      const row = (clouds.z[r] - roi.z0) * height + clouds.y[r] - roi.y0 - minRow;
      runAt[row + 1]++;
      pixelAt[row + 1] += clouds.length[r];
    }
  }
  for (let row = 0; row < rows; row++) {
    runAt[row + 1] += runAt[row];
    pixelAt[row + 1] += pixelAt[row];
  }
  for (const { clouds, firstRun, endRun, firstPixel } of views) {
    let from = firstPixel;
    for (let r = firstRun; r < endRun; r++) {
      const y = clouds.y[r] - roi.y0;
      const z = clouds.z[r] - roi.z0;
      const row = z * height + y - minRow;
      const at = runAt[row]++;
      const to = pixelAt[row];
      const length = clouds.length[r];
      pixelAt[row] = to + length;
      runs.x[at] = clouds.x[r] - roi.x0;
      runs.y[at] = y;
      runs.z[at] = z;
      runs.length[at] = length;
      runs.offset[at] = to;
      for (let c = 0; c < values.length; c++) copyPixels(clouds.values[c], from, values[c], to, length);
      from += length;
    }
  }
  return { runs: { count: joinRuns(runs, total), ...runs }, values };
}

/** Joins runs that continue each other in place; returns the new count. */
function joinRuns(
  runs: { x: Int32Array; y: Int32Array; z: Int32Array; length: Int32Array; offset: Int32Array },
  total: number,
): number {
  let last = 0;
  for (let r = 1; r < total; r++) {
    if (
      runs.z[r] === runs.z[last] &&
      runs.y[r] === runs.y[last] &&
      runs.x[r] === runs.x[last] + runs.length[last]
    ) {
      runs.length[last] += runs.length[r];
      continue;
    }
    last++;
    runs.x[last] = runs.x[r];
    runs.y[last] = runs.y[r];
    runs.z[last] = runs.z[r];
    runs.length[last] = runs.length[r];
    runs.offset[last] = runs.offset[r];
  }
  return last + 1;
}

/** Cuts runs around NaN and infinite values; gives back the very same objects when there are none. */
function withoutNonFinite(runs: SlabRuns, values: PixelArray): { runs: SlabRuns; values: PixelArray } {
  if (!(values instanceof Float32Array || values instanceof Float64Array)) return { runs, values };
  let bad = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) bad++;
  if (bad === 0) return { runs, values };
  const capacity = runs.count + bad;
  const [x, y, z, length, offset] = Array.from({ length: 5 }, () => new Int32Array(capacity)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const kept = pixelArray(dtypeOf(values), values.length - bad);
  let count = 0;
  let pixels = 0;
  for (let r = 0; r < runs.count; r++) {
    const start = runs.offset[r];
    let open = false;
    for (let i = 0; i < runs.length[r]; i++) {
      const value = values[start + i];
      if (!Number.isFinite(value)) {
        open = false;
        continue;
      }
      if (!open) {
        x[count] = runs.x[r] + i;
        y[count] = runs.y[r];
        z[count] = runs.z[r];
        offset[count] = pixels;
        count++;
        open = true;
      }
      length[count - 1]++;
      kept[pixels++] = value;
    }
  }
  return { runs: { count, x, y, z, length, offset }, values: kept };
}
