import { defineAccumulator, distanceMap } from "@pixelmetry/roi";

const map = distanceMap("euclidean", { physical: true });

interface State {
  square: number;
}

/** Largest distance of a pixel's centre to the centre of the nearest background pixel, in the unit of lengths. */
export const largestDistance = defineAccumulator<State, number, { map: typeof map }>({
  key: "largest_distance",
  needs: { map },
  reads: "mask",
  halo: 0,
  tolerance: 0,
  cost: { perPixel: 1, perRoi: 100 },
  create: () => ({ square: 0 }),
  update(state, slab, { map: { distances } }) {
    if (slab.roi.image.ndim === 3) return;
    let { square } = state;
    for (let i = 0; i < distances.length; i++) if (distances[i] > square) square = distances[i];
    state.square = square;
  },
  merge(into, from) {
    into.square = Math.max(into.square, from.square);
  },
  read: ({ square }) => Math.sqrt(square),
});
