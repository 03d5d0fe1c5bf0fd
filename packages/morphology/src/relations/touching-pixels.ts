import type { BoxGeometry, LabelIndex, PixelArray, Runs } from "@pixelmetry/roi";
import { columnLabel, columnSteps } from "./column.ts";
import type { PairValues } from "./pair-values.ts";

/** Steps in a block to a pixel and to those with an edge or corner in common. */
export function neighbourSteps({ pitchY, pitchZ }: BoxGeometry, ndim: 2 | 3): Int32Array {
  const planes = ndim === 3 ? [-pitchZ, 0, pitchZ] : [0];
  return Int32Array.from(
    planes.flatMap((z) => [-pitchY, 0, pitchY].flatMap((y) => [z + y - 1, z + y, z + y + 1])),
  );
}

/**
 * Adds, for every pair of a ROI that `runs` belong to and a ROI of `others`, the number of pixels of the first that
 * are, or have an edge or corner in common with, a pixel of the second.
 * @param labels - the image of the runs; the same array as `others` when ROIs of one image touch each other
 */
export function addTouching(
  runs: Runs,
  labels: PixelArray,
  others: PixelArray,
  index: LabelIndex,
  steps: Int32Array,
  counts: PairValues,
): void {
  const seen = new Float64Array(steps.length);
  const column = columnSteps(steps);
  for (let r = 0; r < runs.count; r++) {
    const slot = runs.slot[r];
    const first = runs.offset[r];
    const own = labels === others ? labels[first] : 0;
    let before = columnLabel(others, first - 1, column);
    let here = columnLabel(others, first, column);
    for (let i = first, end = first + runs.length[r]; i < end; i++) {
      const next = columnLabel(others, i + 1, column);
      const same = before === here && here === next ? here : -1;
      before = here;
      here = next;
      if (same >= 0) {
        if (same !== 0 && same !== own) counts.add(slot, index.slotOf(same), 1);
        continue;
      }
      let found = 0;
      for (let s = 0; s < steps.length; s++) {
        const other = others[i + steps[s]];
        if (other === 0 || other === own) continue;
        let known = 0;
        while (known < found && seen[known] !== other) known++;
        if (known < found) continue;
        seen[found++] = other;
        counts.add(slot, index.slotOf(other), 1);
      }
    }
  }
}
