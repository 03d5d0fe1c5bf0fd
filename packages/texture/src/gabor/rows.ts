/**
 * Rows of a slab for kernels that look at the rows around: a window of `2 radius + 1` rows moves down the slab. Every row
 * is kept twice, so that a window always lies in one piece.
 * @module
 */
import type { Scratch, Slab } from "@pixelmetry/roi";

export interface Window {
  readonly data: Float64Array;
  readonly rows: number;
  /** Distance between rows. */
  readonly pitch: number;
}

/** An empty window for kernels of this radius. */
export const emptyWindow = (radius: number, pitch: number, scratch: Scratch): Window => ({
  data: scratch.float64(2 * (2 * radius + 1) * pitch),
  rows: 2 * radius + 1,
  pitch,
});

/** Where row `y` (which may be negative) is written; `keepRow` completes it. */
export const rowAt = ({ rows, pitch }: Window, y: number): number => (((y % rows) + rows) % rows) * pitch;

/** Keeps what was written at `at` for windows that begin further on. */
export function keepRow({ data, rows, pitch }: Window, at: number): void {
  data.copyWithin(at + rows * pitch, at, at + pitch);
}

/** Index of the first element of row `y`, with all rows up to `radius` before and after it beside it. */
export const centreOf = (window: Window, y: number): number => {
  const radius = (window.rows - 1) >> 1;
  return rowAt(window, y - radius) + radius * window.pitch;
};

/** Columns [from, to) of a painted row that are not 0; `next` is the first run of a later row. */
export interface PaintedRow {
  from: number;
  to: number;
  next: number;
}

/**
 * Writes row `y` of the slab to `out`, less `background`, from index `pad`; 0 outside the ROI. Runs before `run` are of
 * earlier rows.
 */
export function paintRow(
  { runs, values }: Slab,
  run: number,
  y: number,
  background: number,
  out: Float64Array,
  pad: number,
  painted: PaintedRow,
): void {
  out.fill(0, painted.from + pad, painted.to + pad);
  painted.from = 0;
  painted.to = 0;
  let r = run;
  while (r < runs.count && runs.y[r] < y) r++;
  if (r < runs.count && runs.y[r] === y) painted.from = runs.x[r];
  for (; r < runs.count && runs.y[r] === y; r++) {
    const offset = runs.offset[r];
    const length = runs.length[r];
    const at = runs.x[r] + pad;
    for (let i = 0; i < length; i++) out[at + i] = values[offset + i] - background;
    painted.to = runs.x[r] + length;
  }
  painted.next = r;
}

/** Receives the squared magnitudes of `length` pixels: of a wave and, for separable kernels, of its mirror image. */
export type Visit = (length: number, power: Float64Array, mirrored: Float64Array) => void;
