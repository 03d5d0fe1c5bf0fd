import { defineAccumulator, nothing, type Scratch, type Slab } from "@pixelmetry/roi";

/**
 * The boundary of a plane region as horizontal edges between its corners, in raster order. Coordinates are those of
 * pixel corners, relative to the bounding box. Seen along its direction, the region lies on the right (y points
 * down): an edge above pixels goes from left to right, one below them from right to left.
 */
export interface BoundaryEdges {
  readonly count: number;
  readonly y: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** {@link below}, {@link leftUp} and {@link rightUp} bits. */
  readonly flags: Int32Array;
}

/** The edge lies below its pixels. */
export const below = 1;
/** The vertical edge at the left (right) end goes up from there; down otherwise. */
export const leftUp = 2;
export const rightUp = 4;

interface State {
  /** Four numbers per edge: y, left, right, flags. */
  edges: Int32Array;
  count: number;
  readonly height: number;
}

/**
 * Horizontal edges: where a row and the row above it differ. A line between two rows belongs to the lower one, so
 * slabs need one row of context, and the number of edges grows with the perimeter only. Pixels that touch at a
 * corner are connected: there, both ends of edges turn so that the region stays in one piece.
 */
export const boundaryEdges = defineAccumulator<State, BoundaryEdges, typeof nothing>({
  key: "boundary_edges",
  needs: nothing,
  reads: "mask",
  halo: 1,
  tolerance: 0,
  cost: { perPixel: 1, perRoi: 800 },
  create: ({ roi, scratch }) => {
    const height = roi.y1 - roi.y0;
    return { edges: edgesRoom(height, scratch), count: 0, height };
  },
  update(state, slab) {
    if (slab.roi.image.ndim === 3) return;
    const { runs, first, end, ownedFirst, ownedEnd } = slab;
    const last = end === state.height ? end : end - 1;
    let upper = ownedFirst;
    while (upper > 0 && runs.y[upper - 1] >= first - 1) upper--;
    let lower = ownedFirst;
    for (let y = first; y <= last; y++) {
      let upperEnd = upper;
      while (upperEnd < ownedEnd && runs.y[upperEnd] === y - 1) upperEnd++;
      let lowerEnd = lower;
      while (lowerEnd < ownedEnd && runs.y[lowerEnd] === y) lowerEnd++;
      addLine(state, slab, y, upper, upperEnd, lower, lowerEnd);
      upper = lower;
      lower = lowerEnd;
    }
  },
  merge(into, from) {
    const edges = new Int32Array(4 * (into.count + from.count));
    edges.set(into.edges.subarray(0, 4 * into.count));
    edges.set(from.edges.subarray(0, 4 * from.count), 4 * into.count);
    into.edges = edges;
    into.count += from.count;
  },
  read: ({ edges, count }) => inRasterOrder(edges, count),
});

/** Room for the edges of most regions of this height. */
const edgesRoom = (height: number, scratch: Scratch): Int32Array =>
  scratch.int32(16 * Math.min(height + 4, 1024));

/** Adds the edges between runs [upper, upperEnd) of row y - 1 and runs [lower, lowerEnd) of row y. */
function addLine(
  state: State,
  { runs }: Slab,
  y: number,
  upper: number,
  upperEnd: number,
  lower: number,
  lowerEnd: number,
): void {
  const { x, length } = runs;
  const most = 4 * (state.count + 2 * (upperEnd - upper + lowerEnd - lower));
  if (most > state.edges.length) {
    const wider = new Int32Array(Math.max(most, 2 * state.edges.length));
    wider.set(state.edges.subarray(0, 4 * state.count));
    state.edges = wider;
  }
  const { edges } = state;
  let at = 4 * state.count;
  let u = upper;
  let l = lower;
  // Whether the pixels before `from` are inside, above and below the line.
  let above = 0;
  let under = 0;
  let from = 0;
  let flags = 0;
  while (u < upperEnd || l < lowerEnd) {
    const nextUpper = u < upperEnd ? (above ? x[u] + length[u] : x[u]) : far;
    const nextLower = l < lowerEnd ? (under ? x[l] + length[l] : x[l]) : far;
    const to = nextUpper < nextLower ? nextUpper : nextLower;
    const wasAbove = above;
    const wasUnder = under;
    if (nextUpper === to) {
      if (above) u++;
      above ^= 1;
    }
    if (nextLower === to) {
      if (under) l++;
      under ^= 1;
    }
    if (wasAbove !== wasUnder) {
      // A top edge ends at the left side of a pixel above, or at the right side of its own last pixel; a bottom edge
      // starts at the left side of a pixel under it, or at the right side of its own last pixel.
      const up = flags & below ? under === 0 : above === 1;
      edges[at] = y;
      edges[at + 1] = from;
      edges[at + 2] = to;
      edges[at + 3] = up ? flags | rightUp : flags;
      at += 4;
    }
    if (above !== under) {
      from = to;
      flags = above ? below | (wasUnder ? 0 : leftUp) : wasAbove ? leftUp : 0;
    }
  }
  state.count = at / 4;
}

const far = 0x7fffffff;

function inRasterOrder(edges: Int32Array, count: number): BoundaryEdges {
  const y = new Int32Array(count);
  const left = new Int32Array(count);
  const right = new Int32Array(count);
  const flags = new Int32Array(count);
  const order = orderOf(edges, count);
  for (let i = 0; i < count; i++) {
    const at = 4 * (order === undefined ? i : order[i]);
    y[i] = edges[at];
    left[i] = edges[at + 1];
    right[i] = edges[at + 2];
    flags[i] = edges[at + 3];
  }
  return { count, y, left, right, flags };
}

/** Indices in raster order; undefined when the edges are: only merged states are not. */
function orderOf(edges: Int32Array, count: number): Int32Array | undefined {
  let sorted = true;
  for (let at = 4; at < 4 * count && sorted; at += 4) sorted = edges[at] >= edges[at - 4];
  if (sorted) return undefined;
  const key = (i: number): number => edges[4 * i] * 2 ** 31 + edges[4 * i + 1];
  return Int32Array.from({ length: count }, (_, i) => i).sort((a, b) => key(a) - key(b));
}
