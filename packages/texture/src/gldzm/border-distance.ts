/**
 * City-block distance of every pixel of a ROI to its border, exact for slabs cut anywhere.
 * @module
 */
import { defineSlabToken, type GridLayout, gridLayout, type Slab, type SlabToken } from "@pixelmetry/roi";
import { type ColumnEnds, columnEnds } from "./column-ends.ts";

/** Distances of the owned pixels; pixels at the edge have distance 1, those outside the ROI 0. */
export interface BorderDistance {
  readonly layout: GridLayout;
  readonly distances: Uint32Array;
}

/** Larger than any distance. */
const far = 2 ** 31;

/**
 * Steps over edges (faces in 3D) to the nearest pixel that is not in the ROI; pixels beyond the image are not. A slice
 * of a volume is looked at by itself when `inSlices`. NaN and infinite pixels are part of the ROI.
 */
export function borderDistance(
  inSlices: boolean,
): SlabToken<BorderDistance, { readonly ends: typeof columnEnds }> {
  return defineSlabToken({
    key: `border_distance(${inSlices ? "slices" : "volume"})`,
    needs: { ends: columnEnds },
    reads: "mask",
    halo: 0,
    cost: { perPixel: 6, perRoi: 500 },
    derive(slab, { ends }, scratch) {
      const layout = gridLayout(slab, 0);
      const flat = slab.roi.image.ndim === 2;
      const distances = scratch.uint32(layout.length);
      const columns = ends.start.length - 1;
      const mark = scratch.mark();
      const next = scratch.int32(columns);
      skipTo(ends, slab.first, next);
      for (let layer = slab.first; layer < slab.end; layer++) {
        const from = (layer - slab.first) * columns;
        const plane = distances.subarray(from, from + columns);
        alongColumns(ends, layer, next, inSlices && !flat, plane);
        sweep(plane, layout.width, flat);
      }
      scratch.release(mark);
      return { layout, distances };
    },
  });
}

/** Sets `next` to the first end of each column at or below a row. */
function skipTo({ start, at }: ColumnEnds, layer: Slab["first"], next: Int32Array): void {
  for (let c = 0; c < next.length; c++) {
    let low = start[c];
    let high = start[c + 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at[middle] < layer) low = middle + 1;
      else high = middle;
    }
    next[c] = low;
  }
}

/** Distances to the nearest end of the column; 0 outside the ROI. Moves `next` beyond the row. */
function alongColumns(
  { start, at }: ColumnEnds,
  layer: number,
  next: Int32Array,
  inSlices: boolean,
  plane: Uint32Array,
): void {
  for (let c = 0; c < plane.length; c++) {
    let n = next[c];
    while (n < start[c + 1] && at[n] <= layer) n++;
    next[c] = n;
    // Every other end leaves the ROI.
    if (((n - start[c]) & 1) === 0) plane[c] = 0;
    else if (inSlices) plane[c] = far;
    else {
      const above = layer - at[n - 1] + 1;
      const below = at[n] - layer;
      plane[c] = above < below ? above : below;
    }
  }
}

/** Lets distances spread within a row or plane: once from each end is enough, since steps go along x and y only. */
function sweep(plane: Uint32Array, width: number, flat: boolean): void {
  for (let row = 0; row < plane.length; row += width) {
    let before = 0;
    for (let p = row; p < row + width; p++) {
      let best = plane[p];
      if (before + 1 < best) best = before + 1;
      if (!flat) {
        const above = row === 0 ? 0 : plane[p - width];
        if (above + 1 < best) best = above + 1;
      }
      plane[p] = best;
      before = best;
    }
  }
  for (let row = plane.length - width; row >= 0; row -= width) {
    let before = 0;
    for (let p = row + width - 1; p >= row; p--) {
      let best = plane[p];
      if (before + 1 < best) best = before + 1;
      if (!flat) {
        const below = row + width === plane.length ? 0 : plane[p + width];
        if (below + 1 < best) best = below + 1;
      }
      plane[p] = best;
      before = best;
    }
  }
}
