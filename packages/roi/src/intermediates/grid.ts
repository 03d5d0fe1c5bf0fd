/**
 * Painted slabs: dense rows of a ROI's bounding box, padded on every side, so that kernels look at
 * neighbours without asking whether they exist.
 * @module
 */
import { defineSlabToken, type SlabToken } from "../accumulator.ts";
import type { Slab } from "../slab.ts";
import { nothing } from "../token.ts";

/** Geometry of a painted slab. Owned pixel (x, y, z) of the bounding box is at `at(x, y, z)`. */
export interface GridLayout {
  /** Padding along x and y, and along z in 3D; at least as many rows around the owned ones are painted. */
  readonly pad: number;
  /** Owned box: all of x, rows [first, end) in 2D, all rows of planes [first, end) in 3D. */
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly pitchY: number;
  readonly pitchZ: number;
  /** Index of the first owned pixel. */
  readonly origin: number;
  /** Elements of the painted array. */
  readonly length: number;
}

/** The layout of this slab with `pad` pixels of context. */
export function gridLayout(slab: Slab, pad: number): GridLayout {
  const { roi, first, end } = slab;
  const flat = roi.image.ndim === 2;
  const width = roi.x1 - roi.x0;
  const height = flat ? end - first : roi.y1 - roi.y0;
  const depth = flat ? 1 : end - first;
  const pitchY = width + 2 * pad;
  const pitchZ = pitchY * (height + 2 * pad);
  return {
    pad,
    width,
    height,
    depth,
    pitchY,
    pitchZ,
    origin: (flat ? 0 : pad * pitchZ) + pad * pitchY + pad,
    length: pitchZ * (depth + (flat ? 0 : 2 * pad)),
  };
}

/** Index of run `r`'s first pixel in a grid, -1 when its row lies outside the painted range. */
export function runIndex(slab: Slab, layout: GridLayout, r: number): number {
  const { runs, first, end } = slab;
  const flat = slab.roi.image.ndim === 2;
  const slow = flat ? runs.y[r] : runs.z[r];
  if (slow < first - layout.pad || slow >= end + layout.pad) return -1;
  return flat
    ? layout.origin + (slow - first) * layout.pitchY + runs.x[r]
    : layout.origin + (slow - first) * layout.pitchZ + runs.y[r] * layout.pitchY + runs.x[r];
}

/** A painted mask: 1 inside the ROI, 0 outside. */
export interface MaskGrid {
  readonly layout: GridLayout;
  readonly mask: Uint8Array;
}

/** The mask of the ROI with `pad` pixels of context. */
export function maskGrid(pad: number): SlabToken<MaskGrid, typeof nothing> {
  return defineSlabToken({
    key: `mask_grid(${pad})`,
    needs: nothing,
    reads: "mask",
    halo: pad,
    cost: { perPixel: 0.6, perRoi: 300 },
    derive(slab, _needs, scratch) {
      const layout = gridLayout(slab, pad);
      const mask = scratch.uint8(layout.length);
      for (let r = 0; r < slab.runs.count; r++) {
        const at = runIndex(slab, layout, r);
        if (at >= 0) mask.fill(1, at, at + slab.runs.length[r]);
      }
      return { layout, mask };
    },
  });
}
