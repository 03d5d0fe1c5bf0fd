import { defineAccumulator, nothing, type Scratch, type Slab } from "@pixelmetry/roi";
import { planesUnion, rowStarts } from "./planes.ts";

interface State {
  value: number;
}

/**
 * Euler characteristic of the region as a union of closed pixels or voxels: full connectivity (8 in the plane,
 * 26 in space). In the plane it is the number of runs less the number of contacts between runs of adjacent
 * rows: a row is a union of disjoint intervals, and so is what two adjacent rows have in common.
 */
export const eulerCharacteristic = defineAccumulator<State, number, typeof nothing>({
  key: "euler_characteristic",
  needs: nothing,
  reads: "mask",
  halo: 1,
  tolerance: 0,
  cost: { perPixel: 0.3, perRoi: 200 },
  create: () => ({ value: 0 }),
  update(state, slab, _needs, scratch) {
    state.value += slab.roi.image.ndim === 2 ? inPlane(slab) : inSpace(slab, scratch);
  },
  merge(into, from) {
    into.value += from.value;
  },
  read: (state) => state.value,
});

/** Runs of the owned rows less their contacts with the runs of the row above. */
function inPlane({ runs, first, ownedFirst, ownedEnd }: Slab): number {
  const { x, y, length } = runs;
  let above = ownedFirst;
  while (above > 0 && y[above - 1] >= first - 1) above--;
  let contacts = 0;
  for (let r = ownedFirst; r < ownedEnd; r++) {
    const row = y[r] - 1;
    const start = x[r];
    const end = start + length[r];
    while (y[above] < row || (y[above] === row && x[above] + length[above] < start)) above++;
    for (let a = above; y[a] === row && x[a] <= end; a++) contacts++;
  }
  return ownedEnd - ownedFirst - contacts;
}

/** What each owned plane adds to the planes before it. */
function inSpace(slab: Slab, scratch: Scratch): number {
  const { first, end } = slab;
  const starts = rowStarts(slab, scratch);
  let value = 0;
  for (let z = first; z < end; z++) {
    value += planesUnion(slab, starts, z - 1, z) - planesUnion(slab, starts, z - 1, z - 1);
  }
  return value;
}
