import {
  defineAccumulator,
  distanceMap,
  type Multiset,
  mergeMultisets,
  multisetOf,
  runIndex,
} from "@pixelmetry/roi";

const map = distanceMap("euclidean", { physical: true });

interface State {
  squares: Multiset;
}

const noValues: Multiset = { n: 0, values: new Float64Array(0), counts: new Float64Array(0) };

/**
 * Squared Euclidean distances of all pixels of the region to the nearest background pixel, in the unit of lengths:
 * few distinct numbers, so the multiset is small, and the same whatever slabs the region is cut into.
 */
export const edgeDistances = defineAccumulator<State, Multiset, { map: typeof map }>({
  key: "edge_distances",
  needs: { map },
  reads: "mask",
  halo: 0,
  tolerance: 0,
  dimensions: [2],
  cost: { perPixel: 15, perRoi: 1000 },
  create: () => ({ squares: noValues }),
  update(state, slab, { map: { layout, distances } }, scratch) {
    const { runs, ownedFirst, ownedEnd, roi } = slab;
    let count = 0;
    for (let r = ownedFirst; r < ownedEnd; r++) count += runs.length[r];
    // Whole numbers are sorted faster as such; a slab is never so large that they do not fit.
    const whole = roi.image.spacing[0] === 1 && roi.image.spacing[1] === 1;
    const squares = whole ? scratch.uint32(count) : scratch.float64(count);
    let at = 0;
    for (let r = ownedFirst; r < ownedEnd; r++) {
      const from = runIndex(slab, layout, r);
      for (let i = 0; i < runs.length[r]; i++) squares[at++] = distances[from + i];
    }
    state.squares = mergeMultisets(state.squares, multisetOf(squares, scratch));
  },
  merge(into, from) {
    into.squares = mergeMultisets(into.squares, from.squares);
  },
  read: ({ squares }) => squares,
});
