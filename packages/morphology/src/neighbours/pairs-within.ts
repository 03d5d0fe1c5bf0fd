import type { Boundaries } from "./boundaries.ts";
import { cellsOf, visitGroups } from "./cells.ts";

/**
 * Pairs of ROIs with boundary pixels whose centres are at most `distance` apart, as lists of neighbours per ROI.
 * For a given distance the cost grows with the number of boundary pixels.
 */
export function pairsWithin(
  boundaries: Boundaries,
  distance: number,
  spacing: readonly [x: number, y: number],
): readonly (readonly number[])[] {
  const rows = boundaries.start.length - 1;
  const cells = cellsOf(boundaries, distance, spacing);
  const { x, y, owner } = cells;
  const neighbours: number[][] = Array.from({ length: rows }, () => []);
  const known = new Set<number>();
  visitGroups(cells, (a, aEnd, b, bEnd) => {
    const low = Math.min(owner[a], owner[b]);
    const high = Math.max(owner[a], owner[b]);
    if (known.has(low * rows + high) || !near(a, aEnd, b, bEnd)) return;
    known.add(low * rows + high);
    neighbours[low].push(high);
    neighbours[high].push(low);
  });
  return neighbours;

  function near(a: number, aEnd: number, b: number, bEnd: number): boolean {
    for (let i = a; i < aEnd; i++) {
      for (let j = b; j < bEnd; j++) {
        const dx = (x[i] - x[j]) * spacing[0];
        const dy = (y[i] - y[j]) * spacing[1];
        if (dx * dx + dy * dy <= distance * distance) return true;
      }
    }
    return false;
  }
}
