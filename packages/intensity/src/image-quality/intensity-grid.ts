import {
  defineSlabToken,
  type GridLayout,
  gridLayout,
  nothing,
  runIndex,
  type SlabToken,
} from "@pixelmetry/roi";

/** Painted intensities: the image of a ROI's bounding box. */
export interface IntensityGrid {
  readonly layout: GridLayout;
  /** 0 outside the ROI and where the intensity is not finite. */
  readonly intensity: Float64Array;
}

/** The intensities of the ROI with `pad` pixels of context. */
export function intensityGrid(pad: number): SlabToken<IntensityGrid, typeof nothing> {
  return defineSlabToken({
    key: `intensity_grid(${pad})`,
    needs: nothing,
    reads: "intensity",
    halo: pad,
    cost: { perPixel: 1, perRoi: 300 },
    derive(slab, _needs, scratch) {
      const layout = gridLayout(slab, pad);
      const intensity = scratch.float64(layout.length);
      const { runs, values } = slab;
      for (let r = 0; r < runs.count; r++) {
        const at = runIndex(slab, layout, r);
        if (at < 0) continue;
        for (let i = 0; i < runs.length[r]; i++) intensity[at + i] = values[runs.offset[r] + i];
      }
      return { layout, intensity };
    },
  });
}
