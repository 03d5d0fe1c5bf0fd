import { boundaryPixels, defineAccumulator, type Slab } from "@pixelmetry/roi";

const boundary = boundaryPixels("inner");

interface State {
  deepest: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Largest city-block distance of a pixel of the bounding box that is not in the region to the nearest pixel that is,
 * or that lies outside the box; 0 when the region fills its box.
 */
export const deepestGap = defineAccumulator<State, number, { boundary: typeof boundary }>({
  key: "deepest_gap(city-block)",
  needs: { boundary },
  reads: "mask",
  halo: 0,
  tolerance: 0,
  dimensions: [2],
  cost: { perPixel: 4, perRoi: 300 },
  create: ({ roi }) => ({ deepest: 0, width: roi.x1 - roi.x0, height: roi.y1 - roi.y0 }),
  update(state, slab, { boundary: { start, y: rows } }, scratch) {
    const { width, height } = state;
    const next = scratch.int32(width);
    const distance = scratch.int32(width);
    for (let x = 0; x < width; x++) next[x] = start[x + 1];
    let r = slab.ownedFirst;
    for (let y = slab.first; y < slab.end; y++) {
      for (let x = 0; x < width; x++) {
        let at = next[x];
        while (at < start[x + 2] && rows[at] < y) at++;
        next[x] = at;
        // The rows before and after the box are as good as the region.
        const down = (at < start[x + 2] ? rows[at] : height) - y;
        const up = y - (at > start[x + 1] ? rows[at - 1] : -1);
        distance[x] = Math.min(down, up);
      }
      spread(distance);
      r = gapsOfRow(state, slab, r, y, distance);
    }
  },
  merge(into, from) {
    into.deepest = Math.max(into.deepest, from.deepest);
  },
  read: ({ deepest }) => deepest,
});

/** From distances along columns to city-block distances; columns before and after the box have distance 0. */
function spread(distance: Int32Array): void {
  let best = 0;
  for (let x = 0; x < distance.length; x++) {
    best = Math.min(best + 1, distance[x]);
    distance[x] = best;
  }
  best = 0;
  for (let x = distance.length - 1; x >= 0; x--) {
    best = Math.min(best + 1, distance[x]);
    distance[x] = best;
  }
}

/** Looks at the pixels between the runs of a row; returns the first run of the next one. */
function gapsOfRow(state: State, slab: Slab, first: number, y: number, distance: Int32Array): number {
  const { runs, ownedEnd } = slab;
  let r = first;
  let x = 0;
  while (x < state.width) {
    const inRow = r < ownedEnd && runs.y[r] === y;
    const end = inRow ? runs.x[r] : state.width;
    for (; x < end; x++) if (distance[x] > state.deepest) state.deepest = distance[x];
    if (inRow) x += runs.length[r++];
  }
  return r;
}
