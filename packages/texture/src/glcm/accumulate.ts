/**
 * Co-occurrence matrices of a ROI, counted slab by slab.
 * @module
 */
import {
  defineAccumulator,
  intensityExtrema,
  type LevelGrid,
  levelCount,
  levelGrid,
  levelOf,
  type Missing,
  missing,
  type RoiAccumulator,
  runIndex,
  type Scratch,
  type Slab,
} from "@pixelmetry/roi";
import { directionsOf, isSliceWise, type MatrixMeasures, noMeasures } from "../aggregation.ts";
import type { Direction } from "../directions.ts";
import { matrixOf } from "./matrix.ts";
import { measureMatrix, measures } from "./measures.ts";
import { addCounts, cellsOf, clearCounts, countPairs, type PairCounts, pairCounts } from "./pair-counts.ts";
import { type GlcmSettings, glcmKey } from "./settings.ts";

interface State {
  /** Why this ROI has no matrices. */
  readonly missing: Missing | undefined;
  readonly levelCount: number;
  readonly directions: readonly Direction[];
  /** Whether a slice's matrices are measured as soon as it has been counted. */
  readonly sliceWise: boolean;
  readonly counts: PairCounts;
  /** Measures of finished matrices: of all slices when they have their own, else written when read. */
  readonly values: Float64Array;
  readonly present: Uint8Array;
  readonly scratch: Scratch;
}

/**
 * Measures of the co-occurrence matrices of a ROI. A pair is counted by the slab that owns its first pixel;
 * the second lies in the same rows or in the halo below. Counts are whole numbers, so neither the cut into
 * slabs nor their order shows.
 */
export function glcmMatrices(
  s: GlcmSettings,
): RoiAccumulator<
  State,
  MatrixMeasures,
  { extrema: typeof intensityExtrema; grid: ReturnType<typeof levelGrid> }
> {
  const { discretisation: d, distance } = s;
  return defineAccumulator({
    key: glcmKey(s),
    needs: { extrema: intensityExtrema, grid: levelGrid(d, distance) },
    reads: "intensity",
    halo: distance,
    tolerance: 0,
    cost: { perPixel: 8, perRoi: 60_000 },
    create({ roi, needs: { extrema }, scratch }): State {
      const { ndim } = roi.image;
      const levels = levelCount(d, extrema);
      const directions = directionsOf(s, ndim);
      const low = levels > 0 ? levelOf(d, extrema.min, extrema.min, extrema.max) : 1;
      const span = levels > 0 ? levels - low + 1 : 0;
      const merged = s.directions === "merge";
      const tables = merged ? 1 : directions.length;
      const sliceWise = isSliceWise(s, ndim);
      const slices = sliceWise ? roi.z1 - roi.z0 : 1;
      const pairs = extrema.count * (merged ? directions.length : 1);
      return {
        missing: levels > 0 ? undefined : missing(levels === 0 ? "empty" : "exceeds-budget"),
        levelCount: levels,
        directions,
        sliceWise,
        counts: pairCounts(low, span, s.symmetric, levels > 0 ? tables : 0, pairs, scratch),
        values: scratch.float64(slices * tables * measures.length).fill(Number.NaN),
        present: scratch.uint8(slices * tables),
        scratch,
      };
    },
    update(state, slab, { grid }) {
      if (state.missing !== undefined) return;
      const { sliceWise } = state;
      const { runs, ownedEnd } = slab;
      for (let r = slab.ownedFirst; r < ownedEnd; ) {
        const z = runs.z[r];
        let end = sliceWise ? r + 1 : ownedEnd;
        while (end < ownedEnd && runs.z[end] === z) end++;
        countRuns(state, slab, grid, r, end, distance);
        if (sliceWise) finishSlice(state, z);
        r = end;
      }
    },
    merge(into, from) {
      addCounts(into.counts, from.counts);
      for (let m = 0; m < from.present.length; m++) {
        if (from.present[m] === 0) continue;
        // A slice is never cut, so only one of the two states has met it.
        const at = m * measures.length;
        into.values.set(from.values.subarray(at, at + measures.length), at);
        into.present[m] = 1;
      }
    },
    read(state) {
      const { counts, values, present } = state;
      if (state.missing !== undefined) return noMeasures(state.missing);
      if (counts.exceeded) return noMeasures(missing("exceeds-budget"));
      if (!state.sliceWise) measureAll(state, 0);
      return { matrices: present.length, width: measures.length, values, present };
    },
  });
}

/** Counts the pairs whose first pixel lies in runs [first, end). */
function countRuns(
  { counts, directions }: State,
  slab: Slab,
  { layout, levels }: LevelGrid,
  first: number,
  end: number,
  distance: number,
): void {
  const { length } = slab.runs;
  const tables = counts.tables.length;
  for (let k = 0; k < directions.length; k++) {
    const [dx, dy, dz] = directions[k];
    const offset = distance * (dx + dy * layout.pitchY + dz * layout.pitchZ);
    const table = tables === 1 ? 0 : k;
    for (let r = first; r < end; r++) {
      const at = runIndex(slab, layout, r);
      countPairs(counts, table, levels, at, at + length[r], offset);
    }
  }
}

/** Measures the matrices of slice `z` and makes room for the next. */
function finishSlice(state: State, z: number): void {
  measureAll(state, z * state.counts.tables.length);
  clearCounts(state.counts);
}

/** Measures all matrices that are being counted into rows from `row`. */
function measureAll({ counts, levelCount, values, present, scratch }: State, row: number): void {
  const { low, span, symmetric } = counts;
  for (let m = 0; m < counts.tables.length; m++) {
    const mark = scratch.mark();
    const cells = cellsOf(counts, m, scratch);
    if (cells.length > 0) {
      present[row + m] = 1;
      const matrix = matrixOf(cells, low, span, levelCount, symmetric, scratch);
      measureMatrix(matrix, values, (row + m) * measures.length);
    }
    scratch.release(mark);
  }
}
