/**
 * Run length matrices of a ROI, counted slab by slab.
 * @module
 */
import {
  defineAccumulator,
  intensityExtrema,
  levelCount,
  levelGrid,
  levelOf,
  type Missing,
  missing,
  type RoiAccumulator,
  type Scratch,
} from "@pixelmetry/roi";
import { directionsOf, isSliceWise } from "../aggregation.ts";
import { addSizes, clearSizes, type SizeCounts, sizeCounts } from "../level-sizes/counts.ts";
import { measureSizes, sizeMeasures } from "../level-sizes/measure.ts";
import { addRows, emptyMeasures, type MatrixMeasures, noMeasures } from "../matrix-measures.ts";
import { addSegment } from "../segments.ts";
import { countRuns, joinRuns, type RunSegment, type RunTarget } from "./runs.ts";
import { type GlrlmSettings, glrlmKey } from "./settings.ts";

interface State extends RunTarget {
  /** Why this ROI has no matrices. */
  readonly missing: Missing | undefined;
  readonly flat: boolean;
  /** Width of the bounding box. */
  readonly width: number;
  /** Runs that cross the borders of what has been read. */
  readonly segments: RunSegment[];
  /** Measures of finished slices when every slice has matrices of its own. */
  readonly slices: MatrixMeasures | undefined;
}

type GlrlmNeeds = {
  readonly extrema: typeof intensityExtrema;
  readonly grid: ReturnType<typeof levelGrid>;
};

/**
 * Measures of the run length matrices of a ROI. Runs within a slab are counted at once; of those that cross its
 * borders only a row (a plane in 3D) of lengths is kept. Counts are whole numbers, so neither the cut into slabs nor
 * their order shows.
 */
export function glrlmMatrices(s: GlrlmSettings): RoiAccumulator<State, MatrixMeasures, GlrlmNeeds> {
  const { discretisation: d } = s;
  return defineAccumulator<State, MatrixMeasures, GlrlmNeeds>({
    key: glrlmKey(s),
    needs: { extrema: intensityExtrema, grid: levelGrid(d, 1) },
    reads: "intensity",
    halo: 1,
    tolerance: 0,
    cost: { perPixel: 25, perRoi: 12_000 },
    create({ roi, needs: { extrema }, scratch }) {
      const { ndim } = roi.image;
      const levels = levelCount(d, extrema);
      const directions = directionsOf(s, ndim);
      const matrices = s.directions === "merge" ? 1 : directions.length;
      const low = levels > 0 ? levelOf(d, extrema.min, extrema.min, extrema.max) : 1;
      const [width, height, depth] = [roi.x1 - roi.x0, roi.y1 - roi.y0, roi.z1 - roi.z0];
      const slices = isSliceWise(s, ndim) ? depth : 0;
      const range = {
        low,
        span: levels > 0 ? levels - low + 1 : 0,
        largest: Math.max(width, height, depth),
        most:
          ((slices > 0 ? Math.min(extrema.count, width * height) : extrema.count) * directions.length) /
          matrices,
      };
      return {
        missing: levels > 0 ? undefined : missing(levels === 0 ? "empty" : "exceeds-budget"),
        flat: ndim === 2,
        width,
        directions,
        matrices: Array.from({ length: matrices }, () => sizeCounts(range, scratch)),
        segments: [],
        slices: slices > 0 ? emptyMeasures(slices * matrices, sizeMeasures.length, scratch) : undefined,
      };
    },
    update(state, slab, { grid }, scratch) {
      if (state.missing !== undefined) return;
      const { slices, matrices } = state;
      if (slices === undefined) {
        const segment = countRuns(state, slab, grid, slab.ownedFirst, slab.ownedEnd);
        if (segment !== undefined) add(state, segment);
        return;
      }
      const { z } = slab.runs;
      for (let first = slab.ownedFirst, end = first; first < slab.ownedEnd; first = end) {
        while (end < slab.ownedEnd && z[end] === z[first]) end++;
        countRuns(state, slab, grid, first, end);
        measureAll(state.matrices, slices, z[first] * matrices.length, scratch);
        for (const counts of matrices) clearSizes(counts);
      }
    },
    merge(into, from) {
      into.matrices.forEach((counts, m) => void addSizes(counts, from.matrices[m]));
      for (const segment of from.segments) add(into, segment);
      // A slice is never cut, so only one of the two has met it.
      if (into.slices !== undefined && from.slices !== undefined) addRows(into.slices, from.slices);
    },
    read(state, scratch) {
      if (state.missing !== undefined) return noMeasures(state.missing);
      if (state.matrices.some(({ exceeded }) => exceeded)) return noMeasures(missing("exceeds-budget"));
      if (state.slices !== undefined) return state.slices;
      const out = emptyMeasures(state.matrices.length, sizeMeasures.length, scratch);
      measureAll(state.matrices, out, 0, scratch);
      return out;
    },
  });
}

function add(state: State, segment: RunSegment): void {
  addSegment(state.segments, segment, (above, below) =>
    joinRuns(state, above, below, state.flat, state.width),
  );
}

/** Measures the matrices that have been counted into rows of `out` from `row`. */
function measureAll(
  matrices: readonly SizeCounts[],
  out: MatrixMeasures,
  row: number,
  scratch: Scratch,
): void {
  matrices.forEach((counts, m) => {
    const entries = measureSizes(counts, out.values, (row + m) * sizeMeasures.length, scratch);
    out.present[row + m] = entries > 0 ? 1 : 0;
  });
}
