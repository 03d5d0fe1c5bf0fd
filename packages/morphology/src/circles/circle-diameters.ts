import { defineDerived, roiInfo, square } from "@pixelmetry/roi";
import { type Contour, contour } from "../contour/trace.ts";
import { convexHull } from "../hull/convex-hull.ts";
import { centralMoments } from "../position/central-moments.ts";
import { smallestCircle } from "./smallest-circle.ts";

/** Diameter of the smallest circle around the region, in the unit of lengths. */
export const enclosingDiameter = defineDerived({
  key: "enclosing_diameter",
  needs: { hull: convexHull },
  cost: { perPixel: 0, perRoi: 2000 },
  derive: ({ hull }): number => 2 * Math.sqrt(smallestCircle(hull.x, hull.y).squaredRadius),
});

/** Diameter of the smallest circle about the centroid that holds the region. */
export const circumscribedDiameter = defineDerived({
  key: "circumscribed_diameter",
  needs: { roi: roiInfo, hull: convexHull, moments: centralMoments },
  cost: { perPixel: 0, perRoi: 100 },
  derive({ roi, hull: { x, y }, moments }): number {
    const [sx, sy] = roi.image.spacing;
    const cx = (moments.x + 0.5) * sx;
    const cy = (moments.y + 0.5) * sy;
    let most = 0;
    for (let i = 0; i < x.length; i++) most = Math.max(most, square(x[i] - cx) + square(y[i] - cy));
    return 2 * Math.sqrt(most);
  },
});

/** Diameter of the largest circle about the centroid inside the region; NaN when the centroid is outside. */
export const inscribedDiameter = defineDerived({
  key: "inscribed_diameter",
  needs: { roi: roiInfo, contour, moments: centralMoments },
  cost: { perPixel: 0, perRoi: 400 },
  derive({ roi, contour: outline, moments }): number {
    const [sx, sy] = roi.image.spacing;
    return inscribedAbout(outline, moments.x + 0.5, moments.y + 0.5, sx, sy);
  },
});

function inscribedAbout({ start, x, y }: Contour, cx: number, cy: number, sx: number, sy: number): number {
  let least = Number.POSITIVE_INFINITY;
  let inside = false;
  for (let loop = 0; loop + 1 < start.length; loop++) {
    const end = start[loop + 1];
    let x0 = x[end - 1];
    let y0 = y[end - 1];
    for (let i = start[loop]; i < end; i++) {
      const x1 = x[i];
      const y1 = y[i];
      // Edges run along an axis: the nearest point is found coordinate by coordinate.
      const dx = outsideOf(cx, x0 < x1 ? x0 : x1, x0 < x1 ? x1 : x0) * sx;
      const dy = outsideOf(cy, y0 < y1 ? y0 : y1, y0 < y1 ? y1 : y0) * sy;
      const d = dx * dx + dy * dy;
      if (d < least) least = d;
      if (x0 > cx && y0 <= cy !== y1 <= cy) inside = !inside;
      x0 = x1;
      y0 = y1;
    }
  }
  return inside || least === 0 ? 2 * Math.sqrt(least) : Number.NaN;
}

const outsideOf = (value: number, low: number, high: number): number =>
  value < low ? low - value : value > high ? value - high : 0;
