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
  const rows = turned ? x1 - x0 : y1 - y0;
  const along = turned ? y : x;
  const across = turned ? x : y;
  // Rows are counted from 0 upwards: `base` and `sign` turn columns round.
  const base = turned ? rows : 0;
  const sign = turned ? -1 : 1;
  // How the number of pixels changes from row to row: right sides of runs less left sides.
  const steps = new Float64Array(rows + 1);
  let contactFrom = Number.POSITIVE_INFINITY;
  let contact = 0;
  for (let loop = 0; loop + 1 < start.length; loop++) {
    let a = start[loop + 1] - 1;
    for (let b = start[loop]; b < start[loop + 1]; a = b++) {
      const from = base + sign * across[a];
      const to = base + sign * across[b];
      if (from !== to) {
        steps[from] += along[a];
        steps[to] -= along[a];
      } else if (from === rows) {
        const left = Math.min(along[a], along[b]);
        if (left >= contactFrom) continue;
        contactFrom = left;
        contact = (along[a] + along[b]) / 2;
      }
    }
  }
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
  for (let loop = 0; loop + 1 < start.length; loop++) {
    let a = start[loop + 1] - 1;
    for (let b = start[loop]; b < start[loop + 1]; a = b++) {
      const from = base + sign * across[a];
      const to = base + sign * across[b];
      if (from <= row !== to <= row) {
        if (along[a] < first) first = along[a];
        if (along[a] > last) last = along[a];
      } else if (from === to && from < rows && from > exit && along[a] < contact !== along[b] < contact) {
        exit = from;
      }
    }
  }
  const [sx, sy] = image.spacing;
  return { martin: (last - first) * (turned ? sy : sx), nassenstein: (rows - exit) * (turned ? sx : sy) };
}
