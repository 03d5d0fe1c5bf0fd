/**
 * Contours of a structure set on the planes of a grid, and the pixels inside them.
 * @module
 */

/** Closed polygons of one region on one plane, in pixels: x and y in turn, one polygon after the other. */
export interface PlanePolygons {
  /** Corners of all polygons. */
  readonly points: Float64Array;
  /** Number of the first corner of each polygon, and of the one behind the last. */
  readonly starts: Int32Array;
}

/** Collects polygons of a plane. */
export function polygonsOf(contours: readonly Float64Array[]): PlanePolygons {
  const starts = new Int32Array(contours.length + 1);
  for (const [i, contour] of contours.entries()) starts[i + 1] = starts[i] + contour.length / 2;
  const points = new Float64Array(2 * starts[contours.length]);
  for (const [i, contour] of contours.entries()) points.set(contour, 2 * starts[i]);
  return { points, starts };
}

/**
 * Marks the pixels of a rectangle whose centres lie inside: an odd number of edges is crossed on the way to the left
 * (even-odd rule), so a polygon in another is a hole. Of two regions that share an edge, a centre on it belongs to the
 * one on its right and below.
 * @param mark - called for stretches of pixels: row, first pixel, and the pixel behind the last
 */
export function insideSpans(
  { points, starts }: PlanePolygons,
  x: number,
  y: number,
  width: number,
  height: number,
  mark: (row: number, from: number, to: number) => void,
): void {
  const counts = new Int32Array(height + 1);
  eachCrossing(points, starts, y, height, (row) => {
    counts[row + 1]++;
  });
  for (let row = 0; row < height; row++) counts[row + 1] += counts[row];
  const crossings = new Float64Array(counts[height]);
  const filled = counts.slice();
  eachCrossing(points, starts, y, height, (row, at) => {
    crossings[filled[row]++] = at;
  });
  for (let row = 0; row < height; row++) {
    const own = crossings.subarray(counts[row], counts[row + 1]).sort();
    for (let i = 0; i + 1 < own.length; i += 2) {
      const from = Math.max(x, Math.ceil(own[i]));
      const to = Math.min(x + width, Math.ceil(own[i + 1]));
      if (from < to) mark(y + row, from, to);
    }
  }
}

/** Where edges cross the lines through the centres of rows: each edge owns its upper end. */
function eachCrossing(
  points: Float64Array,
  starts: Int32Array,
  y: number,
  height: number,
  take: (row: number, at: number) => void,
): void {
  for (let polygon = 0; polygon + 1 < starts.length; polygon++) {
    const [first, end] = [starts[polygon], starts[polygon + 1]];
    for (let i = first, j = end - 1; i < end; j = i++) {
      let [x0, y0, x1, y1] = [points[2 * j], points[2 * j + 1], points[2 * i], points[2 * i + 1]];
      // Both directions of an edge must give the same crossings.
      if (y0 > y1) [x0, y0, x1, y1] = [x1, y1, x0, y0];
      const top = Math.max(0, Math.ceil(y0) - y);
      const bottom = Math.min(height, Math.ceil(y1) - y);
      for (let row = top; row < bottom; row++) take(row, x0 + ((y + row - y0) / (y1 - y0)) * (x1 - x0));
    }
  }
}
