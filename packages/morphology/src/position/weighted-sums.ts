import { defineScan, nothing } from "@pixelmetry/roi";

/**
 * Sums of intensity and of intensity times coordinate, relative to (x, y, z), the corner of the bounding box of
 * the finite pixels.
 */
export interface WeightedSums {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly mass: number;
  readonly mx: number;
  readonly my: number;
  readonly mz: number;
}

/** Columns: n, x, y, z, then mass, mx, my, mz, each followed by what its additions lost. */
const width = 12;

interface State {
  readonly sums: Float64Array;
  readonly [column: string]: Float64Array;
}

/**
 * Intensity-weighted coordinate sums relative to the smallest coordinates seen. Exact for integer intensities while the
 * sums stay below 2^53. Floating-point intensities are added run by run with compensation; what tiling can
 * change is the rounding inside the runs that it cuts.
 */
export const weightedSums = defineScan<State, WeightedSums>({
  key: "weighted_coordinate_sums",
  needs: nothing,
  reads: "intensity",
  halo: 0,
  bytesPerRoi: width * 8,
  tolerance: 1e-12,
  cost: { perPixel: 1.2, perRoi: 100 },
  create: (slots) => ({ sums: new Float64Array(slots * width) }),
  update({ sums }, { runs, intensity }) {
    for (let r = 0; r < runs.count; r++) {
      const at = runs.slot[r] * width;
      const offset = runs.offset[r];
      const length = runs.length[r];
      if (sums[at] === 0) {
        sums[at + 1] = runs.x[r];
        sums[at + 2] = runs.y[r];
        sums[at + 3] = runs.z[r];
      } else if (runs.x[r] < sums[at + 1] || runs.y[r] < sums[at + 2] || runs.z[r] < sums[at + 3]) {
        lowerOrigin(sums, at, runs.x[r], runs.y[r], runs.z[r]);
      }
      let mass = 0;
      let first = 0;
      for (let i = 0; i < length; i++) {
        const value = intensity[offset + i];
        mass += value;
        first += i * value;
      }
      sums[at] += length;
      add(sums, at + 4, mass);
      add(sums, at + 6, first + (runs.x[r] - sums[at + 1]) * mass);
      add(sums, at + 8, (runs.y[r] - sums[at + 2]) * mass);
      add(sums, at + 10, (runs.z[r] - sums[at + 3]) * mass);
    }
  },
  merge(into, from, slotMap) {
    for (let i = 0; i < slotMap.length; i++) {
      if (slotMap[i] >= 0) mergeRow(into.sums, slotMap[i] * width, from.sums, i * width);
    }
  },
  read({ sums }, slot) {
    const at = slot * width;
    return {
      n: sums[at],
      x: sums[at + 1],
      y: sums[at + 2],
      z: sums[at + 3],
      mass: sums[at + 4] + sums[at + 5],
      mx: sums[at + 6] + sums[at + 7],
      my: sums[at + 8] + sums[at + 9],
      mz: sums[at + 10] + sums[at + 11],
    };
  },
});

/** Neumaier's compensated addition to the pair at `at`. */
function add(sums: Float64Array, at: number, term: number): void {
  const sum = sums[at];
  const next = sum + term;
  sums[at + 1] += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
  sums[at] = next;
}

/** Adds a row to another whose origin may be elsewhere. */
function mergeRow(into: Float64Array, a: number, from: Float64Array, b: number): void {
  if (from[b] === 0) return;
  if (into[a] === 0) {
    for (let c = 0; c < width; c++) into[a + c] = from[b + c];
    return;
  }
  lowerOrigin(into, a, from[b + 1], from[b + 2], from[b + 3]);
  into[a] += from[b];
  add(into, a + 4, from[b + 4]);
  into[a + 5] += from[b + 5];
  for (let axis = 0; axis < 3; axis++) {
    const shift = from[b + 1 + axis] - into[a + 1 + axis];
    const at = a + 6 + 2 * axis;
    const other = b + 6 + 2 * axis;
    add(into, at, from[other]);
    if (shift !== 0) add(into, at, shift * from[b + 4]);
    into[at + 1] += from[other + 1] + shift * from[b + 5];
  }
}

/** Moves the origin of a row so that it is at most (x, y, z). */
function lowerOrigin(sums: Float64Array, at: number, x: number, y: number, z: number): void {
  lowerAxis(sums, at, 0, x);
  lowerAxis(sums, at, 1, y);
  lowerAxis(sums, at, 2, z);
}

function lowerAxis(sums: Float64Array, at: number, axis: number, coordinate: number): void {
  const shift = sums[at + 1 + axis] - coordinate;
  if (shift <= 0) return;
  sums[at + 1 + axis] = coordinate;
  add(sums, at + 6 + 2 * axis, shift * sums[at + 4]);
  sums[at + 7 + 2 * axis] += shift * sums[at + 5];
}
