/**
 * The brightest neighbourhoods of a ROI, found while the image is read: only then are the pixels around a ROI
 * at hand.
 * @module
 */
import { defineScan, type ImageContext, type ScanAccumulator } from "@pixelmetry/roi";
import { type Ball, ballIn } from "./ball.ts";
import { summationOf, sumRow } from "./neighbourhood-means.ts";

/** Means over the ball around pixels of a ROI; -Infinity without finite pixels and without a ball. */
export interface LocalPeaks {
  /** Largest intensity of the ROI. */
  readonly maximum: number;
  /** Mean around the pixel of the largest intensity; the largest mean of several such pixels. */
  readonly local: number;
  /** Largest mean around any pixel. */
  readonly global: number;
}

interface State {
  readonly maximum: Float64Array;
  readonly local: Float64Array;
  readonly global: Float64Array;
  readonly [column: string]: Float64Array;
}

const lowest = Number.NEGATIVE_INFINITY;

/**
 * Peaks of means within `radius` millimetres. Every mean is computed from the same pixels in the same order
 * whatever the blocks are, so peaks are exact.
 */
export const localPeaks = (radius: number): ScanAccumulator<State, LocalPeaks> =>
  defineScan<State, LocalPeaks>({
    key: `local_peaks(${radius})`,
    needs: {},
    reads: "intensity",
    halo: (image) => haloOf(image, radius),
    bytesPerRoi: 24,
    tolerance: 0,
    cost: { perPixel: 400, perRoi: 50 },
    create: (slots) => ({
      maximum: new Float64Array(slots).fill(lowest),
      local: new Float64Array(slots).fill(lowest),
      global: new Float64Array(slots).fill(lowest),
    }),
    update({ maximum, local, global }, block) {
      const ball = ballIn(block.image, radius);
      if (typeof ball === "string") return;
      const { runs, intensity, box } = block;
      const summation = summationOf(intensity);
      const work = { sums: new Float64Array(box.width), counts: new Float64Array(box.width) };
      const { sums, counts } = work;
      for (let r = 0; r < runs.count; r++) {
        const slot = runs.slot[r];
        const start = runs.offset[r];
        const length = runs.length[r];
        sumRow(block, ball, summation, runs.x[r], runs.y[r], runs.z[r], start, length, work);
        for (let i = 0; i < length; i++) {
          const value = intensity[start + i];
          const mean = sums[i] / counts[i];
          if (mean > global[slot]) global[slot] = mean;
          if (value > maximum[slot] || (value === maximum[slot] && mean > local[slot])) {
            maximum[slot] = value;
            local[slot] = mean;
          }
        }
      }
    },
    merge(into, from, slotMap) {
      for (let i = 0; i < slotMap.length; i++) {
        const k = slotMap[i];
        if (k < 0) continue;
        if (from.global[i] > into.global[k]) into.global[k] = from.global[i];
        const higher = from.maximum[i] > into.maximum[k];
        if (higher || (from.maximum[i] === into.maximum[k] && from.local[i] > into.local[k])) {
          into.maximum[k] = from.maximum[i];
          into.local[k] = from.local[i];
        }
      }
    },
    read: ({ maximum, local, global }, slot) => ({
      maximum: maximum[slot],
      local: local[slot],
      global: global[slot],
    }),
  });

function haloOf(image: ImageContext, radius: number): number {
  const ball: Ball | string = ballIn(image, radius);
  return typeof ball === "string" ? 0 : Math.max(...ball.reach);
}
