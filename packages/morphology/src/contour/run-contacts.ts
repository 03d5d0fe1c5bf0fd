import { defineAccumulator, nothing } from "@pixelmetry/roi";

/** How the pixels of a region touch each other. Every 2 x 2 window's statistics follow from these numbers. */
export interface RunContacts {
  readonly runs: number;
  /** Pairs of pixels one above the other. */
  readonly vertical: number;
  /** Pairs of pixels that touch diagonally, in both directions, whatever the two pixels beside them are. */
  readonly diagonal: number;
  /** Squares of four pixels. */
  readonly squares: number;
  /** Diagonal pairs without a common neighbour: where the boundary touches itself. */
  readonly saddles: number;
}

type State = { -readonly [name in keyof RunContacts]: number };

/**
 * Contacts between the runs of adjacent rows: overlaps of intervals, so the cost is per run and all numbers are
 * whole. A volume has none: boundaries are of plane regions.
 */
export const runContacts = defineAccumulator<State, RunContacts, typeof nothing>({
  key: "run_contacts",
  needs: nothing,
  reads: "mask",
  halo: 1,
  tolerance: 0,
  cost: { perPixel: 0.5, perRoi: 200 },
  create: () => ({ runs: 0, vertical: 0, diagonal: 0, squares: 0, saddles: 0 }),
  update(state, { roi, runs, first, ownedFirst, ownedEnd }) {
    if (roi.image.ndim === 3) return;
    const { x, y, length } = runs;
    let above = ownedFirst;
    while (above > 0 && y[above - 1] >= first - 1) above--;
    for (let r = ownedFirst; r < ownedEnd; r++) {
      const row = y[r] - 1;
      const start = x[r];
      const end = start + length[r];
      while (y[above] < row || (y[above] === row && x[above] + length[above] < start)) above++;
      for (let a = above; y[a] === row && x[a] <= end; a++) {
        const from = x[a];
        const to = from + length[a];
        const overlap = Math.min(to, end) - Math.max(from, start);
        const right = Math.min(to + 1, end) - Math.max(from + 1, start);
        const left = Math.min(to - 1, end) - Math.max(from - 1, start);
        if (right > 0) state.diagonal += right;
        if (left > 0) state.diagonal += left;
        if (overlap === 0) {
          state.saddles++;
        } else {
          state.vertical += overlap;
          state.squares += overlap - 1;
        }
      }
    }
    state.runs += ownedEnd - ownedFirst;
  },
  merge(into, from) {
    into.runs += from.runs;
    into.vertical += from.vertical;
    into.diagonal += from.diagonal;
    into.squares += from.squares;
    into.saddles += from.saddles;
  },
  read: (state) => ({ ...state }),
});
