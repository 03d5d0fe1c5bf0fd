/**
 * Local binary patterns of the pixels of a ROI, counted by code.
 * @module
 */
import { defineAccumulator, type RoiAccumulator, runIndex } from "@pixelmetry/roi";
import { paintedIntensity } from "./painted.ts";
import { samplesOf } from "./samples.ts";

/** How often each code occurs. */
export interface CodeCounts {
  /** Finite pixels of the ROI, with a code or without. */
  pixels: number;
  /** By code: 0 to `points` for uniform patterns with so many neighbours that are not darker, then all others. */
  readonly counts: Float64Array;
}

type Needs = { readonly grid: ReturnType<typeof paintedIntensity> };

/** Patterns of `points` neighbours at distance `radius`; a pixel has one when every pixel they are made of is in the ROI. */
export function codeCounts(points: number, radius: number): RoiAccumulator<CodeCounts, CodeCounts, Needs> {
  const samples = samplesOf(points, radius);
  const pad = Math.ceil(radius);
  const taps = samples.weight.length;
  return defineAccumulator<CodeCounts, CodeCounts, Needs>({
    key: `lbp(${points},${radius})`,
    needs: { grid: paintedIntensity(pad) },
    reads: "intensity",
    halo: pad,
    tolerance: 0,
    cost: { perPixel: 3 * taps, perRoi: 800 },
    create: ({ scratch }) => ({ pixels: 0, counts: scratch.float64(points + 2) }),
    update(state, slab, { grid: { layout, intensity } }, scratch) {
      const { start, dx, dy, weight } = samples;
      const offset = scratch.int32(taps);
      for (let t = 0; t < taps; t++) offset[t] = dy[t] * layout.pitchY + dx[t];
      const { length } = slab.runs;
      for (let r = slab.ownedFirst; r < slab.ownedEnd; r++) {
        const at = runIndex(slab, layout, r);
        countRun(intensity, at, at + length[r], start, offset, weight, state.counts);
        state.pixels += length[r];
      }
    },
    merge(into, from) {
      into.pixels += from.pixels;
      for (let code = 0; code < into.counts.length; code++) into.counts[code] += from.counts[code];
    },
    read: (state) => state,
  });
}

/** Counts the codes of pixels [at, end). */
function countRun(
  intensity: Float64Array,
  at: number,
  end: number,
  start: Int32Array,
  offset: Int32Array,
  weight: Float64Array,
  counts: Float64Array,
): void {
  const points = start.length - 1;
  for (let i = at; i < end; i++) {
    const centre = intensity[i];
    let ones = 0;
    let changes = 0;
    let first = 0;
    let before = 0;
    // NaN as soon as a pixel outside the ROI takes part.
    let seen = 0;
    let t = 0;
    for (let p = 0; p < points; p++) {
      const last = start[p + 1];
      let apart = 0;
      for (; t < last; t++) apart += weight[t] * (intensity[i + offset[t]] - centre);
      seen += apart;
      const bit = apart >= 0 ? 1 : 0;
      ones += bit;
      if (p === 0) first = bit;
      else changes += bit ^ before;
      before = bit;
    }
    if (Number.isNaN(seen)) continue;
    changes += before ^ first;
    counts[changes <= 2 ? ones : points + 1]++;
  }
}
