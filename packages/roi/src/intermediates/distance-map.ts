/**
 * Exact distance maps of a ROI of any size: every slab finds the nearest background from the ROI's outer
 * boundary, so nothing has to be known about the slabs before and after it.
 * @module
 */
import { defineSlabToken, type SlabToken } from "../accumulator.ts";
import type { Scratch } from "../scratch.ts";
import type { Slab } from "../slab.ts";
import { type BoundaryPixels, boundaryPixels } from "./boundary-pixels.ts";
import { type GridLayout, gridLayout, runIndex } from "./grid.ts";

export type DistanceMetric = "euclidean" | "city-block" | "chessboard";

const outer = boundaryPixels("outer");
const inner = boundaryPixels("inner");

export interface DistanceOptions {
  /**
   * What distances lead to: `background`, the nearest background pixel (edge pixels have distance 1), or `edge`, the
   * nearest ROI pixel that touches background (edge pixels have distance 0). Default `background`.
   */
  readonly to?: "background" | "edge";
  /** Measure in the image's length unit (Euclidean only) instead of pixels. */
  readonly physical?: boolean;
}

/** Distances of the owned ROI pixels, centre to centre; 0 outside the ROI. */
export interface DistanceMap {
  readonly layout: GridLayout;
  /** Squared distances for `euclidean`, in squared pixels or squared length units; distances otherwise. */
  readonly distances: Float64Array;
}

/**
 * Distance of every pixel of a 2D ROI to its border; pixels beyond the image count as background.
 * @see A. Meijster, J. Roerdink, W. Hesselink, A general algorithm for computing distance transforms in linear
 *   time, 2000, doi:10.1007/0-306-47025-X_36
 */
export function distanceMap(
  metric: DistanceMetric,
  { to = "background", physical = false }: DistanceOptions = {},
): SlabToken<DistanceMap, { boundary: typeof outer }> {
  return defineSlabToken({
    key: `distance_map(${metric},${to}${physical ? ",physical" : ""})`,
    needs: { boundary: to === "edge" ? inner : outer },
    reads: "mask",
    halo: 0,
    cost: { perPixel: 8, perRoi: 800 },
    derive(slab, { boundary }, scratch) {
      const layout = gridLayout(slab, 0);
      const distances = scratch.float64(layout.length);
      const [sx, sy] = physical ? slab.roi.image.spacing : [1, 1];
      const mark = scratch.mark();
      fillRows(slab, boundary, layout, metric, sx, sy, distances, scratch);
      scratch.release(mark);
      return { layout, distances };
    },
  });
}

function fillRows(
  slab: Slab,
  { start, y: rows }: BoundaryPixels,
  layout: GridLayout,
  metric: DistanceMetric,
  sx: number,
  sy: number,
  distances: Float64Array,
  scratch: Scratch,
): void {
  const columns = layout.width + 2;
  // Per column: the first boundary row at or below the current row, and the vertical distance to the nearest.
  const below = scratch.int32(columns);
  const vertical = scratch.float64(columns);
  const row = scratch.float64(columns);
  const hull = scratch.int32(columns);
  const from = scratch.float64(columns + 1);
  for (let c = 0; c < columns; c++) below[c] = start[c];
  let r = slab.ownedFirst;
  for (let y = slab.first; y < slab.end; y++) {
    for (let c = 0; c < columns; c++) {
      let at = below[c];
      while (at < start[c + 1] && rows[at] < y) at++;
      below[c] = at;
      const down = at < start[c + 1] ? rows[at] - y : Number.POSITIVE_INFINITY;
      const up = at > start[c] ? y - rows[at - 1] : Number.POSITIVE_INFINITY;
      vertical[c] = (down < up ? down : up) * sy;
    }
    if (metric === "euclidean") euclideanRow(vertical, sx, row, hull, from);
    else if (metric === "city-block") cityBlockRow(vertical, row);
    else chessboardRow(vertical, row);
    for (; r < slab.ownedEnd && slab.runs.y[r] === y; r++) {
      const at = runIndex(slab, layout, r);
      const x = slab.runs.x[r] + 1;
      for (let i = 0; i < slab.runs.length[r]; i++) distances[at + i] = row[x + i];
    }
  }
}

/** Lower envelope of the parabolas (x - c)^2 + vertical[c]^2. */
function euclideanRow(
  vertical: Float64Array,
  sx: number,
  row: Float64Array,
  hull: Int32Array,
  from: Float64Array,
): void {
  const n = vertical.length;
  let k = -1;
  for (let c = 0; c < n; c++) {
    if (vertical[c] === Number.POSITIVE_INFINITY) continue;
    let cross = Number.NEGATIVE_INFINITY;
    while (k >= 0) {
      const h = hull[k];
      const dx = (c - h) * sx;
      // Where the parabola of column c comes under that of column h.
      cross = (h + c) / 2 + (vertical[c] * vertical[c] - vertical[h] * vertical[h]) / (2 * dx * sx);
      if (cross > from[k]) break;
      k--;
      cross = Number.NEGATIVE_INFINITY;
    }
    k++;
    hull[k] = c;
    from[k] = cross;
  }
  const last = k;
  k = 0;
  for (let x = 0; x < n; x++) {
    while (k < last && from[k + 1] < x) k++;
    // At the crossing of two parabolas rounding may pick either; the smaller value is the distance.
    let best = at(hull[k], x, vertical, sx);
    if (k < last) best = Math.min(best, at(hull[k + 1], x, vertical, sx));
    if (k > 0) best = Math.min(best, at(hull[k - 1], x, vertical, sx));
    row[x] = best;
  }
}

function at(c: number, x: number, vertical: Float64Array, sx: number): number {
  const dx = (x - c) * sx;
  return dx * dx + vertical[c] * vertical[c];
}

function cityBlockRow(vertical: Float64Array, row: Float64Array): void {
  const n = vertical.length;
  let best = Number.POSITIVE_INFINITY;
  for (let x = 0; x < n; x++) {
    best = Math.min(best + 1, vertical[x]);
    row[x] = best;
  }
  best = Number.POSITIVE_INFINITY;
  for (let x = n - 1; x >= 0; x--) {
    best = Math.min(best + 1, vertical[x]);
    if (best < row[x]) row[x] = best;
  }
}

/** max(|x - c|, vertical[c]) least over c: the answer changes by at most 1 from pixel to pixel along the row. */
function chessboardRow(vertical: Float64Array, row: Float64Array): void {
  const n = vertical.length;
  for (let x = 0; x < n; x++) {
    let best = vertical[x];
    for (let d = 1; d < best && (x - d >= 0 || x + d < n); d++) {
      const left = x - d >= 0 ? vertical[x - d] : Number.POSITIVE_INFINITY;
      const right = x + d < n ? vertical[x + d] : Number.POSITIVE_INFINITY;
      best = Math.min(best, Math.max(d, left < right ? left : right));
    }
    row[x] = best;
  }
}
