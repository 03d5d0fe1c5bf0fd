import { defineAccumulator, nothing, type Slab } from "@pixelmetry/roi";

/** Corners of the planes of one slab. */
interface Chunk {
  readonly first: number;
  /** x, y, z of each, from the corner of the bounding box. */
  readonly points: Int32Array;
}

interface State {
  readonly chunks: Chunk[];
}

/**
 * Voxel centres that are corners of the convex hull of their plane: x, y, z of each, from the corner of the bounding
 * box, plane by plane. They have the convex hull of all voxels; there are few of them for a region of any size.
 */
export const planeCorners = defineAccumulator<State, Int32Array, typeof nothing>({
  key: "plane_corners",
  needs: nothing,
  reads: "mask",
  halo: 0,
  tolerance: 0,
  dimensions: [3],
  cost: { perPixel: 0.3, perRoi: 500 },
  create: () => ({ chunks: [] }),
  update({ chunks }, slab, _needs, scratch) {
    if (slab.ownedFirst === slab.ownedEnd) return;
    const height = slab.roi.y1 - slab.roi.y0;
    const mark = scratch.mark();
    const chain = { x: scratch.int32(2 * height), y: scratch.int32(2 * height) };
    const points: number[] = [];
    for (let r = slab.ownedFirst; r < slab.ownedEnd; ) {
      const z = slab.runs.z[r];
      let end = r;
      while (end < slab.ownedEnd && slab.runs.z[end] === z) end++;
      const corners = hullOfPlane(slab, r, end, chain);
      for (let i = 0; i < corners; i++) points.push(chain.x[i], chain.y[i], z);
      r = end;
    }
    scratch.release(mark);
    chunks.push({ first: slab.first, points: Int32Array.from(points) });
  },
  merge(into, from) {
    into.chunks.push(...from.chunks);
  },
  read({ chunks }) {
    const inOrder = chunks.toSorted((a, b) => a.first - b.first);
    const all = new Int32Array(chunks.reduce((sum, { points }) => sum + points.length, 0));
    let at = 0;
    for (const { points } of inOrder) {
      all.set(points, at);
      at += points.length;
    }
    return all;
  },
});

interface Chain {
  readonly x: Int32Array;
  readonly y: Int32Array;
}

/**
 * Corners of the convex hull of runs [first, end), which lie in one plane: down the ends of the rows, up their starts.
 * @see A. M. Andrew 1979, doi:10.1016/0020-0190(79)90072-3
 */
function hullOfPlane({ runs: { x, y, length } }: Slab, first: number, end: number, chain: Chain): number {
  let size = 0;
  for (let r = first; r < end; r++) {
    if (r + 1 === end || y[r + 1] !== y[r]) size = push(chain, 0, size, x[r] + length[r] - 1, y[r]);
  }
  const bottom = size;
  for (let r = end - 1; r >= first; r--) {
    if (r === first || y[r - 1] !== y[r]) size = push(chain, bottom, size, x[r], y[r]);
  }
  return size;
}

/** Adds a point to the part of the chain that starts at `from`, without those that are no corner any more. */
function push({ x, y }: Chain, from: number, size: number, px: number, py: number): number {
  let n = size;
  while (n - from >= 2) {
    const turn = (x[n - 1] - x[n - 2]) * (py - y[n - 2]) - (y[n - 1] - y[n - 2]) * (px - x[n - 2]);
    if (turn > 0) break;
    n--;
  }
  x[n] = px;
  y[n] = py;
  return n + 1;
}
