/**
 * Walks along the boundary with steps of one length.
 * @module
 */
import { defineDerived, exp, ln, roiInfo, square } from "@pixelmetry/roi";
import { type Contour, contour } from "../contour/trace.ts";
import { hullCorners, type LineEnds } from "../hull/convex-hull.ts";

/** Lengths of steps, and how long the boundary is when it is walked with them. */
export interface BoundaryWalks {
  readonly steps: Float64Array;
  readonly lengths: Float64Array;
}

/** Number of steps, the shortest one in pixels, and the longest one as a part of the largest Feret diameter. */
const walks = 10;
const shortest = 2;
const longest = 0.3;

/**
 * Walks around the region with steps of ten lengths in equal ratios, from two pixels to 0.3 of the largest
 * Feret diameter; none when the longest is less than twice as long as the shortest. The way is the polygon through the
 * middles of the pixel sides that bound the part which encloses most, from the leftmost of its topmost sides on. Other
 * parts do not count, nor for the diameter.
 * @see ISO 9276-6:2008, fractal dimension by the structured walk
 */
export const boundaryWalks = defineDerived({
  key: "boundary_walks",
  needs: { roi: roiInfo, contour },
  cost: { perPixel: 0, perRoi: 4000 },
  derive({ roi, contour: outline }): BoundaryWalks {
    const [sx, sy] = roi.image.spacing;
    const least = shortest * Math.sqrt(sx * sy);
    const loop = largestLoop(outline);
    const ratio = (longest * diameterOf(outline, loop, sx, sy)) / least;
    const count = ratio >= 2 ? walks : 0;
    const steps = new Float64Array(count);
    const lengths = new Float64Array(count);
    if (count === 0) return { steps, lengths };
    const corners = placeMiddles(outline, loop, sx, sy);
    for (let k = 0; k < count; k++) {
      steps[k] = least * exp((ln(ratio) * k) / (count - 1));
      lengths[k] = walkedLength(corners, steps[k]);
    }
    return { steps, lengths };
  },
});

/** The loop that encloses the largest area, the first one of several; holes run the other way round. */
function largestLoop({ start, x, y }: Contour): number {
  let largest = 0;
  let most = 0;
  for (let loop = 0; loop + 1 < start.length; loop++) {
    let twice = 0;
    let a = start[loop + 1] - 1;
    for (let b = start[loop]; b < start[loop + 1]; a = b++) twice += x[a] * y[b] - x[b] * y[a];
    if (twice <= most) continue;
    most = twice;
    largest = loop;
  }
  return largest;
}

/** Largest distance of two corners of the loop. */
function diameterOf({ start, x, y }: Contour, loop: number, sx: number, sy: number): number {
  const [first, end] = [start[loop], start[loop + 1]];
  // A loop begins on its topmost line; its leftmost and rightmost corner on every line hold its hull.
  let bottom = y[first];
  for (let i = first; i < end; i++) if (y[i] > bottom) bottom = y[i];
  const count = bottom - y[first] + 1;
  const left = new Int32Array(count).fill(0x7fffffff);
  const right = new Int32Array(count).fill(-1);
  for (let i = first; i < end; i++) {
    const line = y[i] - y[first];
    if (x[i] < left[line]) left[line] = x[i];
    if (x[i] > right[line]) right[line] = x[i];
  }
  const hull = hullCorners(linesWithCorners(left, right));
  let most = 0;
  for (let a = 0; a < hull.length; a += 2) {
    for (let b = 0; b < a; b += 2) {
      const distance = square((hull[a] - hull[b]) * sx) + square((hull[a + 1] - hull[b + 1]) * sy);
      if (distance > most) most = distance;
    }
  }
  return Math.sqrt(most);
}

/** Lines that have corners, as if each were one edge. */
function linesWithCorners(left: Int32Array, right: Int32Array): LineEnds {
  const y = new Int32Array(left.length);
  let count = 0;
  for (let line = 0; line < left.length; line++) {
    if (right[line] < 0) continue;
    y[count] = line;
    left[count] = left[line];
    right[count++] = right[line];
  }
  return { count, y, left, right };
}

/** Serves one region after the other: corners of the way in the unit of lengths, the first one again at the end. */
let room = { x: new Float64Array(256), y: new Float64Array(256) };

/** Leaves the way in the room: of each edge the middles of its first and last pixel side. Returns its length. */
function placeMiddles({ start, x, y }: Contour, loop: number, sx: number, sy: number): number {
  const [first, end] = [start[loop], start[loop + 1]];
  const most = 2 * (end - first) + 1;
  if (room.x.length < most) room = { x: new Float64Array(2 * most), y: new Float64Array(2 * most) };
  const to = room;
  let at = 0;
  for (let a = first; a < end; a++) {
    const b = a + 1 < end ? a + 1 : first;
    const dx = Math.sign(x[b] - x[a]) / 2;
    const dy = Math.sign(y[b] - y[a]) / 2;
    to.x[at] = (x[a] + dx) * sx;
    to.y[at++] = (y[a] + dy) * sy;
    if (Math.abs(x[b] - x[a] + y[b] - y[a]) === 1) continue;
    to.x[at] = (x[b] - dx) * sx;
    to.y[at++] = (y[b] - dy) * sy;
  }
  to.x[at] = to.x[0];
  to.y[at++] = to.y[0];
  return at;
}

/**
 * Length of the walk: from where it stands to the next point of the way that is one step away as the crow flies, and
 * from the last such point straight back to the start.
 */
function walkedLength(corners: number, step: number): number {
  const { x, y } = room;
  let steps = 0;
  let atX = x[0];
  let atY = y[0];
  for (let i = 1; i < corners; i++) {
    // What is left of this side starts within the circle of one step around the walker.
    let fromX = x[i - 1];
    let fromY = y[i - 1];
    while (square(x[i] - atX) + square(y[i] - atY) >= step * step) {
      const dx = x[i] - fromX;
      const dy = y[i] - fromY;
      const along = (fromX - atX) * dx + (fromY - atY) * dy;
      const inside = step * step - square(fromX - atX) - square(fromY - atY);
      const root = Math.sqrt(along * along + inside * (dx * dx + dy * dy));
      const t = along > 0 ? inside / (root + along) : (root - along) / (dx * dx + dy * dy);
      fromX += t * dx;
      fromY += t * dy;
      atX = fromX;
      atY = fromY;
      steps++;
    }
  }
  return steps * step + Math.sqrt(square(x[0] - atX) + square(y[0] - atY));
}
