import { defineAccumulator } from "../accumulator.ts";
import { mergeMultisets, type Multiset, multisetOf } from "../numeric/sort-values.ts";
import { nothing } from "../token.ts";
import type { Scratch } from "../scratch.ts";

interface State {
  set: Multiset;
  readonly scratch: Scratch;
}

/**
 * All finite intensities of a ROI as an ascending multiset. Whatever is computed from it (moments, order
 * statistics, histograms) is exact in the values and does not depend on the order pixels were read in.
 */
export const valueCounts = defineAccumulator<State, Multiset, typeof nothing>({
  key: "value_counts",
  needs: nothing,
  reads: "intensity",
  halo: 0,
  tolerance: 0,
  cost: { perPixel: 12, perRoi: 1500 },
  create: ({ scratch }) => ({ set: multisetOf(new Uint8Array(0), scratch), scratch }),
  update(state, slab) {
    // A slab's values cover its halo too; owned runs are consecutive, so owned values are one stretch.
    const { runs, ownedFirst, ownedEnd } = slab;
    if (ownedEnd === ownedFirst) return;
    const start = runs.offset[ownedFirst];
    const end = runs.offset[ownedEnd - 1] + runs.length[ownedEnd - 1];
    state.set = mergeMultisets(state.set, multisetOf(slab.values.subarray(start, end), state.scratch));
  },
  merge(into, from) {
    into.set = mergeMultisets(into.set, from.set);
  },
  read: (state) => state.set,
});
