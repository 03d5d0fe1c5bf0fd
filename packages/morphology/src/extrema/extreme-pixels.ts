import { defineScan, nothing } from "@pixelmetry/roi";

/** First and last pixel of the first and last row and column; coordinates of the image. */
export interface ExtremePixels {
  readonly top: number;
  readonly topLeft: number;
  readonly topRight: number;
  readonly bottom: number;
  readonly bottomLeft: number;
  readonly bottomRight: number;
  readonly left: number;
  readonly leftTop: number;
  readonly leftBottom: number;
  readonly right: number;
  readonly rightTop: number;
  readonly rightBottom: number;
}

/**
 * Four groups of three columns: the extreme coordinate, then the smallest and the largest other coordinate
 * among the pixels that have it. Groups: top and left (smallest y, smallest x), bottom and right (largest).
 */
const width = 12;
const top = 0;
const left = 3;
const bottom = 6;
const right = 9;
const far = 0x7fffffff;

interface State {
  readonly points: Int32Array;
  readonly [column: string]: Int32Array;
}

/** The pixels that touch the bounding box, seen from its corners. Only the ends of runs can be among them. */
export const extremePixels = defineScan<State, ExtremePixels>({
  key: "extreme_pixels",
  needs: nothing,
  reads: "mask",
  halo: 0,
  bytesPerRoi: width * 4,
  tolerance: 0,
  cost: { perPixel: 0.2, perRoi: 60 },
  create(slots) {
    const points = new Int32Array(slots * width);
    for (let at = 0; at < points.length; at += width) {
      points.fill(far, at, at + bottom);
      points.fill(-1, at + bottom, at + width);
    }
    return { points };
  },
  update({ points }, { runs }) {
    for (let r = 0; r < runs.count; r++) {
      const at = runs.slot[r] * width;
      const y = runs.y[r];
      const first = runs.x[r];
      const last = first + runs.length[r] - 1;
      if (y <= points[at + top]) include(points, at + top, y < points[at + top], y, first, last);
      if (y >= points[at + bottom]) include(points, at + bottom, y > points[at + bottom], y, first, last);
      if (first <= points[at + left]) include(points, at + left, first < points[at + left], first, y, y);
      if (last >= points[at + right]) include(points, at + right, last > points[at + right], last, y, y);
    }
  },
  merge(into, from, slotMap) {
    const a = into.points;
    const b = from.points;
    for (let i = 0; i < slotMap.length; i++) {
      if (slotMap[i] < 0 || b[i * width] === far) continue;
      for (let group = 0; group < width; group += 3) {
        const to = slotMap[i] * width + group;
        const at = i * width + group;
        const further = group < bottom ? b[at] < a[to] : b[at] > a[to];
        if (further || b[at] === a[to]) include(a, to, further, b[at], b[at + 1], b[at + 2]);
      }
    }
  },
  read({ points }, slot) {
    const at = slot * width;
    return {
      top: points[at],
      topLeft: points[at + 1],
      topRight: points[at + 2],
      left: points[at + 3],
      leftTop: points[at + 4],
      leftBottom: points[at + 5],
      bottom: points[at + 6],
      bottomLeft: points[at + 7],
      bottomRight: points[at + 8],
      right: points[at + 9],
      rightTop: points[at + 10],
      rightBottom: points[at + 11],
    };
  },
});

/** Adds [low, high] at coordinate `edge` to a group; a new edge forgets what was known about the old one. */
function include(
  points: Int32Array,
  at: number,
  isNew: boolean,
  edge: number,
  low: number,
  high: number,
): void {
  points[at] = edge;
  if (isNew || low < points[at + 1]) points[at + 1] = low;
  if (isNew || high > points[at + 2]) points[at + 2] = high;
}
