/**
 * Projections of a ROI on the Zernike polynomials, summed pixel by pixel in raster order.
 * @module
 */
import { defineAccumulator, type RoiAccumulator } from "@pixelmetry/roi";
import { massDisk } from "./mass-disk.ts";
import { indicesUpTo, radialTables } from "./radial.ts";

/** Sums over the pixels of the disk; index as in {@link indicesUpTo}. */
export interface ZernikeSums {
  /** Intensity inside the disk, and number of pixels there. */
  mass: number;
  count: number;
  /** Intensity times R_nm(r) cos(m theta) and R_nm(r) sin(m theta). */
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  readonly x: number;
  readonly y: number;
  /** Unit of lengths over radius, times the size of a pixel; 0 when there is no disk. */
  readonly scaleX: number;
  readonly scaleY: number;
}

/** @param radius - of the disk, in the unit of lengths; 0 stands for the distance of the farthest pixel */
export function zernikeSums(
  order: number,
  radius: number,
): RoiAccumulator<ZernikeSums, ZernikeSums, { disk: typeof massDisk }> {
  const moments = indicesUpTo(order).length;
  const tables = radialTables(order);
  return defineAccumulator({
    key: `zernike_sums(${order},${radius})`,
    needs: { disk: massDisk },
    reads: "intensity",
    halo: 0,
    tolerance: 1e-11,
    dimensions: [2],
    cost: { perPixel: 10 + 3 * moments, perRoi: 500 + 20 * moments },
    create({ roi, needs: { disk }, scratch }): ZernikeSums {
      const r = radius === 0 ? disk.radius : radius;
      const exists = disk.mass > 0 && r > 0;
      const [sx, sy] = roi.image.spacing;
      return {
        mass: 0,
        count: 0,
        real: scratch.float64(moments),
        imaginary: scratch.float64(moments),
        x: exists ? disk.x : 0,
        y: exists ? disk.y : 0,
        scaleX: exists ? sx / r : 0,
        scaleY: exists ? sy / r : 0,
      };
    },
    update(state, { runs, values, ownedFirst, ownedEnd }) {
      if (state.scaleX === 0) return;
      const { real, imaginary } = state;
      for (let run = ownedFirst; run < ownedEnd; run++) {
        const from = runs.offset[run];
        const length = runs.length[run];
        const y = (runs.y[run] - state.y) * state.scaleY;
        for (let i = 0; i < length; i++) {
          const x = (runs.x[run] + i - state.x) * state.scaleX;
          const t = x * x + y * y;
          // The farthest pixel may come out beyond its own distance by a rounding.
          if (radius !== 0 && t > 1) continue;
          const w = values[from + i];
          state.mass += w;
          state.count++;
          // w (x + i y)^m, for m = 0, 1, ...
          let re = w;
          let im = 0;
          for (let m = 0; m <= order; m++) {
            const { position, a, b, c } = tables[m];
            let before = 0;
            let q = 1;
            real[position[0]] += re;
            imaginary[position[0]] += im;
            for (let k = 1; k < position.length; k++) {
              const next = (a[k] * t + b[k]) * q + c[k] * before;
              before = q;
              q = next;
              real[position[k]] += re * q;
              imaginary[position[k]] += im * q;
            }
            const turned = re * x - im * y;
            im = re * y + im * x;
            re = turned;
          }
        }
      }
    },
    merge(into, from) {
      into.mass += from.mass;
      into.count += from.count;
      for (let i = 0; i < moments; i++) {
        into.real[i] += from.real[i];
        into.imaginary[i] += from.imaginary[i];
      }
    },
    read: (state) => state,
  });
}
