import { defineAccumulator, type RoiAccumulator, runIndex, type SlabToken } from "@pixelmetry/roi";
import { type BoundaryPixels, boundaryPixels } from "./boundary-pixels.ts";

/** Boundary pixels by the length of boundary that each stands for. */
export interface StepCounts {
  /** 1: at least two neighbours in the boundary above, below, left or right and no corner that counts. */
  readonly straight: number;
  /** The square root of 2. */
  readonly diagonal: number;
  /** The mean of both. */
  readonly mixed: number;
}

type Pixels = { readonly pixels: SlabToken<BoundaryPixels> };
type State = { -readonly [name in keyof StepCounts]: number };

/** Codes: 1, plus 2 per boundary pixel that shares an edge, plus 10 per boundary pixel that shares a corner. */
const kinds = new Uint8Array(50);
for (const code of [5, 7, 15, 17, 25, 27]) kinds[code] = 1;
for (const code of [21, 33]) kinds[code] = 2;
for (const code of [13, 23]) kinds[code] = 3;

/**
 * What kind of step the boundary makes at each of its pixels, from the eight pixels around it.
 * @see K. Benkrid, D. Crookes, Design and FPGA implementation of a perimeter estimator, 2000
 */
export const stepCounts = (neighbours: 4 | 8): RoiAccumulator<State, StepCounts, Pixels> =>
  defineAccumulator<State, StepCounts, Pixels>({
    key: `boundary_steps(${neighbours})`,
    needs: { pixels: boundaryPixels(neighbours) },
    reads: "mask",
    halo: 2,
    tolerance: 0,
    cost: { perPixel: 1.5, perRoi: 200 },
    create: () => ({ straight: 0, diagonal: 0, mixed: 0 }),
    update(state, slab, { pixels: { layout, boundary: b } }) {
      if (slab.roi.image.ndim === 3) return;
      const { pitchY: p } = layout;
      let straight = 0;
      let diagonal = 0;
      let mixed = 0;
      for (let r = slab.ownedFirst; r < slab.ownedEnd; r++) {
        const from = runIndex(slab, layout, r);
        const end = from + slab.runs.length[r];
        for (let i = from; i < end; i++) {
          if (b[i] === 0) continue;
          const edges = b[i - 1] + b[i + 1] + b[i - p] + b[i + p];
          const corners = b[i - p - 1] + b[i - p + 1] + b[i + p - 1] + b[i + p + 1];
          const kind = kinds[1 + 2 * edges + 10 * corners];
          if (kind === 1) straight++;
          else if (kind === 2) diagonal++;
          else if (kind === 3) mixed++;
        }
      }
      state.straight += straight;
      state.diagonal += diagonal;
      state.mixed += mixed;
    },
    merge(into, from) {
      into.straight += from.straight;
      into.diagonal += from.diagonal;
      into.mixed += from.mixed;
    },
    read: (state) => ({ ...state }),
  });
