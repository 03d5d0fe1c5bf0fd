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
 * which a square ROI of 13,000 x 13,000 pixels does.
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
    const row = sums.slice(slot * width, slot * width + width);
    const n = row[0];
    if (n > 0) moveOrigin(row, quotient(row[4], n), quotient(row[5], n), quotient(row[6], n));
    const [, x, y, z, sx, sy, sz, sxx, syy, szz, sxy, sxz, syz] = row as unknown as Row;
    return { n, x, y, z, sx, sy, sz, sxx, syy, szz, sxy, sxz, syz };
  },
});

type Row = [
  n: number,
  x: number,
  y: number,
  z: number,
  sx: number,
  sy: number,
  sz: number,
  sxx: number,
  syy: number,
  szz: number,
  sxy: number,
  sxz: number,
  syz: number,
];

/** Floor of sum / n; the rounded quotient can be one too large. */
function quotient(sum: number, n: number): number {
  const floor = Math.floor(sum / n);
  return sum - floor * n < 0 ? floor - 1 : floor;
}

/** Moves the point that the sums of one row are relative to. */
function moveOrigin(row: Float64Array, dx: number, dy: number, dz: number): void {
  const n = row[0];
  const sx = row[4] - n * dx;
  const sy = row[5] - n * dy;
  const sz = row[6] - n * dz;
  row[1] += dx;
  row[2] += dy;
  row[3] += dz;
  row[7] -= dx * (row[4] + sx);
  row[8] -= dy * (row[5] + sy);
  row[9] -= dz * (row[6] + sz);
  row[10] -= dx * row[5] + dy * sx;
  row[11] -= dx * row[6] + dz * sx;
  row[12] -= dy * row[6] + dz * sy;
  row[4] = sx;
  row[5] = sy;
  row[6] = sz;
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
