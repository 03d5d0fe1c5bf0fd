import { defineAccumulator, distanceMap, runIndex } from "@pixelmetry/roi";

const map = distanceMap("city-block");

interface State {
  deepest: number;
}

/** Largest city-block distance of a pixel of the region to background. */
export const deepestPixel = defineAccumulator<State, number, { map: typeof map }>({
  key: "deepest_pixel(city-block)",
  needs: { map },
  reads: "mask",
  halo: 0,
  tolerance: 0,
  dimensions: [2],
  cost: { perPixel: 1, perRoi: 100 },
  create: () => ({ deepest: 0 }),
  update(state, slab, { map: { layout, distances } }) {
    let { deepest } = state;
    for (let r = slab.ownedFirst; r < slab.ownedEnd; r++) {
      const from = runIndex(slab, layout, r);
      const end = from + slab.runs.length[r];
      for (let i = from; i < end; i++) if (distances[i] > deepest) deepest = distances[i];
    }
    state.deepest = deepest;
  },
  merge(into, from) {
    into.deepest = Math.max(into.deepest, from.deepest);
  },
  read: ({ deepest }) => deepest,
});
