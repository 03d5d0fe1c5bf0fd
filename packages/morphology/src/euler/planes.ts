/**
 * Euler characteristic of planes of a volume from their runs. A plane is cut into open strips between grid
 * lines and into the lines themselves. On each of them the union of closed voxels is a union of closed
 * intervals, of which only the number of connected parts counts; on an open strip it counts negatively.
 * @module
 */
import type { Scratch, Slab, SlabRuns } from "@pixelmetry/roi";

/** Index of the first run of every row of the covered planes, in raster order, and past the last. */
export function rowStarts({ roi, runs, coveredFirst, coveredEnd }: Slab, scratch: Scratch): Int32Array {
  const height = roi.y1 - roi.y0;
  const starts = scratch.int32((coveredEnd - coveredFirst) * height + 1);
  for (let r = 0; r < runs.count; r++) starts[(runs.z[r] - coveredFirst) * height + runs.y[r] + 1]++;
  for (let row = 1; row < starts.length; row++) starts[row] += starts[row - 1];
  return starts;
}

/** Next run, and the run after the last, of up to four rows. */
const cursor = new Int32Array(4);
const limit = new Int32Array(4);

/** Euler characteristic of the union of planes `lower` and `upper` (the same one: of that plane), seen as one plane. */
export function planesUnion(
  { roi, runs, coveredFirst }: Slab,
  starts: Int32Array,
  lower: number,
  upper: number,
): number {
  const height = roi.y1 - roi.y0;
  const planes = lower === upper ? [lower] : [lower, upper];
  let value = 0;
  for (let y = 0; y <= height; y++) {
    let rows = 0;
    const take = (row: number): void => {
      if (row < 0 || row >= height) return;
      for (const z of planes) {
        if (z < coveredFirst) continue;
        const at = (z - coveredFirst) * height + row;
        if (starts[at] === starts[at + 1]) continue;
        cursor[rows] = starts[at];
        limit[rows++] = starts[at + 1];
      }
    };
    take(y);
    value -= parts(runs, rows);
    rows = 0;
    take(y - 1);
    take(y);
    value += parts(runs, rows);
  }
  return value;
}

/** Number of connected parts of the union of the closed intervals [x, x + length] of the runs at the cursors. */
function parts({ x, length }: SlabRuns, rows: number): number {
  let count = 0;
  let reach = -1;
  for (;;) {
    let next = -1;
    for (let row = 0; row < rows; row++) {
      if (cursor[row] < limit[row] && (next < 0 || x[cursor[row]] < x[cursor[next]])) next = row;
    }
    if (next < 0) return count;
    const run = cursor[next]++;
    if (x[run] > reach) count++;
    reach = Math.max(reach, x[run] + length[run]);
  }
}
