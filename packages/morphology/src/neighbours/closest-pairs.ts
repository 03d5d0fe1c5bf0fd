import type { Boundaries } from "./boundaries.ts";
import { cellsOf, visitGroups } from "./cells.ts";

/**
 * Visits pairs of ROIs (rows of `boundaries`) with boundary pixels whose centres are at most `distance` apart, with
 * the square of their smallest distance. A pair whose pixels lie in several cells is visited several times.
 */
export function closestPairs(
  boundaries: Boundaries,
  distance: number,
  spacing: readonly [x: number, y: number],
  visit: (a: number, b: number, squaredDistance: number) => void,
): void {
  const cells = cellsOf(boundaries, distance, spacing);
  const { x, y, owner } = cells;
  const limit = distance * distance;
  visitGroups(cells, (a, aEnd, b, bEnd) => {
    let least = Number.POSITIVE_INFINITY;
    for (let i = a; i < aEnd; i++) {
      for (let j = b; j < bEnd; j++) {
        const dx = (x[i] - x[j]) * spacing[0];
        const dy = (y[i] - y[j]) * spacing[1];
        least = Math.min(least, dx * dx + dy * dy);
      }
    }
    if (least <= limit) visit(owner[a], owner[b], least);
  });
}
