/**
 * Dependence matrices of a ROI, counted slab by slab: how many pixels of each grey level have how many neighbours
 * of about the same level.
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
  type RoiAccumulator,
  runIndex,
  type Slab,
} from "@pixelmetry/roi";
import { isSliceWise } from "../aggregation.ts";
import { addSizes, clearSizes, countSize, type SizeCounts, sizeCounts } from "../level-sizes/counts.ts";
import { measureSizes, sizeMeasures } from "../level-sizes/measure.ts";
import { addRows, emptyMeasures, type MatrixMeasures, noMeasures } from "../matrix-measures.ts";
import { columnOffsets, neighbourhoodSize, whyNone } from "../neighbourhood.ts";
import { type DependenceSettings, dependenceKey } from "./settings.ts";

interface State {
  /** Why this ROI has no matrix. */
  readonly missing: Missing | undefined;
  /** Finite pixels of the ROI. */
  readonly pixels: number;
  /** The size counted is the dependence: 1 and the number of neighbours that depend on the pixel. */
  readonly counts: SizeCounts;
  /** Measures of finished slices when every slice has a matrix of its own. */
  readonly slices: MatrixMeasures | undefined;
}

type DependenceNeeds = {
  readonly extrema: typeof intensityExtrema;
  readonly grid: ReturnType<typeof levelGrid>;
};

/**
 * Measures of the dependence matrices of a ROI, for GLDM and NGLDM alike. A pixel is counted by the slab that owns
 * it; its neighbours lie in the same rows or in the halo. Counts are whole numbers, so neither the cut into slabs
 * nor their order shows.
 */
export function dependenceMatrices(
  s: DependenceSettings,
): RoiAccumulator<State, MatrixMeasures, DependenceNeeds> {
  const { discretisation: d, distance } = s;
  return defineAccumulator<State, MatrixMeasures, DependenceNeeds>({
    key: dependenceKey(s),
    needs: { extrema: intensityExtrema, grid: levelGrid(d, distance) },
    reads: "intensity",
    halo: distance,
    tolerance: 0,
    cost: { perPixel: 10 * distance ** 2, perRoi: 6000 },
    create({ roi, needs: { extrema }, scratch }) {
      const { ndim } = roi.image;
      const levels = levelCount(d, extrema);
      const low = levels > 0 ? levelOf(d, extrema.min, extrema.min, extrema.max) : 1;
      const span = levels > 0 ? levels - low + 1 : 0;
      const largest = neighbourhoodSize(s, ndim);
      const slices = isSliceWise(s, ndim) ? roi.z1 - roi.z0 : 0;
      return {
        missing: whyNone(levels),
        pixels: extrema.count,
        counts: sizeCounts({ low, span, largest, most: extrema.count }, scratch),
        slices: slices > 0 ? emptyMeasures(slices, sizeMeasures.length, scratch) : undefined,
      };
    },
    update(state, slab, { grid }, scratch) {
      if (state.missing !== undefined) return;
      const { counts, slices } = state;
      const columns = columnOffsets(s, slab.roi.image.ndim, grid.layout, scratch);
      if (slices === undefined) {
        countRuns(counts, slab, grid, slab.ownedFirst, slab.ownedEnd, columns, s);
        return;
      }
      const { z } = slab.runs;
      for (let first = slab.ownedFirst, end = first; first < slab.ownedEnd; first = end) {
        while (end < slab.ownedEnd && z[end] === z[first]) end++;
        const pixels = countRuns(counts, slab, grid, first, end, columns, s);
        measureSizes(counts, slices.values, z[first] * sizeMeasures.length, scratch, pixels);
        slices.present[z[first]] = 1;
        clearSizes(counts);
      }
    },
    merge(into, from) {
      addSizes(into.counts, from.counts);
      // A slice is never cut, so only one of the two has met it.
      if (into.slices !== undefined && from.slices !== undefined) addRows(into.slices, from.slices);
    },
    read(state, scratch) {
      if (state.missing !== undefined) return noMeasures(state.missing);
      if (state.slices !== undefined) return state.slices;
      const out = emptyMeasures(1, sizeMeasures.length, scratch);
      out.present[0] = 1;
      measureSizes(state.counts, out.values, 0, scratch, state.pixels);
      return out;
    },
  });
}

/** Counts the pixels of runs [first, end) and returns how many they are. */
function countRuns(
  counts: SizeCounts,
  slab: Slab,
  { layout, levels }: LevelGrid,
  first: number,
  end: number,
  columns: Int32Array,
  { distance, alpha }: DependenceSettings,
): number {
  const { length } = slab.runs;
  const nearest = distance === 1 && alpha === 0;
  let pixels = 0;
  for (let r = first; r < end; r++) {
    const at = runIndex(slab, layout, r);
    pixels += length[r];
    if (nearest) countNearest(counts, levels, at, at + length[r], columns);
    else countWithin(counts, levels, at, at + length[r], columns, distance, alpha);
  }
  return pixels;
}

/** Counts pixels [at, end) of which neighbours at distance 1 with the same level depend; level 0 is outside the ROI. */
function countNearest(
  counts: SizeCounts,
  levels: Uint16Array,
  at: number,
  end: number,
  columns: Int32Array,
): void {
  for (let p = at; p < end; p++) {
    const level = levels[p];
    let apart = 0;
    for (let k = 0; k < columns.length; k++) {
      const q = p + columns[k];
      // -1 for other levels, 0 for the same, without branches that noise would mispredict.
      apart +=
        (-(levels[q - 1] ^ level) >> 31) + (-(levels[q] ^ level) >> 31) + (-(levels[q + 1] ^ level) >> 31);
    }
    // The pixel itself is among the same.
    countSize(counts, level, 3 * columns.length + apart);
  }
}

/** The same with neighbours up to `distance` away whose level differs by `alpha` at most. */
function countWithin(
  counts: SizeCounts,
  levels: Uint16Array,
  at: number,
  end: number,
  columns: Int32Array,
  distance: number,
  alpha: number,
): void {
  for (let p = at; p < end; p++) {
    const level = levels[p];
    let dependence = 0;
    for (let k = 0; k < columns.length; k++) {
      for (let q = p + columns[k] - distance; q <= p + columns[k] + distance; q++) {
        if (levels[q] !== 0 && Math.abs(levels[q] - level) <= alpha) dependence++;
      }
    }
    countSize(counts, level, dependence);
  }
}
