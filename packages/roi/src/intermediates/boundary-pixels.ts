/**
 * The pixels on either side of a ROI's border: what distances are measured to. Their number grows with the
 * perimeter, so they stay in memory for a ROI of any area.
 * @module
 */
import { defineAccumulator, type RoiAccumulator } from "../accumulator.ts";
import { maskGrid } from "./grid.ts";

/** `outer`: background pixels that touch the ROI by an edge or a corner; `inner`: ROI pixels that touch background so. */
export type BoundarySide = "outer" | "inner";

/**
 * Pixels of a boundary, column by column. Coordinates are relative to the ROI's bounding box and reach one pixel
 * beyond it: column x = -1 is the first.
 */
export interface BoundaryPixels {
  /** Rows of column x are y[start[x + 1]) up to start[x + 2], ascending. */
  readonly start: Int32Array;
  readonly y: Int32Array;
}

interface State {
  /** Pairs (x, y) in raster order. */
  points: Int32Array;
  count: number;
  readonly width: number;
  readonly height: number;
}

const grid = maskGrid(2);

/** The boundary of a 2D ROI, around holes as well; pixels beyond the image are background. */
export function boundaryPixels(
  side: BoundarySide,
): RoiAccumulator<unknown, BoundaryPixels, { grid: typeof grid }> {
  const wanted = side === "inner" ? 1 : 0;
  return defineAccumulator<State, BoundaryPixels, { grid: typeof grid }>({
    key: `boundary_pixels(${side})`,
    needs: { grid },
    reads: "mask",
    halo: 2,
    tolerance: 0,
    dimensions: [2],
    cost: { perPixel: 1.5, perRoi: 800 },
    create: ({ roi }) => ({
      points: new Int32Array(256),
      count: 0,
      width: roi.x1 - roi.x0,
      height: roi.y1 - roi.y0,
    }),
    update(state, slab, { grid: { layout, mask } }) {
      const { pitchY, origin, width } = layout;
      // The rows just outside the bounding box belong to the first and the last slab.
      const first = slab.first === 0 ? -1 : slab.first;
      const end = slab.end === state.height ? state.height + 1 : slab.end;
      let { points, count } = state;
      for (let y = first; y < end; y++) {
        const row = origin + (y - slab.first) * pitchY;
        if (count + 2 * (width + 2) > points.length) {
          const wider = new Int32Array(Math.max(points.length * 2, count + 2 * (width + 2)));
          wider.set(points);
          points = wider;
        }
        for (let x = -1; x <= width; x++) {
          const i = row + x;
          if (mask[i] !== wanted) continue;
          const around =
            mask[i - 1] + mask[i + 1] + mask[i - pitchY - 1] + mask[i - pitchY] + mask[i - pitchY + 1];
          const inside = around + mask[i + pitchY - 1] + mask[i + pitchY] + mask[i + pitchY + 1];
          if (inside !== 8 * wanted) {
            points[count++] = x;
            points[count++] = y;
          }
        }
      }
      state.points = points;
      state.count = count;
    },
    merge(into, from) {
      const points = new Int32Array(Math.max(256, into.count + from.count));
      points.set(into.points.subarray(0, into.count));
      points.set(from.points.subarray(0, from.count), into.count);
      into.points = points;
      into.count += from.count;
    },
    read({ points, count, width }) {
      const start = new Int32Array(width + 3);
      for (let i = 0; i < count; i += 2) start[points[i] + 2]++;
      for (let x = 0; x < width + 2; x++) start[x + 1] += start[x];
      const next = start.slice();
      const y = new Int32Array(count / 2);
      for (let i = 0; i < count; i += 2) y[next[points[i] + 1]++] = points[i + 1];
      // Partial states may have been merged in any order.
      for (let x = 0; x < width + 2; x++) y.subarray(start[x], start[x + 1]).sort();
      return { start, y };
    },
  });
}
