/**
 * Matrices of zones, counted slab by slab: of zones by size (GLSZM) or by distance to the border (GLDZM).
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
  type Needs,
  type RoiAccumulator,
  type RoiInfo,
  type ValuesOf,
} from "@pixelmetry/roi";
import { isSliceWise } from "../aggregation.ts";
import type { BorderDistance } from "../gldzm/border-distance.ts";
import { addSizes, clearSizes, countSize, type SizeCounts, sizeCounts } from "../level-sizes/counts.ts";
import { measureSizes, sizeMeasures } from "../level-sizes/measure.ts";
import { addRows, emptyMeasures, type MatrixMeasures, noMeasures } from "../matrix-measures.ts";
import { addSegment } from "../segments.ts";
import { labelZones, zonesMemory } from "./label-zones.ts";
import type { ZoneSettings } from "./settings.ts";
import { type Finish, joinZones, segmentOf, type ZoneSegment } from "./zone-segments.ts";

export interface State {
  /** Why this ROI has no matrix. */
  readonly missing: Missing | undefined;
  /** Finite pixels of the ROI. */
  readonly pixels: number;
  /** Width of the bounding box. */
  readonly width: number;
  /** Rows (planes) of the bounding box. */
  readonly layers: number;
  /** Whether zones go on from plane to plane. */
  readonly inVolume: boolean;
  /** Whether zones may cross the borders of slabs. */
  readonly crosses: boolean;
  readonly counts: SizeCounts;
  /** Zones that reach the borders of what has been read. */
  readonly segments: ZoneSegment[];
  /** Measures of finished slices when every slice has a matrix of its own. */
  readonly slices: MatrixMeasures | undefined;
}

export type ZoneNeeds = {
  readonly extrema: typeof intensityExtrema;
  readonly grid: ReturnType<typeof levelGrid>;
};

/** How the zones of a family become the columns of its matrix. */
export interface ZoneColumns<N extends Needs> {
  /** Identity of the matrices. */
  readonly key: string;
  readonly needs: N;
  /** Largest column of a ROI with so many finite pixels. */
  readonly largest: (roi: RoiInfo, pixels: number) => number;
  /** The distances of the pixels of a slab when columns are distances; else they are sizes. */
  readonly distances?: (needs: ValuesOf<N & ZoneNeeds>) => BorderDistance;
}

/**
 * Measures of the zone matrices of a ROI. Zones within a slab are counted at once; of those that reach its borders
 * a row (a plane in 3D) of numbers is kept. Counts are whole numbers, so neither the cut into slabs nor their order
 * shows.
 */
export function zoneMatrices<N extends Needs>(
  { discretisation: d, dimension }: ZoneSettings,
  { key, needs, largest, distances }: ZoneColumns<N>,
): RoiAccumulator<State, MatrixMeasures, N & ZoneNeeds> {
  const finishIn =
    (counts: SizeCounts): Finish =>
    (level, size, distance) =>
      countSize(counts, level, distances === undefined ? size : distance);
  const add = (state: State, segment: ZoneSegment): void =>
    addSegment(state.segments, segment, (above, below) =>
      joinZones(above, below, state.width, finishIn(state.counts)),
    );
  return defineAccumulator<State, MatrixMeasures, N & ZoneNeeds>({
    key,
    needs: { ...needs, extrema: intensityExtrema, grid: levelGrid(d, 1) },
    reads: "intensity",
    halo: 1,
    tolerance: 0,
    cost: { perPixel: 25, perRoi: 6_000 },
    create({ roi, needs: { extrema }, scratch }) {
      const { ndim } = roi.image;
      const levels = levelCount(d, extrema);
      const low = levels > 0 ? levelOf(d, extrema.min, extrema.min, extrema.max) : 1;
      const depth = roi.z1 - roi.z0;
      const inVolume = ndim === 3 && dimension === "3D";
      const slices = isSliceWise({ dimension }, ndim) ? depth : 0;
      const range = {
        low,
        span: levels > 0 ? levels - low + 1 : 0,
        largest: largest(roi, extrema.count),
        most: slices > 0 ? Math.min(extrema.count, (roi.x1 - roi.x0) * (roi.y1 - roi.y0)) : extrema.count,
      };
      return {
        missing: levels > 0 ? undefined : missing(levels === 0 ? "empty" : "exceeds-budget"),
        pixels: extrema.count,
        width: roi.x1 - roi.x0,
        layers: ndim === 2 ? roi.y1 - roi.y0 : depth,
        inVolume,
        crosses: ndim === 2 || inVolume,
        counts: sizeCounts(range, scratch),
        segments: [],
        slices: slices > 0 ? emptyMeasures(slices, sizeMeasures.length, scratch) : undefined,
      };
    },
    update(state, slab, given, scratch) {
      if (state.missing !== undefined) return;
      const { grid } = given as ValuesOf<ZoneNeeds>;
      const { counts, slices, inVolume } = state;
      const { ownedFirst, ownedEnd } = slab;
      const map = distances?.(given);
      const finish = finishIn(counts);
      const mark = scratch.mark();
      const zones = zonesMemory(grid, pixelsOf(slab.runs.length, ownedFirst, ownedEnd), scratch);
      const { z } = slab.runs;
      for (let first = ownedFirst, end = first; first < ownedEnd; first = end) {
        if (slices === undefined) end = ownedEnd;
        else while (end < ownedEnd && z[end] === z[first]) end++;
        labelZones(zones, slab, grid, map, first, end, inVolume);
        if (state.crosses) continue;
        const { count, parent, level, size, distance } = zones;
        for (let n = 1; n <= count; n++) if (parent[n] === n) finish(level[n], size[n], distance[n]);
        if (slices === undefined) continue;
        const pixels = pixelsOf(slab.runs.length, first, end);
        const at = z[first] * sizeMeasures.length;
        slices.present[z[first]] = measureSizes(counts, slices.values, at, scratch, pixels) > 0 ? 1 : 0;
        clearSizes(counts);
      }
      const segment = state.crosses ? segmentOf(zones, slab, grid, state.layers, finish) : undefined;
      if (segment !== undefined) add(state, segment);
      scratch.release(mark);
    },
    merge(into, from) {
      addSizes(into.counts, from.counts);
      for (const segment of from.segments) add(into, segment);
      // A slice is never cut, so only one of the two has met it.
      if (into.slices !== undefined && from.slices !== undefined) addRows(into.slices, from.slices);
    },
    read(state, scratch) {
      if (state.missing !== undefined) return noMeasures(state.missing);
      if (state.counts.exceeded) return noMeasures(missing("exceeds-budget"));
      if (state.slices !== undefined) return state.slices;
      const out = emptyMeasures(1, sizeMeasures.length, scratch);
      out.present[0] = measureSizes(state.counts, out.values, 0, scratch, state.pixels) > 0 ? 1 : 0;
      return out;
    },
  });
}

function pixelsOf(length: Int32Array, first: number, end: number): number {
  let pixels = 0;
  for (let r = first; r < end; r++) pixels += length[r];
  return pixels;
}
