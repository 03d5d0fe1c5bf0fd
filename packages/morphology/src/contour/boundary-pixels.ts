import { defineSlabToken, type GridLayout, maskGrid, type SlabToken } from "@pixelmetry/roi";

/** Pixels of the region that touch background; beyond the image is background. */
export interface BoundaryPixels {
  readonly layout: GridLayout;
  /** 1 for a boundary pixel; right in the owned rows and one row beyond them. */
  readonly boundary: Uint8Array;
}

const grid = maskGrid(2);

/**
 * The inner boundary of a plane region: pixels with a background pixel among their 4 neighbours (8-connected, one pixel
 * wide) or among all 8 (4-connected). Empty for a volume.
 */
export const boundaryPixels = (neighbours: 4 | 8): SlabToken<BoundaryPixels> =>
  defineSlabToken<BoundaryPixels, { grid: typeof grid }>({
    key: `boundary_mask(${neighbours})`,
    needs: { grid },
    reads: "mask",
    halo: 2,
    cost: { perPixel: 1.5, perRoi: 200 },
    derive({ roi, runs, first, end }, { grid: { layout, mask } }, scratch) {
      const boundary = scratch.uint8(layout.length);
      if (roi.image.ndim === 3) return { layout, boundary };
      const { pitchY, origin } = layout;
      for (let r = 0; r < runs.count; r++) {
        const y = runs.y[r];
        if (y < first - 1 || y > end) continue;
        const from = origin + (y - first) * pitchY + runs.x[r];
        const last = from + runs.length[r] - 1;
        boundary[from] = 1;
        boundary[last] = 1;
        if (neighbours === 4) {
          for (let i = from + 1; i < last; i++) boundary[i] = (mask[i - pitchY] & mask[i + pitchY]) ^ 1;
          continue;
        }
        for (let i = from + 1; i < last; i++) {
          const above = mask[i - pitchY - 1] & mask[i - pitchY] & mask[i - pitchY + 1];
          const below = mask[i + pitchY - 1] & mask[i + pitchY] & mask[i + pitchY + 1];
          boundary[i] = (above & below) ^ 1;
        }
      }
      return { layout, boundary };
    },
  });
