/**
 * The intensities of a ROI's bounding box, which pair sums transform as a whole.
 * @module
 */
import { defineAccumulator, type Missing, missing, nothing, type RoiAccumulator } from "@pixelmetry/roi";
import { type PairSums, pairSums } from "./pair-sums.ts";

/** Sums over the pixels and the pairs of pixels of a ROI. */
export interface SpatialSums extends PairSums {
  /** Why there are no sums. */
  readonly missing: Missing | undefined;
  readonly n: number;
  /** Sum of squared deviations from the mean. */
  readonly deviations: number;
}

interface State {
  readonly missing: Missing | undefined;
  readonly size: readonly [number, number, number];
  readonly spacing: readonly [number, number, number];
  /** x fastest, then y, then z; NaN outside the ROI. */
  readonly intensity: Float64Array;
}

/** Pixels that a bounding box may have: 128 MiB. */
const maxBox = 1 << 24;

const none = { n: 0, deviations: 0, weights: 0, products: 0, squares: 0 };

/**
 * Pair sums of a ROI. They are taken from the whole box once the last slab has been copied into it, so neither
 * the cut into slabs nor their order shows.
 */
export const spatialSums: RoiAccumulator<State, SpatialSums, typeof nothing> = defineAccumulator<
  State,
  SpatialSums,
  typeof nothing
>({
  key: "spatial_sums",
  needs: nothing,
  reads: "intensity",
  halo: 0,
  tolerance: 0,
  cost: { perPixel: 1200, perRoi: 150_000 },
  create({ roi, scratch }) {
    const size = [roi.x1 - roi.x0, roi.y1 - roi.y0, roi.z1 - roi.z0] as const;
    const box = size[0] * size[1] * size[2];
    const fits = box <= maxBox;
    return {
      missing: fits ? undefined : missing("exceeds-budget"),
      size,
      spacing: roi.image.spacingUm ?? roi.image.spacing,
      intensity: scratch.float64(fits ? box : 0).fill(Number.NaN),
    };
  },
  update({ missing, size: [width, height], intensity }, slab) {
    if (missing !== undefined) return;
    const { runs, values, ownedFirst, ownedEnd } = slab;
    for (let r = ownedFirst; r < ownedEnd; r++) {
      const at = (runs.z[r] * height + runs.y[r]) * width + runs.x[r];
      const from = runs.offset[r];
      for (let i = 0; i < runs.length[r]; i++) intensity[at + i] = values[from + i];
    }
  },
  merge(into, from) {
    const { intensity } = from;
    for (let i = 0; i < intensity.length; i++) {
      if (!Number.isNaN(intensity[i])) into.intensity[i] = intensity[i];
    }
  },
  read({ missing: reason, size, spacing, intensity }, scratch) {
    if (reason !== undefined) return { missing: reason, ...none };
    const { n, mean, deviations } = spread(intensity);
    if (n < 2 || deviations === 0) return { missing: undefined, ...none, n };
    const mark = scratch.mark();
    const sums = pairSums(intensity, mean, size, spacing, scratch);
    scratch.release(mark);
    return { missing: undefined, n, deviations, ...sums };
  },
});

/** Number, mean and sum of squared deviations of the pixels that are not NaN. */
function spread(intensity: Float64Array): { n: number; mean: number; deviations: number } {
  let n = 0;
  let mean = 0;
  let deviations = 0;
  for (let i = 0; i < intensity.length; i++) {
    const value = intensity[i];
    if (Number.isNaN(value)) continue;
    const delta = value - mean;
    mean += delta / ++n;
    deviations += delta * (value - mean);
  }
  return { n, mean, deviations };
}
