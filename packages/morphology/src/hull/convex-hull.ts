import { defineDerived, roiInfo } from "@pixelmetry/roi";
import { type BoundaryEdges, boundaryEdges } from "../contour/boundary-edges.ts";

/**
 * Convex hull of the region as a union of closed pixels: corners in the order in which an outer boundary runs
 * (clockwise as seen on the screen), without those in the middle of a side. Coordinates are relative to the
 * bounding box.
 */
export interface ConvexHull {
  /** In the unit of lengths. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly area: number;
  readonly perimeter: number;
}

/** Convex hull of the corners of pixels. */
export const convexHull = defineDerived({
  key: "convex_hull",
  needs: { roi: roiInfo, edges: boundaryEdges },
  cost: { perPixel: 0, perRoi: 1500 },
  derive({ roi, edges }): ConvexHull {
    const [sx, sy] = roi.image.spacing;
    const corners = hullCorners(edges);
    const count = corners.length / 2;
    const x = new Float64Array(count);
    const y = new Float64Array(count);
    let twiceArea = 0;
    let perimeter = 0;
    for (let i = 0; i < count; i++) {
      const next = i + 1 < count ? 2 * i + 2 : 0;
      const [x0, y0, x1, y1] = [corners[2 * i], corners[2 * i + 1], corners[next], corners[next + 1]];
      x[i] = x0 * sx;
      y[i] = y0 * sy;
      twiceArea += x0 * y1 - x1 * y0;
      const dx = (x1 - x0) * sx;
      const dy = (y1 - y0) * sy;
      perimeter += Math.sqrt(dx * dx + dy * dy);
    }
    return { x, y, area: (twiceArea / 2) * (sx * sy), perimeter };
  },
});

/** Horizontal edges in raster order. */
export type LineEnds = Pick<BoundaryEdges, "count" | "y" | "left" | "right">;

/**
 * Corners of the convex hull as pairs (x, y), in the order in which an outer boundary runs.
 *
 * Monotone chain along y: edges are in raster order, so the first and last corner of every line between rows are all
 * it has to look at. Coordinates are integers and so is every cross product: which corners remain is exact.
 * @see A. M. Andrew, Another efficient algorithm for convex hulls in two dimensions, 1979,
 *   doi:10.1016/0020-0190(79)90072-3
 */
export function hullCorners({ count, y, left, right }: LineEnds): Float64Array {
  const chain = new Float64Array(4 * count);
  let size = 0;
  // Down the right side.
  for (let i = 0; i < count; ) {
    let last = i;
    while (last + 1 < count && y[last + 1] === y[i]) last++;
    size = push(chain, 0, size, right[last], y[i]);
    i = last + 1;
  }
  const bottom = size;
  // Up the left side.
  for (let i = count - 1; i >= 0; ) {
    let first = i;
    while (first > 0 && y[first - 1] === y[i]) first--;
    size = push(chain, bottom, size, left[first], y[i]);
    i = first - 1;
  }
  return chain.subarray(0, 2 * size);
}

/** Adds a corner to the part of the chain that starts at `from`, without those that are no corner any more. */
function push(chain: Float64Array, from: number, size: number, x: number, y: number): number {
  let n = size;
  while (n - from >= 2) {
    const b = 2 * n - 2;
    const a = b - 2;
    const turn = (chain[b] - chain[a]) * (y - chain[a + 1]) - (chain[b + 1] - chain[a + 1]) * (x - chain[a]);
    if (turn > 0) break;
    n--;
  }
  chain[2 * n] = x;
  chain[2 * n + 1] = y;
  return n + 1;
}
