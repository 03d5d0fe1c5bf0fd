import type { Runs } from "@pixelmetry/roi";
import type { PairValues } from "./pair-values.ts";

/** Adds the pixels that ROIs of two label images have in common; both lists of runs are of one block. */
export function addOverlap(a: Runs, b: Runs, counts: PairValues): void {
  let i = 0;
  let j = 0;
  // Runs are in raster order, so their places in the block ascend in both lists.
  while (i < a.count && j < b.count) {
    const endA = a.offset[i] + a.length[i];
    const endB = b.offset[j] + b.length[j];
    const pixels = Math.min(endA, endB) - Math.max(a.offset[i], b.offset[j]);
    if (pixels > 0) counts.add(a.slot[i], b.slot[j], pixels);
    if (endA <= endB) i++;
    if (endB <= endA) j++;
  }
}
