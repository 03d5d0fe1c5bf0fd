import { centralSums, defineAccumulator, runIndex } from "@pixelmetry/roi";
import { boundaryPixels } from "./boundary-pixels.ts";

const inner = boundaryPixels(4);

interface State {
  /** Pairs of a pixel's index in the bounding box and its intensity. */
  values: Float64Array;
  count: number;
}

/** What the edge features are computed from. */
export interface EdgeValues {
  readonly n: number;
  readonly sum: number;
  readonly mean: number;
  /** Sum of squared deviations from the mean. */
  readonly m2: number;
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * Finite intensities of the boundary pixels. They are added in raster order, so that sums do not depend on the order
 * pixels were read in; memory grows with the perimeter.
 */
export const edgeValues = defineAccumulator<State, EdgeValues, { pixels: typeof inner }>({
  key: "edge_values",
  needs: { pixels: inner },
  reads: "intensity",
  halo: 2,
  tolerance: 0,
  cost: { perPixel: 1.5, perRoi: 2000 },
  create: ({ scratch }) => ({ values: scratch.float64(256), count: 0 }),
  update(state, slab, { pixels: { layout, boundary } }) {
    if (slab.roi.image.ndim === 3) return;
    const { roi, runs, values } = slab;
    const width = roi.x1 - roi.x0;
    for (let r = slab.ownedFirst; r < slab.ownedEnd; r++) {
      const length = runs.length[r];
      const at = runIndex(slab, layout, r);
      const offset = runs.offset[r];
      const place = runs.y[r] * width + runs.x[r];
      reserve(state, length);
      const pairs = state.values;
      let { count } = state;
      for (let i = 0; i < length; i++) {
        if (boundary[at + i] === 0) continue;
        pairs[2 * count] = place + i;
        pairs[2 * count + 1] = values[offset + i];
        count++;
      }
      state.count = count;
    }
  },
  merge(into, from) {
    reserve(into, from.count);
    into.values.set(from.values.subarray(0, 2 * from.count), 2 * into.count);
    into.count += from.count;
  },
  read({ values: pairs, count }) {
    const values = inRasterOrder(pairs, count);
    let minimum = Number.POSITIVE_INFINITY;
    let maximum = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      if (values[i] < minimum) minimum = values[i];
      if (values[i] > maximum) maximum = values[i];
    }
    const { n, sum, mean, m2 } = centralSums({ n: count, values, counts: new Float64Array(count).fill(1) });
    // The mean of equal values is rounded.
    const same = minimum === maximum;
    return { n, sum, mean: same ? minimum : mean, m2: same ? 0 : m2, minimum, maximum };
  },
});

/** The intensities; only merged states are not in raster order. */
function inRasterOrder(pairs: Float64Array, count: number): Float64Array {
  const values = new Float64Array(count);
  let sorted = true;
  for (let i = 0; i < count; i++) {
    values[i] = pairs[2 * i + 1];
    if (i > 0 && pairs[2 * i] < pairs[2 * i - 2]) sorted = false;
  }
  if (sorted) return values;
  const order = Array.from({ length: count }, (_, i) => i).sort((a, b) => pairs[2 * a] - pairs[2 * b]);
  return Float64Array.from(order, (i) => pairs[2 * i + 1]);
}

function reserve(state: State, more: number): void {
  const needed = 2 * (state.count + more);
  if (needed <= state.values.length) return;
  const wider = new Float64Array(Math.max(2 * state.values.length, needed));
  wider.set(state.values.subarray(0, 2 * state.count));
  state.values = wider;
}
