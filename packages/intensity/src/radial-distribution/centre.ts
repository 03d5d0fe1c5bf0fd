import { defineAccumulator, distanceMap } from "@pixelmetry/roi";

/** The pixel farthest from the edge, relative to the bounding box; the first in raster order of several. */
export interface DeepestPixel {
  readonly x: number;
  readonly y: number;
  /** Squared distance to the nearest background pixel. */
  readonly depth: number;
}

/** Squared distance of every pixel to the background. */
export const edgeDistance = distanceMap("euclidean");

/** Where a ROI is deepest: its centre for what is measured in rings. */
export const deepestPixel = defineAccumulator({
  key: "deepest_pixel",
  needs: { map: edgeDistance },
  reads: "mask",
  halo: 0,
  tolerance: 0,
  dimensions: [2],
  cost: { perPixel: 1, perRoi: 200 },
  create: () => ({ x: 0, y: 0, depth: 0 }),
  update(state, slab, { map: { layout, distances } }) {
    const { runs } = slab;
    for (let r = slab.ownedFirst; r < slab.ownedEnd; r++) {
      const at = layout.origin + (runs.y[r] - slab.first) * layout.pitchY + runs.x[r];
      for (let i = 0; i < runs.length[r]; i++) {
        if (distances[at + i] > state.depth) {
          state.depth = distances[at + i];
          state.x = runs.x[r] + i;
          state.y = runs.y[r];
        }
      }
    }
  },
  merge(into, from) {
    // Squared distances are whole numbers, so equal ones are equal.
    const earlier = from.y < into.y || (from.y === into.y && from.x < into.x);
    if (from.depth > into.depth || (from.depth === into.depth && earlier)) {
      into.depth = from.depth;
      into.x = from.x;
      into.y = from.y;
    }
  },
  read: ({ x, y, depth }): DeepestPixel => ({ x, y, depth }),
});
