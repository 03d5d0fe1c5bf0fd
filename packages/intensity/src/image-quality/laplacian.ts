import { defineAccumulator, square } from "@pixelmetry/roi";
import { intensityGrid } from "./intensity-grid.ts";

/** Variances of the Laplacian of the bounding box's image; beyond what is filtered, pixels are 0. */
export interface LaplacianVariance {
  /** Of the whole image. */
  readonly whole: number;
  /** Mean over the four quarters, each filtered by itself; NaN when the box is one pixel wide or high. */
  readonly quarters: number;
}

/** Rows are (number, mean, sum of squared deviations) of the whole image and its quarters. */
interface State {
  readonly moments: Float64Array;
  readonly width: number;
  readonly height: number;
}

const grid = intensityGrid(1);

/** Image 0 is the whole; the quarters are 1 to 4. The last row or column of an odd number belongs to no quarter. */
export const laplacianVariance = defineAccumulator({
  key: "laplacian_variance",
  needs: { grid },
  reads: "intensity",
  halo: 1,
  tolerance: 1e-11,
  dimensions: [2],
  cost: { perPixel: 10, perRoi: 500 },
  create: ({ roi }): State => ({
    moments: new Float64Array(15),
    width: roi.x1 - roi.x0,
    height: roi.y1 - roi.y0,
  }),
  update({ moments, width, height }, slab, { grid: { layout, intensity } }, scratch) {
    const row = scratch.float64(width);
    const { origin, pitchY } = layout;
    const [halfX, halfY] = [width >> 1, height >> 1];
    for (let y = slab.first; y < slab.end; y++) {
      const at = origin + (y - slab.first) * pitchY;
      for (let x = 0; x < width; x++) {
        const i = at + x;
        const around = intensity[i - 1] + intensity[i + 1] + intensity[i - pitchY] + intensity[i + pitchY];
        row[x] = around - 4 * intensity[i];
      }
      addRow(moments, 0, row, 0, width);
      if (halfX === 0 || y >= 2 * halfY) continue;
      // Across the border of a quarter pixels count as 0.
      const above = y === halfY;
      const below = y === halfY - 1 || y === 2 * halfY - 1;
      if (above || below) {
        const other = above && below ? 0 : above ? -pitchY : pitchY;
        for (let x = 0; x < width; x++) {
          row[x] -=
            other === 0 ? intensity[at + x - pitchY] + intensity[at + x + pitchY] : intensity[at + x + other];
        }
      }
      row[halfX - 1] -= intensity[at + halfX];
      row[halfX] -= intensity[at + halfX - 1];
      if (width > 2 * halfX) row[2 * halfX - 1] -= intensity[at + 2 * halfX];
      const first = y < halfY ? 1 : 3;
      addRow(moments, first, row, 0, halfX);
      addRow(moments, first + 1, row, halfX, 2 * halfX);
    }
  },
  merge(into, from) {
    for (let k = 0; k < 5; k++) {
      const [n, mean, m2] = from.moments.subarray(3 * k, 3 * k + 3);
      combine(into.moments, k, n, mean, m2);
    }
  },
  read({ moments, width, height }): LaplacianVariance {
    const variance = (k: number): number => moments[3 * k + 2] / moments[3 * k];
    const whole = variance(0);
    if (width < 2 || height < 2) return { whole, quarters: Number.NaN };
    return { whole, quarters: (variance(1) + variance(2) + variance(3) + variance(4)) / 4 };
  },
});

function addRow(moments: Float64Array, k: number, row: Float64Array, from: number, to: number): void {
  let sum = 0;
  for (let x = from; x < to; x++) sum += row[x];
  const mean = sum / (to - from);
  let m2 = 0;
  for (let x = from; x < to; x++) m2 += square(row[x] - mean);
  combine(moments, k, to - from, mean, m2);
}

/** Adds pixels to image `k`: Chan, Golub and LeVeque 1983. */
function combine(moments: Float64Array, k: number, n: number, mean: number, m2: number): void {
  if (n === 0) return;
  const before = moments[3 * k];
  const difference = mean - moments[3 * k + 1];
  const total = before + n;
  moments[3 * k] = total;
  moments[3 * k + 1] += (difference * n) / total;
  moments[3 * k + 2] += m2 + (difference * difference * before * n) / total;
}
