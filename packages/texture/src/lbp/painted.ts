import {
  defineSlabToken,
  type GridLayout,
  gridLayout,
  nothing,
  runIndex,
  type SlabToken,
} from "@pixelmetry/roi";

/** Painted intensities. */
export interface Painted {
  readonly layout: GridLayout;
  /** NaN outside the ROI and where the intensity is not finite: whatever is made of such a pixel is NaN. */
  readonly intensity: Float64Array;
}

/** The intensities of the ROI with `pad` pixels of context. */
export function paintedIntensity(pad: number): SlabToken<Painted, typeof nothing> {
  return defineSlabToken({
    key: `painted_intensity(${pad})`,
    needs: nothing,
    reads: "intensity",
    halo: pad,
    cost: { perPixel: 1, perRoi: 300 },
    derive(slab, _needs, scratch) {
      const layout = gridLayout(slab, pad);
      const intensity = scratch.float64(layout.length).fill(Number.NaN);
      const { runs, values } = slab;
      for (let r = 0; r < runs.count; r++) {
        const at = runIndex(slab, layout, r);
        if (at < 0) continue;
        const offset = runs.offset[r];
        const length = runs.length[r];
        for (let i = 0; i < length; i++) intensity[at + i] = values[offset + i];
      }
      return { layout, intensity };
    },
  });
}
