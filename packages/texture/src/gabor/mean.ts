import { defineAccumulator } from "@pixelmetry/roi";

/** Sum of the finite intensities of a ROI, row by row; `mean` is 0 without any. */
export interface RoiMean {
  n: number;
  sum: number;
  mean: number;
}

/** Mean intensity, of which images of floats keep about fifteen digits. */
export const roiMean = defineAccumulator({
  key: "roi_mean",
  needs: {},
  reads: "intensity",
  halo: 0,
  tolerance: 1e-12,
  cost: { perPixel: 0.8, perRoi: 200 },
  create: (): RoiMean => ({ n: 0, sum: 0, mean: 0 }),
  update(state, { runs, values, ownedFirst, ownedEnd }) {
    for (let r = ownedFirst; r < ownedEnd; r++) {
      const end = runs.offset[r] + runs.length[r];
      let sum = 0;
      for (let i = runs.offset[r]; i < end; i++) sum += values[i];
      state.n += runs.length[r];
      state.sum += sum;
    }
  },
  merge(into, from) {
    into.n += from.n;
    into.sum += from.sum;
  },
  read: ({ n, sum }): RoiMean => ({ n, sum, mean: n > 0 ? sum / n : 0 }),
});
