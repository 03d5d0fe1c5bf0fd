/**
 * Rows of cells as intervals.
 * @module
 */
import type { BoundaryEdges } from "./boundary-edges.ts";

/** Disjoint intervals [from, to) in ascending order, none beginning where another ends. */
export interface Row {
  count: number;
  from: Int32Array;
  to: Int32Array;
}

/** An empty row. */
export const row = (): Row => ({ count: 0, from: new Int32Array(16), to: new Int32Array(16) });

function reserve(into: Row, count: number): void {
  if (into.from.length >= count) return;
  const [from, to] = [into.from, into.to];
  into.from = new Int32Array(2 * count);
  into.to = new Int32Array(2 * count);
  into.from.set(from);
  into.to.set(to);
}

/** Becomes equal to `a`. */
export function takeCopy(into: Row, a: Row): void {
  reserve(into, a.count);
  into.from.set(a.from.subarray(0, a.count));
  into.to.set(a.to.subarray(0, a.count));
  into.count = a.count;
}

/** Becomes the cells that are in `a`, in `b` or in both. */
export function takeUnion(into: Row, a: Row, b: Row): void {
  reserve(into, a.count + b.count);
  const { from, to } = into;
  let count = 0;
  let i = 0;
  let j = 0;
  while (i < a.count || j < b.count) {
    const next = j === b.count || (i < a.count && a.from[i] <= b.from[j]) ? a : b;
    const at = next === a ? i++ : j++;
    if (count > 0 && next.from[at] <= to[count - 1]) {
      if (next.to[at] > to[count - 1]) to[count - 1] = next.to[at];
    } else {
      from[count] = next.from[at];
      to[count++] = next.to[at];
    }
  }
  into.count = count;
}

/** Becomes the cells of twice the size that have a cell of `a`. */
export function takeHalved(into: Row, a: Row): void {
  reserve(into, a.count);
  const { from, to } = into;
  let count = 0;
  for (let i = 0; i < a.count; i++) {
    const first = a.from[i] >> 1;
    const end = (a.to[i] + 1) >> 1;
    if (count > 0 && first <= to[count - 1]) {
      to[count - 1] = end;
    } else {
      from[count] = first;
      to[count++] = end;
    }
  }
  into.count = count;
}

/** Becomes the row of pixels below `above`: different from it where edges [first, end) lie between the two. */
export function takeToggled(into: Row, above: Row, edges: BoundaryEdges, first: number, end: number): void {
  reserve(into, above.count + end - first);
  const { from, to } = into;
  let count = 0;
  let inside = 0;
  // Ends of intervals and of edges, both in order. Ends that coincide cancel out.
  let a = 0;
  let e = 2 * first;
  while (a < 2 * above.count || e < 2 * end) {
    const x = a < 2 * above.count ? (a % 2 === 0 ? above.from : above.to)[a >> 1] : far;
    const edge = e < 2 * end ? (e % 2 === 0 ? edges.left : edges.right)[e >> 1] : far;
    if (x <= edge) a++;
    if (edge <= x) e++;
    if (x === edge) continue;
    inside ^= 1;
    if (inside === 1) from[count] = Math.min(x, edge);
    else to[count++] = Math.min(x, edge);
  }
  into.count = count;
}

const far = 0x7fffffff;
