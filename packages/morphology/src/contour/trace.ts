import { defineDerived, roiInfo } from "@pixelmetry/roi";
import { type BoundaryEdges, below, boundaryEdges, leftUp, rightUp } from "./boundary-edges.ts";

/**
 * The boundary of a plane region as closed loops of corners, one after the other: outer boundaries and holes, in
 * raster order of their topmost edge. Coordinates are those of pixel corners, relative to the bounding box: the
 * region's first pixel column reaches from 0 to 1. Edges are horizontal and vertical in turn, the first one of every
 * loop is horizontal. The region lies to the right of the way: outer boundaries run clockwise as seen on the screen,
 * holes the other way round. Pixels that touch at a corner are connected.
 */
export interface Contour {
  /** Loop i has the corners start[i] up to start[i + 1]. */
  readonly start: Int32Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
}

/** Loops of the boundary. */
export const contour = defineDerived({
  key: "contour",
  needs: { roi: roiInfo, edges: boundaryEdges },
  cost: { perPixel: 0, perRoi: 1500 },
  derive: ({ roi, edges }) => trace(edges, roi.x1 - roi.x0),
});

/** Follows the edges; ends of horizontal edges are numbered 2 i (left) and 2 i + 1 (right). */
function trace(edges: BoundaryEdges, width: number): Contour {
  const { count, y, left, right, flags } = edges;
  const partner = linkEnds(edges, width);
  const xs = new Int32Array(2 * count);
  const ys = new Int32Array(2 * count);
  const visited = new Uint8Array(count);
  const start = [0];
  let at = 0;
  for (let first = 0; first < count; first++) {
    if (visited[first] !== 0) continue;
    let edge = first;
    do {
      visited[edge] = 1;
      const backwards = flags[edge] & below;
      xs[at] = backwards ? right[edge] : left[edge];
      xs[at + 1] = backwards ? left[edge] : right[edge];
      ys[at] = y[edge];
      ys[at + 1] = y[edge];
      at += 2;
      edge = partner[backwards ? 2 * edge : 2 * edge + 1] >> 1;
    } while (edge !== first);
    start.push(at);
  }
  return { start: Int32Array.from(start), x: xs, y: ys };
}

/** Pairs the ends that a vertical edge joins: in every column, one that goes down with the next that goes up. */
function linkEnds({ count, left, right, flags }: BoundaryEdges, width: number): Int32Array {
  const partner = new Int32Array(2 * count);
  const open = new Int32Array(width + 1).fill(-1);
  // Where the boundary touches itself, one end goes up and one goes down from the same corner.
  let held = -1;
  for (let end = 0; end < 2 * count; end++) {
    const i = end >> 1;
    const x = end & 1 ? right[i] : left[i];
    if (flags[i] & (end & 1 ? rightUp : leftUp)) {
      const other = held >= 0 ? held : open[x];
      partner[end] = other;
      partner[other] = end;
      if (held < 0) open[x] = -1;
      held = -1;
    } else {
      held = open[x];
      open[x] = end;
    }
  }
  return partner;
}
