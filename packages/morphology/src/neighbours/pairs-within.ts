import { type Boundaries, ownersOf } from "./boundaries.ts";
import { PointIndex } from "./point-index.ts";

/** Cells are at least so many pixels wide: smaller ones cost more to visit than they save. */
const narrowest = 4;
/** Half of the cells around a cell, itself included: every pair of cells is seen once. */
const ahead = [
  [0, 0],
  [1, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
] as const;

/**
 * Pairs of ROIs with boundary pixels whose centres are at most `distance` apart, as lists of neighbours per ROI.
 * Pixels are sorted into cells no smaller than the distance, so that a pixel looks at the cells around its own only;
 * for a given distance the cost grows with the number of boundary pixels.
 */
export function pairsWithin(
  boundaries: Boundaries,
  distance: number,
  spacing: readonly [x: number, y: number],
): readonly (readonly number[])[] {
  const rows = boundaries.start.length - 1;
  const cells = cellsOf(boundaries, distance, spacing);
  const neighbours: number[][] = Array.from({ length: rows }, () => []);
  const known = new Set<number>();
  for (let cell = 0; cell < cells.index.count; cell++) {
    for (const [dx, dy] of ahead) {
      const other = cells.index.find(cells.index.x(cell) + dx, cells.index.y(cell) + dy);
      if (other >= 0) pairsOf(cell, other);
    }
  }
  return neighbours;

  /** Pixels of a ROI are consecutive in a cell. */
  function pairsOf(cell: number, other: number): void {
    const { start, owner } = cells;
    for (let a = start[cell], aEnd = a; a < start[cell + 1]; a = aEnd) {
      aEnd = groupEnd(owner, a, start[cell + 1]);
      for (let b = start[other], bEnd = b; b < start[other + 1]; b = bEnd) {
        bEnd = groupEnd(owner, b, start[other + 1]);
        const low = Math.min(owner[a], owner[b]);
        const high = Math.max(owner[a], owner[b]);
        if (low === high || known.has(low * rows + high) || !near(a, aEnd, b, bEnd)) continue;
        known.add(low * rows + high);
        neighbours[low].push(high);
        neighbours[high].push(low);
      }
    }
  }

  function near(a: number, aEnd: number, b: number, bEnd: number): boolean {
    const { x, y } = cells;
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

function groupEnd(owner: Int32Array, from: number, end: number): number {
  let to = from + 1;
  while (to < end && owner[to] === owner[from]) to++;
  return to;
}

/** Boundary pixels sorted by cell, and by ROI within a cell. */
interface Cells {
  readonly index: PointIndex;
  readonly start: Int32Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly owner: Int32Array;
}

function cellsOf(boundaries: Boundaries, distance: number, [sx, sy]: readonly [number, number]): Cells {
  const { x, y } = boundaries;
  const owner = ownersOf(boundaries);
  const width = Math.max(narrowest, Math.ceil(distance / sx));
  const height = Math.max(narrowest, Math.ceil(distance / sy));
  const index = new PointIndex(x.length);
  const cell = Int32Array.from(x, (column, i) =>
    index.number(Math.floor(column / width), Math.floor(y[i] / height)),
  );
  const start = new Int32Array(index.count + 1);
  for (const c of cell) start[c + 1]++;
  for (let c = 0; c < index.count; c++) start[c + 1] += start[c];
  const next = start.slice();
  const order = new Int32Array(x.length);
  for (let i = 0; i < x.length; i++) order[next[cell[i]]++] = i;
  return {
    index,
    start,
    x: order.map((i) => x[i]),
    y: order.map((i) => y[i]),
    owner: order.map((i) => owner[i]),
  };
}
