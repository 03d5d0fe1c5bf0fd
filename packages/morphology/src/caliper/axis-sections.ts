/**
 * Martin and Nassenstein diameters along rows and columns. The width of the region jumps from row to row, so rows are
 * counted, in whole numbers, instead of searching for a level.
 * @module
 */
import type { RoiInfo } from "@pixelmetry/roi";
import type { Contour } from "../contour/trace.ts";

/**
 * Chords along rows (or, for `turned`, along columns from the right to the left). The Martin diameter is that of the
 * first row up to which more than half of the pixels lie. The Nassenstein diameter starts in the middle of the first
 * stretch of the last row; between two columns, the left one counts.
 */
export function alongAxis(
  { count, x0, x1, y0, y1, image }: RoiInfo,
  { start, x, y }: Contour,
  turned: boolean,
): { martin: number; nassenstein: number } {
  const width = x1 - x0;
  const rows = turned ? width : y1 - y0;
  const along = turned ? y : x;
  // How the number of pixels changes from row to row: right sides of runs less left sides.
  const steps = new Float64Array(rows + 1);
  let contactFrom = Number.POSITIVE_INFINITY;
  let contact = 0;
  const level = (i: number): number => (turned ? width - x[i] : y[i]);
  eachEdge(start, (a, b) => {
    const [from, to] = [level(a), level(b)];
    if (from !== to) {
      steps[from] += along[a];
      steps[to] -= along[a];
    } else if (from === rows && Math.min(along[a], along[b]) < contactFrom) {
      contactFrom = Math.min(along[a], along[b]);
      contact = (along[a] + along[b]) / 2;
    }
  });
  let row = 0;
  let inRow = steps[0];
  let upTo = inRow;
  while (2 * upTo <= count) {
    row++;
    inRow += steps[row];
    upTo += inRow;
  }
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let exit = 0;
  eachEdge(start, (a, b) => {
    const [from, to] = [level(a), level(b)];
    if (Math.min(from, to) <= row && row < Math.max(from, to)) {
      first = Math.min(first, along[a]);
      last = Math.max(last, along[a]);
    }
    if (from === to && from < rows && along[a] < contact !== along[b] < contact && from > exit) exit = from;
  });
  const [sx, sy] = image.spacing;
  return { martin: (last - first) * (turned ? sy : sx), nassenstein: (rows - exit) * (turned ? sx : sy) };
}

function eachEdge(start: Int32Array, visit: (a: number, b: number) => void): void {
  for (let loop = 0; loop + 1 < start.length; loop++) {
    const end = start[loop + 1];
    for (let i = start[loop]; i < end; i++) visit(i, i + 1 < end ? i + 1 : start[loop]);
  }
}
