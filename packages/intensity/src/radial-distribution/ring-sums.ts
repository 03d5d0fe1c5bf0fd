import { defineAccumulator, type RoiAccumulator } from "@pixelmetry/roi";
import { deepestPixel, edgeDistance } from "./centre.ts";

/** Wedges that a ring is cut into. */
export const wedges = 8;

/** Intensity and number of the finite pixels of every wedge, index ring * 8 + wedge. */
export interface RingSums {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

/**
 * Sums in rings around the centre. A pixel's ring is the share of its distance from the centre in the sum of its
 * distances from the centre and from the background, so rings follow the ROI's outline.
 */
export function ringSums(
  rings: number,
): RoiAccumulator<RingSums, RingSums, { centre: typeof deepestPixel; map: typeof edgeDistance }> {
  return defineAccumulator({
    key: `ring_sums(${rings})`,
    needs: { centre: deepestPixel, map: edgeDistance },
    reads: "intensity",
    halo: 0,
    tolerance: 1e-12,
    dimensions: [2],
    cost: { perPixel: 6, perRoi: 300 },
    create: () => ({
      sums: new Float64Array(rings * wedges),
      counts: new Float64Array(rings * wedges),
    }),
    update({ sums, counts }, slab, { centre, map: { layout, distances } }) {
      const { runs, values } = slab;
      for (let r = slab.ownedFirst; r < slab.ownedEnd; r++) {
        const at = layout.origin + (runs.y[r] - slab.first) * layout.pitchY + runs.x[r];
        const dy = runs.y[r] - centre.y;
        for (let i = 0; i < runs.length[r]; i++) {
          const dx = runs.x[r] + i - centre.x;
          const index = ringOf(dx, dy, distances[at + i], rings) * wedges + wedgeOf(dx, dy);
          sums[index] += values[runs.offset[r] + i];
          counts[index]++;
        }
      }
    },
    merge(into, from) {
      for (let i = 0; i < into.sums.length; i++) {
        into.sums[i] += from.sums[i];
        into.counts[i] += from.counts[i];
      }
    },
    read: (state) => state,
  });
}

/** Length of the shortest way over pixels in steps of 1 and, to diagonal neighbours, the square root of 2. */
function steps(dx: number, dy: number): number {
  const [a, b] = [Math.abs(dx), Math.abs(dy)];
  return a > b ? a - b + Math.SQRT2 * b : b - a + Math.SQRT2 * a;
}

function ringOf(dx: number, dy: number, squaredDepth: number, rings: number): number {
  const outward = steps(dx, dy);
  // CellProfiler's thousandth keeps what would be on the border of two rings in the inner one.
  return Math.floor((rings * outward) / (outward + Math.sqrt(squaredDepth) + 0.001));
}

const wedgeOf = (dx: number, dy: number): number =>
  (dy > 0 ? 1 : 0) + (dx > 0 ? 2 : 0) + (Math.abs(dy) > Math.abs(dx) ? 4 : 0);
