import { defineScan, nothing } from "@pixelmetry/roi";

/**
 * Sums of coordinates and of their products over the pixels of a ROI, relative to (x, y, z), which is the
 * centroid rounded down: whatever the pixels were read in, there is one such point.
 */
export interface CoordinateSums {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly sx: number;
  readonly sy: number;
  readonly sz: number;
  readonly sxx: number;
  readonly syy: number;
  readonly szz: number;
  readonly sxy: number;
  readonly sxz: number;
  readonly syz: number;
}

/** Columns: n, x, y, z, sx, sy, sz, sxx, syy, szz, sxy, sxz, syz. */
const width = 13;

interface State {
  readonly sums: Float64Array;
  readonly [column: string]: Float64Array;
}

/**
 * Coordinate sums relative to the first pixel seen. Over a run they are polynomials of its start and length,
 * so the cost is per run. All are integers: exact, and independent of tiling, while they stay below 2^53,
 * which those of a square of 12,000 x 12,000 pixels do.
 */
export const coordinateSums = defineScan<State, CoordinateSums>({
  key: "coordinate_sums",
  needs: nothing,
  reads: "mask",
  halo: 0,
  bytesPerRoi: width * 8,
  tolerance: 0,
  cost: { perPixel: 0.3, perRoi: 100 },
  create: (slots) => ({ sums: new Float64Array(slots * width) }),
  update({ sums }, { runs }) {
    for (let r = 0; r < runs.count; r++) {
      const at = runs.slot[r] * width;
      const length = runs.length[r];
      if (sums[at] === 0) {
        sums[at + 1] = runs.x[r];
        sums[at + 2] = runs.y[r];
        sums[at + 3] = runs.z[r];
      }
      const x = runs.x[r] - sums[at + 1];
      const y = runs.y[r] - sums[at + 2];
      const z = runs.z[r] - sums[at + 3];
      const triangle = (length * (length - 1)) / 2;
      const sx = length * x + triangle;
      sums[at] += length;
      sums[at + 4] += sx;
      sums[at + 5] += length * y;
      sums[at + 6] += length * z;
      sums[at + 7] += length * x * x + 2 * x * triangle + (triangle * (2 * length - 1)) / 3;
      sums[at + 8] += length * y * y;
      sums[at + 9] += length * z * z;
      sums[at + 10] += y * sx;
      sums[at + 11] += z * sx;
      sums[at + 12] += length * y * z;
    }
  },
  merge(into, from, slotMap) {
    for (let i = 0; i < slotMap.length; i++) {
      if (slotMap[i] >= 0) mergeRow(into.sums, slotMap[i] * width, from.sums, i * width);
    }
  },
  read({ sums }, slot) {
    const at = slot * width;
    const n = sums[at];
    const [fromX, fromY, fromZ] = [sums[at + 4], sums[at + 5], sums[at + 6]];
    // Moving the origin by (dx, dy, dz) takes n dx from the sum of x, and so on.
    const dx = quotient(fromX, n);
    const dy = quotient(fromY, n);
    const dz = quotient(fromZ, n);
    const sx = fromX - n * dx;
    const sy = fromY - n * dy;
    const sz = fromZ - n * dz;
    return {
      n,
      x: sums[at + 1] + dx,
      y: sums[at + 2] + dy,
      z: sums[at + 3] + dz,
      sx,
      sy,
      sz,
      sxx: sums[at + 7] - dx * (fromX + sx),
      syy: sums[at + 8] - dy * (fromY + sy),
      szz: sums[at + 9] - dz * (fromZ + sz),
      sxy: sums[at + 10] - dx * fromY - dy * sx,
      sxz: sums[at + 11] - dx * fromZ - dz * sx,
      syz: sums[at + 12] - dy * fromZ - dz * sy,
    };
  },
});

/** Floor of sum / n, 0 for an empty row; the rounded quotient can be one too large. */
function quotient(sum: number, n: number): number {
  if (n === 0) return 0;
  const floor = Math.floor(sum / n);
  return sum - floor * n < 0 ? floor - 1 : floor;
}

/** Adds a row to another whose origin may be elsewhere. */
function mergeRow(into: Float64Array, a: number, from: Float64Array, b: number): void {
  const n = from[b];
  if (n === 0) return;
  if (into[a] === 0) {
    for (let c = 0; c < width; c++) into[a + c] = from[b + c];
    return;
  }
  const x = from[b + 1] - into[a + 1];
  const y = from[b + 2] - into[a + 2];
  const z = from[b + 3] - into[a + 3];
  const sx = from[b + 4];
  const sy = from[b + 5];
  const sz = from[b + 6];
  into[a] += n;
  into[a + 4] += sx + n * x;
  into[a + 5] += sy + n * y;
  into[a + 6] += sz + n * z;
  into[a + 7] += from[b + 7] + 2 * x * sx + n * x * x;
  into[a + 8] += from[b + 8] + 2 * y * sy + n * y * y;
  into[a + 9] += from[b + 9] + 2 * z * sz + n * z * z;
  into[a + 10] += from[b + 10] + x * sy + y * sx + n * x * y;
  into[a + 11] += from[b + 11] + x * sz + z * sx + n * x * z;
  into[a + 12] += from[b + 12] + y * sz + z * sy + n * y * z;
}
