import type { BoxGeometry, LabelIndex, PixelArray } from "@pixelmetry/roi";
import { columnLabel, columnSteps } from "../relations/column.ts";
import { neighbourSteps } from "../relations/touching-pixels.ts";
import type { Boundaries } from "./boundaries.ts";

/** Boundary pixels of the ROIs in and around a block, and the slot of each row. */
export interface BlockBoundaries {
  readonly boundaries: Boundaries;
  readonly slots: Int32Array;
}

/**
 * Pixels with a neighbour of another label, in the block and in its context but for the outermost pixels, whose
 * neighbours are not there. The plane is read once; rows are in order of first appearance.
 */
export function blockBoundaries(
  labels: PixelArray,
  geometry: BoxGeometry,
  halo: number,
  index: LabelIndex,
): BlockBoundaries {
  const { x, y, height, pitchY } = geometry;
  const column = columnSteps(neighbourSteps(geometry, 2));
  const rowOf = new Map<number, number>();
  const slots: number[] = [];
  const counts: number[] = [];
  let found = new Int32Array(3 * 1024);
  let size = 0;
  for (let row = 1; row < height + 2 * halo - 1; row++) {
    const first = row * pitchY;
    let before = columnLabel(labels, first, column);
    let here = columnLabel(labels, first + 1, column);
    for (let i = first + 1, end = first + pitchY - 1; i < end; i++) {
      const next = columnLabel(labels, i + 1, column);
      const interior = here >= 0 && before === here && here === next;
      before = here;
      here = next;
      const label = labels[i];
      if (interior || label === 0) continue;
      const slot = index.slotOf(label);
      let own = rowOf.get(slot);
      if (own === undefined) {
        own = slots.push(slot) - 1;
        rowOf.set(slot, own);
        counts.push(0);
      }
      counts[own]++;
      if (size === found.length) {
        const wider = new Int32Array(2 * size);
        wider.set(found);
        found = wider;
      }
      found[size++] = own;
      found[size++] = x - halo + i - first;
      found[size++] = y - halo + row;
    }
  }
  return { boundaries: byRow(found.subarray(0, size), counts), slots: Int32Array.from(slots) };
}

/** Sorts triples (row, x, y) by row. */
function byRow(triples: Int32Array, counts: readonly number[]): Boundaries {
  const start = new Int32Array(counts.length + 1);
  counts.forEach((n, row) => {
    start[row + 1] = start[row] + n;
  });
  const next = start.slice();
  const xs = new Int32Array(triples.length / 3);
  const ys = new Int32Array(xs.length);
  for (let i = 0; i < triples.length; i += 3) {
    const at = next[triples[i]]++;
    xs[at] = triples[i + 1];
    ys[at] = triples[i + 2];
  }
  return { start, x: xs, y: ys };
}
