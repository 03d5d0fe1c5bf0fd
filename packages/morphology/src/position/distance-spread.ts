import { defineAccumulator } from "@pixelmetry/roi";
import { centralMoments } from "./central-moments.ts";

interface State {
  /** Centroid relative to the bounding box, pixels. */
  readonly x: number;
  readonly y: number;
  readonly spacingX: number;
  readonly spacingY: number;
  /** Root-mean-square distance; deviations from it are summed. */
  readonly shift: number;
  n: number;
  sum: number;
  lost: number;
  squares: number;
  lostSquares: number;
}

const needs = { moments: centralMoments };

/**
 * Sample standard deviation of the distances from the pixel centres to the centroid, in the unit of lengths;
 * 0 for up to two pixels. One sweep is enough: the root-mean-square distance is known beforehand, and it lies
 * at most one standard deviation above the mean, so that sums of deviations from it do not cancel.
 */
export const distanceSpread = defineAccumulator<State, number, typeof needs>({
  key: "centroid_distance_spread",
  needs,
  reads: "mask",
  halo: 0,
  tolerance: 1e-12,
  cost: { perPixel: 4, perRoi: 200 },
  create({ roi, needs: { moments } }) {
    const { n, x, y, nnxx, nnyy } = moments;
    const [spacingX, spacingY] = roi.image.spacing;
    const shift = Math.sqrt(nnxx * spacingX * spacingX + nnyy * spacingY * spacingY) / n;
    return { x, y, spacingX, spacingY, shift, n: 0, sum: 0, lost: 0, squares: 0, lostSquares: 0 };
  },
  update(state, { runs, ownedFirst, ownedEnd }) {
    const { x, y, spacingX, spacingY, shift } = state;
    for (let r = ownedFirst; r < ownedEnd; r++) {
      const dy = (runs.y[r] - y) * spacingY;
      const dy2 = dy * dy;
      const length = runs.length[r];
      let column = runs.x[r] - x;
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < length; i++, column++) {
        const dx = column * spacingX;
        const deviation = Math.sqrt(dx * dx + dy2) - shift;
        sum += deviation;
        squares += deviation * deviation;
      }
      add(state, length, sum, squares);
    }
  },
  merge(into, from) {
    add(into, from.n, from.sum, from.squares);
    into.lost += from.lost;
    into.lostSquares += from.lostSquares;
  },
  read(state) {
    const { n } = state;
    if (n <= 2) return 0;
    const sum = state.sum + state.lost;
    return Math.sqrt(Math.max(0, state.squares + state.lostSquares - (sum * sum) / n) / (n - 1));
  },
});

/** Adds the sums of a run; Neumaier's compensation keeps the error independent of the number of runs. */
function add(state: State, n: number, sum: number, squares: number): void {
  state.n += n;
  const next = state.sum + sum;
  state.lost += Math.abs(state.sum) >= Math.abs(sum) ? state.sum - next + sum : sum - next + state.sum;
  state.sum = next;
  const nextSquares = state.squares + squares;
  state.lostSquares +=
    state.squares >= squares ? state.squares - nextSquares + squares : squares - nextSquares + state.squares;
  state.squares = nextSquares;
}
