import { type Block, defineScan } from "@pixelmetry/roi";

/** Largest finite intensity of a ROI and the first pixel that has it, in image coordinates; `value` -Infinity without any. */
export interface MaximumPixel {
  readonly value: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

interface State {
  readonly value: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly [column: string]: Float64Array;
}

/** Of several brightest pixels the first in raster order: by z, then y, then x. */
export const maximumPixel = defineScan<State, MaximumPixel>({
  key: "maximum_pixel",
  needs: {},
  reads: "intensity",
  halo: 0,
  bytesPerRoi: 32,
  tolerance: 0,
  cost: { perPixel: 0.8, perRoi: 60 },
  create: (slots) => ({
    value: new Float64Array(slots).fill(Number.NEGATIVE_INFINITY),
    x: new Float64Array(slots),
    y: new Float64Array(slots),
    z: new Float64Array(slots),
  }),
  update(state, { runs, intensity }: Block) {
    const { value } = state;
    for (let r = 0; r < runs.count; r++) {
      const slot = runs.slot[r];
      let most = value[slot];
      let at = -1;
      const start = runs.offset[r];
      const end = start + runs.length[r];
      // Runs of a block come in raster order.
      for (let i = start; i < end; i++) {
        if (intensity[i] > most) {
          most = intensity[i];
          at = i;
        }
      }
      if (at < 0) continue;
      value[slot] = most;
      state.x[slot] = runs.x[r] + at - start;
      state.y[slot] = runs.y[r];
      state.z[slot] = runs.z[r];
    }
  },
  merge(into, from, slotMap) {
    for (let i = 0; i < slotMap.length; i++) {
      const k = slotMap[i];
      if (k < 0 || from.value[i] < into.value[k]) continue;
      if (from.value[i] === into.value[k] && !isBefore(from, i, into, k)) continue;
      into.value[k] = from.value[i];
      into.x[k] = from.x[i];
      into.y[k] = from.y[i];
      into.z[k] = from.z[i];
    }
  },
  read: ({ value, x, y, z }, slot) => ({ value: value[slot], x: x[slot], y: y[slot], z: z[slot] }),
});

/** Whether pixel i of `a` comes before pixel k of `b` in raster order. */
function isBefore(a: State, i: number, b: State, k: number): boolean {
  if (a.value[i] === Number.NEGATIVE_INFINITY) return false;
  if (a.z[i] !== b.z[k]) return a.z[i] < b.z[k];
  if (a.y[i] !== b.y[k]) return a.y[i] < b.y[k];
  return a.x[i] < b.x[k];
}
