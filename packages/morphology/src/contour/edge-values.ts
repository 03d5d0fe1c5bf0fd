import { type CentralSums, centralSums, defineAccumulator, multisetOf, runIndex } from "@pixelmetry/roi";
import { boundaryPixels } from "./boundary-pixels.ts";

interface State {
  values: Float64Array;
  count: number;
}

/** What the edge features are computed from. */
export interface EdgeValues extends CentralSums {
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * Finite intensities of the boundary pixels. They are sorted before they are added, so that the sums do not depend
 * on the order pixels were read in; memory grows with the perimeter.
 */
export const edgeValues = defineAccumulator<State, EdgeValues, { pixels: typeof boundaryPixels }>({
  key: "edge_values",
  needs: { pixels: boundaryPixels },
  reads: "intensity",
  halo: 2,
  tolerance: 0,
  cost: { perPixel: 1.5, perRoi: 2000 },
  create: ({ scratch }) => ({ values: scratch.float64(128), count: 0 }),
  update(state, slab, { pixels: { layout, boundary } }) {
    if (slab.roi.image.ndim === 3) return;
    const { runs, values } = slab;
    for (let r = slab.ownedFirst; r < slab.ownedEnd; r++) {
      const length = runs.length[r];
      const at = runIndex(slab, layout, r);
      const offset = runs.offset[r];
      reserve(state, length);
      for (let i = 0; i < length; i++) {
        if (boundary[at + i] !== 0) state.values[state.count++] = values[offset + i];
      }
    }
  },
  merge(into, from) {
    reserve(into, from.count);
    into.values.set(from.values.subarray(0, from.count), into.count);
    into.count += from.count;
  },
  read({ values, count }, scratch) {
    const set = multisetOf(values.subarray(0, count), scratch);
    const distinct = set.values.length;
    return {
      ...centralSums(set),
      minimum: set.values[0] ?? Number.NaN,
      maximum: set.values[distinct - 1] ?? Number.NaN,
    };
  },
});

function reserve(state: State, more: number): void {
  if (state.count + more <= state.values.length) return;
  const wider = new Float64Array(Math.max(2 * state.values.length, state.count + more));
  wider.set(state.values.subarray(0, state.count));
  state.values = wider;
}
