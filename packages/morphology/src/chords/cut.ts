/**
 * Chords of a region along parallel lines. For the direction (cos t, sin t), coordinates p run along it and q across,
 * along (-sin t, cos t); the lines are lines of constant q.
 * @module
 */
import { square } from "@pixelmetry/roi";
import type { Direction } from "../caliper/parameters.ts";
import type { Contour } from "../contour/trace.ts";

/** Chords that are shorter, gaps that are narrower and differences that are smaller are rounding, in pixels. */
export const rounding = 1e-9;

interface Room {
  readonly p: Float64Array;
  readonly q: Float64Array;
  /** First line at or beyond a corner. */
  readonly line: Int32Array;
}

const roomFor = (corners: number): Room => ({
  p: new Float64Array(corners),
  q: new Float64Array(corners),
  line: new Int32Array(corners),
});

/** Serve one region after the other. */
let room = roomFor(256);
let crossings = new Float64Array(256);
let ends = new Int32Array(256);

/**
 * The longest chord on each of the lines of a direction, in the unit of lengths; lines without one are left out. The
 * lines lie in the middle of strips of equal height. There are as few strips as keep them no higher than the distance of
 * rows at 0 degrees, of columns at 90, and |(sx sin t, sy cos t)| between: no pixel slips through.
 *
 * Chords join where pixels touch at a corner. The cost is that of the boundary: every side crosses the lines
 * between its ends.
 * @param chords - takes the lengths from index `at` on; replaced by a larger array when it is too small
 * @returns the array, and the index past the last length
 */
export function longestChords(
  { start, x, y }: Contour,
  { cos, sin }: Direction,
  [sx, sy]: readonly number[],
  chords: Float64Array,
  at: number,
): { readonly chords: Float64Array; readonly end: number } {
  const corners = start[start.length - 1];
  if (room.p.length < corners) room = roomFor(2 * corners);
  const { p, q, line } = room;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < corners; i++) {
    const px = x[i] * sx;
    const py = y[i] * sy;
    p[i] = cos * px + sin * py;
    const level = cos * py - sin * px;
    q[i] = level;
    if (level < low) low = level;
    if (level > high) high = level;
  }
  const pitch = Math.sqrt(square(cos * sy) + square(sin * sx));
  const lines = Math.ceil((high - low) / pitch - rounding);
  const strip = (high - low) / lines;
  const perStrip = 1 / strip;
  for (let i = 0; i < corners; i++) line[i] = Math.ceil((q[i] - low) * perStrip - 0.5);
  countCrossings(start, lines);
  const first = low + strip / 2;
  fillCrossings(start, first, strip);
  let into = chords;
  if (at + lines > into.length) {
    into = new Float64Array(Math.max(at + lines, 2 * into.length));
    into.set(chords.subarray(0, at));
  }
  let end = at;
  let from = 0;
  for (let k = 0; k < lines; k++) {
    const longest = longestOf(from, ends[k], rounding * pitch);
    from = ends[k];
    if (longest > 0) into[end++] = longest;
  }
  return { chords: into, end };
}

/** Leaves in `ends` where the crossings of each line start, and makes room for them. */
function countCrossings(start: Int32Array, lines: number): void {
  const { line } = room;
  if (ends.length < lines + 1) ends = new Int32Array(2 * lines + 2);
  ends.fill(0, 0, lines + 1);
  // Differences first: a side adds one from its lower line on and takes it away at its upper one.
  for (let loop = 0; loop + 1 < start.length; loop++) {
    let a = line[start[loop + 1] - 1];
    for (let i = start[loop]; i < start[loop + 1]; i++) {
      const b = line[i];
      if (a < b) {
        ends[a]++;
        ends[b]--;
      } else if (b < a) {
        ends[b]++;
        ends[a]--;
      }
      a = b;
    }
  }
  let crossing = 0;
  let total = 0;
  for (let k = 0; k < lines; k++) {
    crossing += ends[k];
    ends[k] = total;
    total += crossing;
  }
  if (crossings.length < total) crossings = new Float64Array(2 * total);
}

/** Writes where sides cross lines, line by line; `ends` becomes what it is called. */
function fillCrossings(start: Int32Array, first: number, strip: number): void {
  const { p, q, line } = room;
  for (let loop = 0; loop + 1 < start.length; loop++) {
    let a = start[loop + 1] - 1;
    for (let b = start[loop]; b < start[loop + 1]; a = b++) {
      const to = Math.max(line[a], line[b]);
      let k = Math.min(line[a], line[b]);
      if (k === to) continue;
      const slope = (p[b] - p[a]) / (q[b] - q[a]);
      for (; k < to; k++) crossings[ends[k]++] = p[a] + (first + k * strip - q[a]) * slope;
    }
  }
}

/** The longest of the stretches between the first and second, third and fourth, … crossing; 0 when all are rounding. */
function longestOf(from: number, end: number, least: number): number {
  if (end - from === 2) {
    const length = Math.abs(crossings[from + 1] - crossings[from]);
    return length > least ? length : 0;
  }
  sortCrossings(from, end);
  let longest = least;
  for (let i = from; i < end; i += 2) {
    const entry = crossings[i];
    while (i + 2 < end && crossings[i + 2] - crossings[i + 1] <= least) i += 2;
    const length = crossings[i + 1] - entry;
    if (length > longest) longest = length;
  }
  return longest > least ? longest : 0;
}

/** Insertion sort: lines through most regions cross their boundaries a few times. */
function sortCrossings(from: number, end: number): void {
  if (end - from > 64) {
    crossings.subarray(from, end).sort();
    return;
  }
  for (let i = from + 1; i < end; i++) {
    const value = crossings[i];
    let to = i;
    for (; to > from && crossings[to - 1] > value; to--) crossings[to] = crossings[to - 1];
    crossings[to] = value;
  }
}
