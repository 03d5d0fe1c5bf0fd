import { defineAccumulator } from "@pixelmetry/roi";
import { transformOf } from "./fourier.ts";
import { intensityGrid } from "./intensity-grid.ts";

/** Power of the spectrum in rings of frequencies; index r holds those whose magnitude is in [r, r + 1). */
export interface PowerRings {
  /** Rings 0 to the last before an eighth of the shorter side; ring 0, the mean, is not filled. */
  readonly power: Float64Array;
  readonly exceeds: boolean;
}

/** Of every row of the bounding box the low frequencies along x, real and imaginary parts alternating. */
interface State {
  readonly rows: Float64Array;
  readonly width: number;
  readonly height: number;
  /** Frequencies per row; 0 when there are none to keep or the rows would take too much memory. */
  readonly frequencies: number;
  readonly exceeds: boolean;
}

/** Bytes of one ROI's frequencies: a square of 5792 pixels. */
export const spectrumBytes = 1 << 26;

const grid = intensityGrid(0);

/**
 * Power spectrum of the bounding box's image at low frequencies. Only they are kept, so it takes about 2 bytes per
 * pixel of the box rather than 16.
 */
export const powerRings = defineAccumulator({
  key: "power_rings",
  needs: { grid },
  reads: "intensity",
  halo: 0,
  tolerance: 0,
  dimensions: [2],
  cost: { perPixel: 80, perRoi: 2000 },
  create({ roi }): State {
    const width = roi.x1 - roi.x0;
    const height = roi.y1 - roi.y0;
    const wanted = Math.max(0, Math.floor(Math.min(width, height) / 8) - 1);
    const exceeds = wanted * height * 16 > spectrumBytes;
    const frequencies = exceeds ? 0 : wanted;
    return { rows: new Float64Array(2 * frequencies * height), width, height, frequencies, exceeds };
  },
  update({ rows, width, frequencies }, slab, { grid: { layout, intensity } }, scratch) {
    if (frequencies === 0) return;
    const transform = transformOf(width);
    const [re, im] = [scratch.float64(width), scratch.float64(width)];
    for (let y = slab.first; y < slab.end; y++) {
      const at = layout.origin + (y - slab.first) * layout.pitchY;
      for (let x = 0; x < width; x++) re[x] = intensity[at + x];
      im.fill(0);
      transform(re, im);
      for (let k = 0; k < frequencies; k++) {
        rows[2 * (y * frequencies + k)] = re[k];
        rows[2 * (y * frequencies + k) + 1] = im[k];
      }
    }
  },
  merge(into, from) {
    // A row that a state has not seen is 0.
    for (let i = 0; i < into.rows.length; i++) into.rows[i] += from.rows[i];
  },
  read({ rows, height, frequencies, exceeds }, scratch): PowerRings {
    const power = new Float64Array(frequencies);
    if (frequencies === 0) return { power, exceeds };
    const transform = transformOf(height);
    const [re, im] = [scratch.float64(height), scratch.float64(height)];
    for (let k = 0; k < frequencies; k++) {
      for (let y = 0; y < height; y++) {
        re[y] = rows[2 * (y * frequencies + k)];
        im[y] = rows[2 * (y * frequencies + k) + 1];
      }
      transform(re, im);
      for (let j = 0; j < height; j++) {
        const along = Math.min(j, height - j);
        // Exact where the root is whole, which Math.hypot is not.
        const ring = Math.floor(Math.sqrt(k * k + along * along));
        // A frequency and its negative have the same power; only those along y are both among the columns.
        if (ring > 0 && ring < frequencies) power[ring] += (k === 0 ? 1 : 2) * (re[j] ** 2 + im[j] ** 2);
      }
    }
    return { power, exceeds };
  },
});
