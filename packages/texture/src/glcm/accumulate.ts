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
import { directionsOf, isSliceWise } from "../aggregation.ts";
import { addCounts, addKeys, type CellCounts, cellCounts, cellsOf, clearCounts } from "../cell-counts.ts";
import type { Direction } from "../directions.ts";
import { addRows, emptyMeasures, type MatrixMeasures, noMeasures } from "../matrix-measures.ts";
import { matrixMemory, matrixOf } from "./matrix.ts";
import { maximalCorrelation } from "./maximal-correlation.ts";
import { measureMatrix, measures } from "./measures.ts";
import { countPairs, type PairKeys, pairKeys } from "./pair-keys.ts";
import { type GlcmSettings, glcmKey } from "./settings.ts";

interface State {
  /** Why this ROI has no matrices. */
  readonly missing: Missing | undefined;
  readonly levelCount: number;
  readonly directions: readonly Direction[];
  /** One per direction, or one of all. */
  readonly matrices: number;
  readonly keys: PairKeys;
  readonly counts: CellCounts;
  /** Measures of finished slices when every slice has matrices of its own. */
  readonly slices: MatrixMeasures | undefined;
}

type GlcmNeeds = {
  readonly extrema: typeof intensityExtrema;
  readonly grid: ReturnType<typeof levelGrid>;
};

/** What is measured on each matrix: all measures but one, or that one, which costs more than all others together. */
export type Measured = "measures" | "maximal_correlation";

/**
 * Measures of the co-occurrence matrices of a ROI. A pair is counted by the slab that owns its first pixel;
 * the second lies in the same rows or in the halo below. Counts are whole numbers, so neither the cut into
 * slabs nor their order shows.
 */
export function glcmMatrices(
  s: GlcmSettings,
  what: Measured = "measures",
): RoiAccumulator<State, MatrixMeasures, GlcmNeeds> {
  const { discretisation: d, distance } = s;
  const all = what === "measures";
  const width = all ? measures.length : 1;
  const measureAll = all ? measureMatrices : correlateMatrices;
  return defineAccumulator<State, MatrixMeasures, GlcmNeeds>({
    key: all ? glcmKey(s) : `${glcmKey(s)}.${what}`,
    needs: { extrema: intensityExtrema, grid: levelGrid(d, distance) },
    reads: "intensity",
    halo: distance,
    tolerance: 0,
    cost: { perPixel: 16, perRoi: all ? 60_000 : 1_500_000 },
    create({ roi, needs: { extrema }, scratch }) {
      const { ndim } = roi.image;
      const levels = levelCount(d, extrema);
      const exists = levels > 0;
      const directions = directionsOf(s, ndim);
      const merged = s.directions === "merge";
      const matrices = merged ? 1 : directions.length;
      const low = exists ? levelOf(d, extrema.min, extrema.min, extrema.max) : 1;
      const span = exists ? levels - low + 1 : 0;
      const slices = isSliceWise(s, ndim) ? roi.z1 - roi.z0 : 0;
      const pixels = slices > 0 ? (roi.x1 - roi.x0) * (roi.y1 - roi.y0) : Number.POSITIVE_INFINITY;
      const pairs = Math.min(extrema.count, pixels) * (merged ? directions.length : 1);
      return {
        missing: exists ? undefined : missing(levels === 0 ? "empty" : "exceeds-budget"),
        levelCount: levels,
        directions,
        matrices,
        keys: { low, span, symmetric: s.symmetric },
        counts: cellCounts(matrices, span * span, pairs, scratch),
        slices: slices > 0 ? emptyMeasures(slices * matrices, width, scratch) : undefined,
      };
    },
    update(state, slab, { grid }, scratch) {
      if (state.missing !== undefined) return;
      const { slices, counts, matrices } = state;
      if (slices === undefined) {
        countRuns(state, slab, grid, slab.ownedFirst, slab.ownedEnd, distance, scratch);
        return;
      }
      const { z } = slab.runs;
      for (let first = slab.ownedFirst, end = first; first < slab.ownedEnd; first = end) {
        while (end < slab.ownedEnd && z[end] === z[first]) end++;
        countRuns(state, slab, grid, first, end, distance, scratch);
        measureAll(state, slices, z[first] * matrices, scratch);
        clearCounts(counts);
      }
    },
    merge(into, from) {
      addCounts(into.counts, from.counts);
      // A slice is never cut, so only one of the two has met it.
      if (into.slices !== undefined && from.slices !== undefined) addRows(into.slices, from.slices);
    },
    read(state, scratch) {
      if (state.missing !== undefined) return noMeasures(state.missing);
      if (state.counts.exceeded) return noMeasures(missing("exceeds-budget"));
      if (state.slices !== undefined) return state.slices;
      const out = emptyMeasures(state.matrices, width, scratch);
      measureAll(state, out, 0, scratch);
      return state.counts.exceeded ? noMeasures(missing("exceeds-budget")) : out;
    },
  });
}

/** Keys that are worth counting at a time. */
const batchKeys = 1 << 20;

/** Counts the pairs whose first pixel lies in runs [first, end). */
function countRuns(
  { keys, counts, directions, matrices }: State,
  slab: Slab,
  { layout, levels }: LevelGrid,
  first: number,
  end: number,
  distance: number,
  scratch: Scratch,
): void {
  const { length } = slab.runs;
  const merged = matrices === 1;
  const mark = scratch.mark();
  const pixels = pixelsOf(length, first, end);
  const room = merged ? Math.max(pixels, Math.min(pixels * directions.length, batchKeys)) : pixels;
  const buffer = scratch.uint32(counts.tables.length > 0 ? 0 : room);
  let n = 0;
  for (let k = 0; k < directions.length; k++) {
    const matrix = merged ? 0 : k;
    const table = counts.tables[matrix];
    const [dx, dy, dz] = directions[k];
    const offset = distance * (dx + dy * layout.pitchY + dz * layout.pitchZ);
    for (let r = first; r < end; r++) {
      const at = runIndex(slab, layout, r);
      if (table !== undefined) countPairs(keys, levels, at, at + length[r], offset, table);
      else n = pairKeys(keys, levels, at, at + length[r], offset, buffer, n);
    }
    if (merged && k < directions.length - 1 && n + pixels <= buffer.length) continue;
    addKeys(counts, matrix, buffer.subarray(0, n), scratch);
    n = 0;
  }
  scratch.release(mark);
}

function pixelsOf(length: Int32Array, first: number, end: number): number {
  let pixels = 0;
  for (let r = first; r < end; r++) pixels += length[r];
  return pixels;
}

/** Measures the matrices that have been counted into rows of `out` from `row`. */
function measureMatrices(
  { keys, counts, levelCount, matrices }: State,
  out: MatrixMeasures,
  row: number,
  scratch: Scratch,
): void {
  const mark = scratch.mark();
  const distinct = counts.sets.reduce((most, { values }) => Math.max(most, values.length), 0);
  const memory = matrixMemory(keys.span, counts.tables.length > 0 ? keys.span : distinct, scratch);
  for (let m = 0; m < matrices; m++) {
    const cells = cellsOf(counts, m, scratch);
    if (cells.n === 0) continue;
    out.present[row + m] = 1;
    measureMatrix(matrixOf(cells, keys, levelCount, memory), out.values, (row + m) * measures.length);
  }
  scratch.release(mark);
}

/** The same for the maximal correlation; a matrix of too many levels makes the counts exceed the budget. */
function correlateMatrices(
  { keys, counts, matrices }: State,
  out: MatrixMeasures,
  row: number,
  scratch: Scratch,
): void {
  const mark = scratch.mark();
  for (let m = 0; m < matrices; m++) {
    const cells = cellsOf(counts, m, scratch);
    if (cells.n === 0) continue;
    out.present[row + m] = 1;
    const value = maximalCorrelation(cells, keys, scratch);
    if (value === Number.POSITIVE_INFINITY) counts.exceeded = true;
    else out.values[row + m] = value;
  }
  scratch.release(mark);
}
