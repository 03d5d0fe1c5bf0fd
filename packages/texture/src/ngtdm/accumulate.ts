/**
 * Grey tone difference matrices of a ROI, counted slab by slab.
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
import { isSliceWise } from "../aggregation.ts";
import { addRows, emptyMeasures, type MatrixMeasures, noMeasures } from "../matrix-measures.ts";
import { columnOffsets, neighbourhoodSize, whyNone } from "../neighbourhood.ts";
import { measureTones, toneMeasures } from "./measures.ts";
import { type NgtdmSettings, ngtdmKey } from "./settings.ts";
import { addRun, addTones, clearTones, emptyTones, maxCells, type Tones, toneMatrix } from "./tones.ts";

interface State {
  /** Why this ROI has no matrix. */
  readonly missing: Missing | undefined;
  readonly tones: Tones;
  /** Measures of finished slices when every slice has a matrix of its own. */
  readonly slices: MatrixMeasures | undefined;
}

type NgtdmNeeds = {
  readonly extrema: typeof intensityExtrema;
  readonly grid: ReturnType<typeof levelGrid>;
};

/**
 * Measures of the grey tone difference matrices of a ROI. A pixel is counted by the slab that owns it; its
 * neighbours lie in the same rows or in the halo. Pixels without a neighbour in the ROI are left out.
 */
export function ngtdmMatrices(s: NgtdmSettings): RoiAccumulator<State, MatrixMeasures, NgtdmNeeds> {
  const { discretisation: d, distance } = s;
  return defineAccumulator<State, MatrixMeasures, NgtdmNeeds>({
    key: ngtdmKey(s),
    needs: { extrema: intensityExtrema, grid: levelGrid(d, distance) },
    reads: "intensity",
    halo: distance,
    tolerance: 0,
    cost: { perPixel: 12 * distance, perRoi: 6000 },
    create({ roi, needs: { extrema }, scratch }) {
      const { ndim } = roi.image;
      const levels = levelCount(d, extrema);
      const low = levels > 0 ? levelOf(d, extrema.min, extrema.min, extrema.max) : 1;
      const span = levels > 0 ? levels - low + 1 : 0;
      const rows = Math.min(span, extrema.count);
      const columns = neighbourhoodSize(s, ndim);
      const fits = rows * columns <= maxCells;
      const slices = isSliceWise(s, ndim) ? roi.z1 - roi.z0 : 0;
      return {
        missing: fits ? whyNone(levels) : missing("exceeds-budget"),
        tones: emptyTones(low, fits ? span : 0, fits ? rows : 0, columns, scratch),
        slices: slices > 0 ? emptyMeasures(slices, toneMeasures.length, scratch) : undefined,
      };
    },
    update(state, slab, { grid }, scratch) {
      if (state.missing !== undefined) return;
      const { tones, slices } = state;
      const columns = columnOffsets(s, slab.roi.image.ndim, grid.layout, scratch);
      if (slices === undefined) {
        countRuns(tones, slab, grid, slab.ownedFirst, slab.ownedEnd, columns, distance, scratch);
        return;
      }
      const { z } = slab.runs;
      for (let first = slab.ownedFirst, end = first; first < slab.ownedEnd; first = end) {
        while (end < slab.ownedEnd && z[end] === z[first]) end++;
        countRuns(tones, slab, grid, first, end, columns, distance, scratch);
        measureInto(slices, z[first], tones, scratch);
        clearTones(tones);
      }
    },
    merge(into, from) {
      addTones(into.tones, from.tones);
      // A slice is never cut, so only one of the two has met it.
      if (into.slices !== undefined && from.slices !== undefined) addRows(into.slices, from.slices);
    },
    read(state, scratch) {
      if (state.missing !== undefined) return noMeasures(state.missing);
      if (state.slices !== undefined) return state.slices;
      const out = emptyMeasures(1, toneMeasures.length, scratch);
      measureInto(out, 0, state.tones, scratch);
      return out;
    },
  });
}

/** Measures the matrix that has been counted into a row of `out`. */
function measureInto(out: MatrixMeasures, row: number, tones: Tones, scratch: Scratch): void {
  if (tones.rows === 0) return;
  const mark = scratch.mark();
  measureTones(toneMatrix(tones, scratch), out.values, row * toneMeasures.length, scratch);
  out.present[row] = 1;
  scratch.release(mark);
}

/** Adds the pixels of runs [first, end). Each row and plane of the neighbourhood costs one look per pixel. */
function countRuns(
  tones: Tones,
  slab: Slab,
  { layout, levels }: LevelGrid,
  first: number,
  end: number,
  columns: Int32Array,
  distance: number,
  scratch: Scratch,
): void {
  const { length } = slab.runs;
  const mark = scratch.mark();
  const sums = scratch.int32(layout.width + 2 * distance);
  const numbers = scratch.int32(layout.width + 2 * distance);
  for (let r = first; r < end; r++) {
    const at = runIndex(slab, layout, r);
    const size = length[r] + 2 * distance;
    for (let x = 0; x < size; x++) {
      const from = at - distance + x;
      let sum = 0;
      let number = 0;
      for (let k = 0; k < columns.length; k++) {
        const level = levels[from + columns[k]];
        sum = (sum + level) | 0;
        // 1 inside the ROI, without a branch.
        number -= -level >> 31;
      }
      sums[x] = sum;
      numbers[x] = number;
    }
    addRun(tones, levels, at, length[r], sums, numbers, distance);
  }
  scratch.release(mark);
}
