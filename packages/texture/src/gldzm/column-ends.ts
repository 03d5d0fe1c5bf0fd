/**
 * Where a ROI begins and ends along its rows' (in 3D: planes') axis: what a slab has to know of the others to find
 * distances to the border. There are about as many ends as pixels in the border, so they stay in memory for a ROI of any size.
 * @module
 */
import { defineAccumulator, type MaskGrid, maskGrid } from "@pixelmetry/roi";

/**
 * Columns run along y in 2D and along z in 3D. Column c of the bounding box (x in 2D, y · width + x in 3D) enters and
 * leaves the ROI in turn at rows (planes) at[start[c]) up to start[c + 1], ascending and relative to the box.
 */
export interface ColumnEnds {
  readonly start: Int32Array;
  readonly at: Int32Array;
}

interface State {
  /** Pairs (column, row). */
  ends: Int32Array;
  count: number;
  readonly columns: number;
  readonly layers: number;
}

const grid = maskGrid(1);

/** The ends of all columns. */
export const columnEnds = defineAccumulator<State, ColumnEnds, { readonly grid: typeof grid }>({
  key: "column_ends",
  needs: { grid },
  reads: "mask",
  halo: 1,
  tolerance: 0,
  cost: { perPixel: 1.5, perRoi: 600 },
  create({ roi }) {
    const flat = roi.image.ndim === 2;
    const [width, height, depth] = [roi.x1 - roi.x0, roi.y1 - roi.y0, roi.z1 - roi.z0];
    return {
      ends: new Int32Array(256),
      count: 0,
      columns: flat ? width : width * height,
      layers: flat ? height : depth,
    };
  },
  update(state, slab, needs) {
    const flat = slab.roi.image.ndim === 2;
    // Columns that are in the ROI to the last row leave it below the box.
    const end = slab.end === state.layers ? slab.end + 1 : slab.end;
    for (let layer = slab.first; layer < end; layer++)
      addEnds(state, needs.grid, layer - slab.first, layer, flat);
  },
  merge(into, from) {
    const ends = new Int32Array(into.count + from.count);
    ends.set(into.ends.subarray(0, into.count));
    ends.set(from.ends.subarray(0, from.count), into.count);
    into.ends = ends;
    into.count = ends.length;
  },
  read({ ends, count, columns }) {
    const start = new Int32Array(columns + 1);
    for (let e = 0; e < count; e += 2) start[ends[e] + 1]++;
    for (let c = 0; c < columns; c++) start[c + 1] += start[c];
    const next = start.slice();
    const at = new Int32Array(count / 2);
    let sorted = true;
    for (let e = 0; e < count; e += 2) {
      const place = next[ends[e]]++;
      at[place] = ends[e + 1];
      if (place > start[ends[e]] && at[place - 1] > at[place]) sorted = false;
    }
    // Partial states may have been merged in any order.
    if (!sorted) for (let c = 0; c < columns; c++) at.subarray(start[c], start[c + 1]).sort();
    return { start, at };
  },
});

/** Adds the ends between the layer before and this one. */
function addEnds(
  state: State,
  { layout, mask }: MaskGrid,
  place: number,
  layer: number,
  flat: boolean,
): void {
  const { width, pitchY, pitchZ, origin } = layout;
  const rows = flat ? 1 : layout.height;
  const pitch = flat ? pitchY : pitchZ;
  let { ends, count } = state;
  if (count + 2 * width * rows > ends.length) {
    const longer = new Int32Array(Math.max(2 * ends.length, count + 2 * width * rows));
    longer.set(ends.subarray(0, count));
    ends = longer;
  }
  for (let y = 0; y < rows; y++) {
    const row = origin + place * pitch + (flat ? 0 : y * pitchY);
    for (let x = 0; x < width; x++) {
      if (mask[row + x] === mask[row + x - pitch]) continue;
      ends[count++] = y * width + x;
      ends[count++] = layer;
    }
  }
  state.ends = ends;
  state.count = count;
}
