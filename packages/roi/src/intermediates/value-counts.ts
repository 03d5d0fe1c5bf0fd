import { defineAccumulator } from "../accumulator.ts";
import { type Multiset, type MultisetRoom, mergeMultisets, multisetOf } from "../numeric/sort-values.ts";
import { nothing } from "../token.ts";

interface State {
  /** Their union is the value. Each is larger than all that follow it, so a value is merged log(n) times at most. */
  sets: Multiset[];
  /** Room for the first slab's values, which are all values of most ROIs. */
  readonly room: MultisetRoom | undefined;
}

/** ROIs of at most so many pixels have room for all their values in scratch memory. */
const pooledPixels = 1 << 14;

/**
 * All finite intensities of a ROI as an ascending multiset. Whatever is computed from it (moments, order
 * statistics, histograms) is exact in the values and does not depend on the order pixels were read in.
 * It takes 16 bytes per distinct value: at most 1 MiB for 16-bit images, up to 16 bytes per pixel for float
 * images.
 */
export const valueCounts = defineAccumulator<State, Multiset, typeof nothing>({
  key: "value_counts",
  needs: nothing,
  reads: "intensity",
  halo: 0,
  tolerance: 0,
  cost: { perPixel: 10, perRoi: 1500 },
  create: ({ roi, scratch }) => ({
    sets: [],
    room:
      roi.count <= pooledPixels
        ? { values: scratch.float64(roi.count), counts: scratch.float64(roi.count) }
        : undefined,
  }),
  update(state, slab, _needs, scratch) {
    // A slab's values cover its halo too; owned runs are consecutive, so owned values are one stretch.
    const { runs, ownedFirst, ownedEnd } = slab;
    if (ownedEnd === ownedFirst) return;
    const start = runs.offset[ownedFirst];
    const end = runs.offset[ownedEnd - 1] + runs.length[ownedEnd - 1];
    const values = slab.values.subarray(start, end);
    add(state.sets, multisetOf(values, scratch, state.sets.length === 0 ? state.room : undefined));
  },
  merge(into, from) {
    for (const set of from.sets) add(into.sets, set);
  },
  read: ({ sets }) => sets.reduceRight((union, set) => mergeMultisets(set, union), noValues),
});

const noValues: Multiset = { n: 0, values: new Float64Array(0), counts: new Float64Array(0) };

function add(sets: Multiset[], set: Multiset): void {
  let union = set;
  while (sets.length > 0 && sets[sets.length - 1].values.length <= union.values.length) {
    union = mergeMultisets(sets.pop()!, union);
  }
  sets.push(union);
}
