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
 * Visits every two groups of boundary pixels, each of one ROI in one cell, that may be at most `distance` apart:
 * pixels `a` up to `aEnd` and `b` up to `bEnd` of the cells' lists. Cells are no smaller than the distance, so that a
 * pixel looks at the cells around its own only.
 */
export function visitGroups(
  { index, start, owner }: Cells,
  visit: (a: number, aEnd: number, b: number, bEnd: number) => void,
): void {
  for (let cell = 0; cell < index.count; cell++) {
    for (const [dx, dy] of ahead) {
      const other = index.find(index.x(cell) + dx, index.y(cell) + dy);
      if (other < 0) continue;
      // Pixels of a ROI are consecutive in a cell.
      for (let a = start[cell], aEnd = a; a < start[cell + 1]; a = aEnd) {
        aEnd = groupEnd(owner, a, start[cell + 1]);
        for (let b = start[other], bEnd = b; b < start[other + 1]; b = bEnd) {
          bEnd = groupEnd(owner, b, start[other + 1]);
          if (owner[a] !== owner[b]) visit(a, aEnd, b, bEnd);
        }
      }
    }
  }
}

function groupEnd(owner: Int32Array, from: number, end: number): number {
  let to = from + 1;
  while (to < end && owner[to] === owner[from]) to++;
  return to;
}

/** Boundary pixels sorted by cell, and by ROI within a cell. */
export interface Cells {
  readonly index: PointIndex;
  readonly start: Int32Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly owner: Int32Array;
}

/** Sorts boundary pixels into cells for {@link visitGroups}. */
export function cellsOf(
  boundaries: Boundaries,
  distance: number,
  [sx, sy]: readonly [number, number],
): Cells {
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
