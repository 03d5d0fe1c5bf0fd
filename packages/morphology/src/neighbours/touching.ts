import { type Boundaries, ownersOf } from "./boundaries.ts";
import { PointIndex } from "./point-index.ts";

/** Per ROI, the boundary pixels that share an edge or a corner with a pixel of another ROI. */
export function touchingPixels(boundaries: Boundaries): Int32Array {
  const { start, x, y } = boundaries;
  const owner = ownersOf(boundaries);
  const touching = new Int32Array(start.length - 1);
  // Pixels belong to one ROI, so they are numbered in the order of the list.
  const index = new PointIndex(x.length);
  for (let i = 0; i < x.length; i++) index.number(x[i], y[i]);
  for (let i = 0; i < x.length; i++) if (touches(i)) touching[owner[i]]++;
  return touching;

  function touches(i: number): boolean {
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const other = index.find(x[i] + dx, y[i] + dy);
        if (other >= 0 && owner[other] !== owner[i]) return true;
      }
    }
    return false;
  }
}
