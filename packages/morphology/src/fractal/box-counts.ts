import { defineDerived, roiInfo } from "@pixelmetry/roi";
import { type BoundaryEdges, boundaryEdges } from "../contour/boundary-edges.ts";
import { type Row, row, takeCopy, takeHalved, takeToggled, takeUnion } from "../contour/cell-rows.ts";

/**
 * Numbers of boxes that cover the region: entry k is that of boxes of 2^(k+1) x 2^(k+1) pixels, up to the first size
 * that is no smaller than the bounding box. Of the four grids of a size that start at the corner of the bounding box
 * and half a box before it, in x, in y and in both, the one that needs the fewest boxes counts.
 */
export const boxCounts = defineDerived({
  key: "box_counts",
  needs: { roi: roiInfo, edges: boundaryEdges },
  cost: { perPixel: 0.5, perRoi: 2000 },
  derive: ({ roi, edges }) => fewestBoxes(edges, roi.x1 - roi.x0, roi.y1 - roi.y0),
});

/** Rows of cells of one size, from the top; a cell is taken when the region has a pixel in it. */
interface Level {
  readonly previous: Row;
  /** Union of two rows, and what it is halved to. */
  readonly pair: Row;
  readonly half: Row;
  rows: number;
  /** Boxes of two by two cells: of the grid at the corner, moved in x, in y, in both. */
  readonly boxes: Float64Array;
}

/** Serve one region after the other. */
const room: Level[] = [];

function emptyLevels(count: number): readonly Level[] {
  while (room.length < count) {
    room.push({ previous: row(), pair: row(), half: row(), rows: 0, boxes: new Float64Array(4) });
  }
  const levels = room.slice(0, count);
  for (const level of levels) {
    level.previous.count = 0;
    level.rows = 0;
    level.boxes.fill(0);
  }
  return levels;
}

/**
 * Goes down the rows of pixels. All four grids of a size consist of pairs of rows and columns of cells half as large
 * that start at the corner, so two rows of a level give one of the next. Rows are intervals: the cost is per run.
 */
function fewestBoxes(edges: BoundaryEdges, width: number, height: number): Float64Array {
  const count = 32 - Math.clz32(Math.max(width, height) - 1);
  const levels = emptyLevels(count);
  let pixels = row();
  let toggled = row();
  let edge = 0;
  for (let y = 0; y < height; y++) {
    const first = edge;
    while (edge < edges.count && edges.y[edge] === y) edge++;
    if (edge > first) {
      takeToggled(toggled, pixels, edges, first, edge);
      [pixels, toggled] = [toggled, pixels];
    }
    if (count > 0) addRow(levels, 0, pixels);
  }
  const empty = row();
  for (let level = 0; level < count; level++) addRow(levels, level, empty);
  return Float64Array.from(levels, ({ boxes }) => Math.min(...boxes));
}

/** Adds a row of cells, and the row of larger cells that it completes. */
function addRow(levels: readonly Level[], index: number, cells: Row): void {
  const level = levels[index];
  const { previous, pair, half, boxes } = level;
  takeUnion(pair, previous, cells);
  // Rows 0 and 1, 2 and 3, … are boxes of the grids at the corner; row 0, rows 1 and 2, … of those moved in y.
  const moved = level.rows % 2 === 0 ? 2 : 0;
  boxes[moved] += boxesIn(pair, 0);
  boxes[moved + 1] += boxesIn(pair, 1);
  takeCopy(previous, cells);
  level.rows++;
  if (moved === 2 || index + 1 === levels.length) return;
  takeHalved(half, pair);
  addRow(levels, index + 1, half);
}

/** Boxes of two cells that have a cell of the row, when the grid starts `before` cells before the first one. */
function boxesIn({ count, from, to }: Row, before: 0 | 1): number {
  let boxes = 0;
  let last = -1;
  for (let i = 0; i < count; i++) {
    const a = (from[i] + before) >> 1;
    const b = (to[i] - 1 + before) >> 1;
    boxes += b - a + (a === last ? 0 : 1);
    last = b;
  }
  return boxes;
}
