import { type Block, defineScan } from "../accumulator.ts";

/** Smallest and largest finite intensity of a ROI; `count` 0 when it has none. */
export interface IntensityExtrema {
  readonly min: number;
  readonly max: number;
  /** Number of finite pixels. */
  readonly count: number;
}

interface State {
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly count: Float64Array;
  readonly [column: string]: Float64Array;
}

/** Smallest and largest intensity, exact. */
export const intensityExtrema = defineScan<State, IntensityExtrema>({
  key: "intensity_extrema",
  needs: {},
  reads: "intensity",
  halo: 0,
  bytesPerRoi: 24,
  tolerance: 0,
  cost: { perPixel: 0.8, perRoi: 50 },
  create: (slots) => ({
    min: new Float64Array(slots).fill(Number.POSITIVE_INFINITY),
    max: new Float64Array(slots).fill(Number.NEGATIVE_INFINITY),
    count: new Float64Array(slots),
  }),
  update(state, { runs, intensity }: Block) {
    const { min, max, count } = state;
    for (let r = 0; r < runs.count; r++) {
      const slot = runs.slot[r];
      let low = min[slot];
      let high = max[slot];
      const start = runs.offset[r];
      const end = start + runs.length[r];
      for (let i = start; i < end; i++) {
        const v = intensity[i];
        if (v < low) low = v;
        if (v > high) high = v;
      }
      min[slot] = low;
      max[slot] = high;
      count[slot] += end - start;
    }
  },
  merge(into, from, slotMap) {
    for (let i = 0; i < slotMap.length; i++) {
      const k = slotMap[i];
      if (k < 0) continue;
      if (from.min[i] < into.min[k]) into.min[k] = from.min[i];
      if (from.max[i] > into.max[k]) into.max[k] = from.max[i];
      into.count[k] += from.count[i];
    }
  },
  read: (state, slot) => ({ min: state.min[slot], max: state.max[slot], count: state.count[slot] }),
});
