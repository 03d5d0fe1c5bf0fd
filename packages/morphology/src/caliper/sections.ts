/**
 * Chords of the region: Martin diameters, on the line that halves its area, and Nassenstein diameters, from the
 * point of contact with a tangent straight into the region. For an angle t, coordinates p run along (cos t, sin t) and
 * q along (-sin t, cos t); lines that halve the area and tangents are lines of constant q.
 * @module
 */
import { type DerivedToken, defineDerived, type Needs, roiInfo } from "@pixelmetry/roi";
import { type Contour, contour } from "../contour/trace.ts";
import { alongAxis } from "./axis-sections.ts";
import { type Direction, directions } from "./parameters.ts";
import { type DiameterStatistics, diameterStatistics } from "./statistics.ts";

export interface Sections {
  readonly martin: DiameterStatistics;
  readonly nassenstein: DiameterStatistics;
}

/** Statistics of both diameters over the directions that this step gives. */
export function sections(step: number): DerivedToken<Sections, Needs> {
  const all = directions(step);
  const martin = new Float64Array(all.length);
  const nassenstein = new Float64Array(all.length);
  return defineDerived({
    key: `sections(${step})`,
    needs: { roi: roiInfo, contour },
    cost: { perPixel: 0, perRoi: 1000 * all.length },
    derive({ roi, contour: outline }): Sections {
      const [sx, sy] = roi.image.spacing;
      const placed = place(outline, sx, sy);
      for (let k = 0; k < all.length; k++) {
        const exact = all[k].degrees === 0 || all[k].degrees === 90;
        const found = exact
          ? alongAxis(roi, outline, all[k].degrees === 90)
          : across(outline, roi.count * (sx * sy), placed, all[k]);
        martin[k] = found.martin;
        nassenstein[k] = found.nassenstein;
      }
      const pixel = Math.sqrt(sx * sy);
      return {
        martin: diameterStatistics(martin, pixel),
        nassenstein: diameterStatistics(nassenstein, pixel),
      };
    },
  }) as DerivedToken<Sections, Needs>;
}

/** Room for corners, in the unit of lengths and rotated. */
interface Room {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly p: Float64Array;
  readonly q: Float64Array;
}

const roomFor = (corners: number): Room => ({
  x: new Float64Array(corners),
  y: new Float64Array(corners),
  p: new Float64Array(corners),
  q: new Float64Array(corners),
});

/** Serves one region after the other. */
let room = roomFor(256);

/** Puts the corners into the room. */
function place({ x, y }: Contour, sx: number, sy: number): Room {
  if (room.x.length < x.length) room = roomFor(2 * x.length);
  const to = room;
  for (let i = 0; i < x.length; i++) {
    to.x[i] = x[i] * sx;
    to.y[i] = y[i] * sy;
  }
  return to;
}

/** Rotates the corners and cuts along the direction. */
function across(
  { start }: Contour,
  area: number,
  { x, y, p, q }: Room,
  { cos, sin }: Direction,
): { martin: number; nassenstein: number } {
  const corners = start[start.length - 1];
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < corners; i++) {
    const level = cos * y[i] - sin * x[i];
    p[i] = cos * x[i] + sin * y[i];
    q[i] = level;
    if (level < low) low = level;
    if (level > high) high = level;
  }
  return {
    martin: halvingChord(start, p, q, area, low, high),
    nassenstein: inwardChord(start, p, q, low, high),
  };
}

/** Distance of the outermost points that the line which halves the area has in common with the region. */
function halvingChord(
  start: Int32Array,
  p: Float64Array,
  q: Float64Array,
  area: number,
  lowest: number,
  highest: number,
): number {
  let low = lowest;
  let high = highest;
  let level = (low + high) / 2;
  for (let step = 0; ; step++) {
    // Area below the level, by Green's theorem: the integral of p dq along what of the boundary lies below it.
    let below = 0;
    let chord = 0;
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    for (let loop = 0; loop + 1 < start.length; loop++) {
      const end = start[loop + 1];
      let p0 = p[end - 1];
      let q0 = q[end - 1];
      for (let i = start[loop]; i < end; i++) {
        const p1 = p[i];
        const q1 = q[i];
        if (q0 <= level) {
          if (q1 <= level) {
            below += (p0 + p1) * (q1 - q0);
          } else {
            const at = p0 + ((level - q0) / (q1 - q0)) * (p1 - p0);
            below += (p0 + at) * (level - q0);
            chord += at;
            if (at < first) first = at;
            if (at > last) last = at;
          }
        } else if (q1 <= level) {
          const at = p0 + ((level - q0) / (q1 - q0)) * (p1 - p0);
          below += (at + p1) * (q1 - level);
          chord -= at;
          if (at < first) first = at;
          if (at > last) last = at;
        }
        p0 = p1;
        q0 = q1;
      }
    }
    const excess = below / 2 - area / 2;
    if (Math.abs(excess) <= 1e-13 * area || step === 100) return last > first ? last - first : 0;
    if (excess < 0) low = level;
    else high = level;
    // Newton's step, as the chord is the derivative of the area; halving where it leads out of what is known.
    const next = level - excess / chord;
    level = next > low && next < high ? next : (low + high) / 2;
  }
}

/** Length of the chord from the corner of largest q, of several the one with the smallest p, along -q. */
function inwardChord(
  start: Int32Array,
  p: Float64Array,
  q: Float64Array,
  lowest: number,
  highest: number,
): number {
  const corners = start[start.length - 1];
  const tolerance = 1e-9 * (highest - lowest);
  let at = Number.POSITIVE_INFINITY;
  for (let i = 0; i < corners; i++) if (q[i] >= highest - tolerance && p[i] < at) at = p[i];
  let exit = Number.NEGATIVE_INFINITY;
  for (let loop = 0; loop + 1 < start.length; loop++) {
    const end = start[loop + 1];
    let p0 = p[end - 1];
    let q0 = q[end - 1];
    for (let i = start[loop]; i < end; i++) {
      const p1 = p[i];
      const q1 = q[i];
      if (p0 < at !== p1 < at) {
        const crossing = q0 + ((at - p0) / (p1 - p0)) * (q1 - q0);
        if (crossing > exit && crossing < highest - tolerance) exit = crossing;
      }
      p0 = p1;
      q0 = q1;
    }
  }
  return highest - exit;
}
