import { defineAccumulator, nothing, type Slab } from "@pixelmetry/roi";
import { rowStarts } from "../euler/planes.ts";

interface State {
  /** Number of cells by configuration. */
  readonly counts: Float64Array;
}

/**
 * How many cells between eight voxel centres there are of each of the 256 kinds ({@link cellMeshes}), background
 * around the region included. Whole numbers, from which surface and volume follow for any size of a voxel. Costs as
 * much as the region has runs; a cell belongs to the lower of its two planes.
 */
export const cellCounts = defineAccumulator<State, Float64Array, typeof nothing>({
  key: "cell_counts",
  needs: nothing,
  reads: "mask",
  halo: 1,
  tolerance: 0,
  dimensions: [3],
  cost: { perPixel: 1, perRoi: 1000 },
  create: () => ({ counts: new Float64Array(256) }),
  update({ counts }, slab, _needs, scratch) {
    const starts = rowStarts(slab, scratch);
    // The plane below the region belongs to the first slab.
    for (let z = slab.first === 0 ? -1 : slab.first; z < slab.end; z++) countPlane(counts, slab, starts, z);
  },
  merge(into, from) {
    for (let i = 0; i < 256; i++) into.counts[i] += from.counts[i];
  },
  read: ({ counts }) => counts,
});

/** Next run, the run after the last, and the next x at which a row of voxels enters or leaves the region. */
const run = new Int32Array(4);
const limit = new Int32Array(4);
const event = new Int32Array(4);

/** Corner bits of the lower x side by the four rows that are inside; shifted by one they are those of the upper. */
const spread = Uint8Array.from({ length: 16 }, (_, rows) => {
  return (rows & 1) | ((rows & 2) << 1) | ((rows & 4) << 2) | ((rows & 8) << 3);
});

const never = 0x7fffffff;

/** Counts the cells between planes z and z + 1. */
function countPlane(counts: Float64Array, slab: Slab, starts: Int32Array, z: number): void {
  const { roi, runs, coveredFirst, coveredEnd } = slab;
  const { x, length } = runs;
  const height = roi.y1 - roi.y0;
  for (let y = -1; y < height; y++) {
    let open = 0;
    for (let row = 0; row < 4; row++) {
      const rowY = y + (row & 1);
      const plane = z + (row >> 1);
      const exists = rowY >= 0 && rowY < height && plane >= coveredFirst && plane < coveredEnd;
      const at = exists ? (plane - coveredFirst) * height + rowY : 0;
      run[row] = exists ? starts[at] : 0;
      limit[row] = exists ? starts[at + 1] : 0;
      event[row] = run[row] < limit[row] ? x[run[row]] : never;
      if (event[row] < never) open++;
    }
    if (open > 0) countRow(counts, x, length);
  }
}

/** Counts the cells along x between the four rows at the cursors, from one change to the next. */
function countRow(counts: Float64Array, x: Int32Array, length: Int32Array): void {
  let inside = 0;
  let last = 0;
  for (;;) {
    const at = Math.min(event[0], event[1], event[2], event[3]);
    if (at === never) return;
    // Between two changes all cells are alike; outside there is nothing to count.
    if (inside !== 0) counts[spread[inside] * 3] += at - last - 1;
    const before = inside;
    for (let row = 0; row < 4; row++) {
      if (event[row] !== at) continue;
      inside ^= 1 << row;
      if ((inside >> row) & 1) event[row] = at + length[run[row]];
      else event[row] = ++run[row] < limit[row] ? x[run[row]] : never;
    }
    counts[spread[before] | (spread[inside] << 1)]++;
    last = at;
  }
}
