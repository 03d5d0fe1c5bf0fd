import { atan2, type DerivedToken, defineDerived, type Needs, roiInfo } from "@pixelmetry/roi";
import { type ConvexHull, convexHull } from "../hull/convex-hull.ts";
import { directions } from "./parameters.ts";
import { type DiameterStatistics, diameterStatistics } from "./statistics.ts";

/** Least and largest width of the region over all directions, and the directions, degrees in [0, 180). */
export interface FeretDiameters {
  readonly minimum: number;
  readonly minimumAngle: number;
  readonly maximum: number;
  readonly maximumAngle: number;
}

/** Exact extremes: the least width is perpendicular to a side of the hull, the largest joins two corners. */
export const feretDiameters = defineDerived({
  key: "feret_diameters",
  needs: { hull: convexHull },
  cost: { perPixel: 0, perRoi: 1500 },
  derive: ({ hull }): FeretDiameters => ({ ...leastWidth(hull), ...largestWidth(hull) }),
});

/** Widths that differ by less are equal: of their directions, the one of the smallest angle counts. */
const tie = 1e-12;

/**
 * Rotating calipers: the corner farthest from a side moves on as the side does.
 * @see M. I. Shamos, Computational Geometry, PhD thesis, Yale University, 1978
 */
function leastWidth({ x, y }: ConvexHull): { minimum: number; minimumAngle: number } {
  const n = x.length;
  let minimum = Number.POSITIVE_INFINITY;
  let minimumAngle = 0;
  let far = 1;
  for (let i = 0; i < n; i++) {
    const next = i + 1 < n ? i + 1 : 0;
    const dx = x[next] - x[i];
    const dy = y[next] - y[i];
    let distance = dx * (y[far] - y[i]) - dy * (x[far] - x[i]);
    for (;;) {
      const further = far + 1 < n ? far + 1 : 0;
      const more = dx * (y[further] - y[i]) - dy * (x[further] - x[i]);
      if (more <= distance) break;
      distance = more;
      far = further;
    }
    const width = distance / Math.sqrt(dx * dx + dy * dy);
    if (width > minimum * (1 + tie)) continue;
    const angle = angleOf(-dy, dx);
    if (width < minimum * (1 - tie) || angle < minimumAngle) minimumAngle = angle;
    minimum = Math.min(minimum, width);
  }
  return { minimum, minimumAngle };
}

function largestWidth({ x, y }: ConvexHull): { maximum: number; maximumAngle: number } {
  const n = x.length;
  let square = 0;
  let maximumAngle = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const dx = x[j] - x[i];
      const dy = y[j] - y[i];
      const d = dx * dx + dy * dy;
      if (d < square * (1 - tie)) continue;
      const angle = angleOf(dx, dy);
      if (d > square * (1 + tie) || angle < maximumAngle) maximumAngle = angle;
      if (d > square) square = d;
    }
  }
  return { maximum: Math.sqrt(square), maximumAngle };
}

/** Angle of a line in [0, 180) degrees. */
function angleOf(dx: number, dy: number): number {
  const angle = (atan2(dy, dx) * 180) / Math.PI;
  if (angle < 0) return angle + 180 < 180 ? angle + 180 : 0;
  return angle < 180 ? angle : 0;
}

/** Statistics of the widths in the directions that this step gives. */
export function feretStatistics(step: number): DerivedToken<DiameterStatistics, Needs> {
  const all = directions(step);
  const widths = new Float64Array(all.length);
  return defineDerived({
    key: `feret_statistics(${step})`,
    needs: { roi: roiInfo, hull: convexHull },
    cost: { perPixel: 0, perRoi: 20 * all.length + 300 },
    derive({ roi, hull: { x, y } }): DiameterStatistics {
      for (let k = 0; k < all.length; k++) {
        const { cos, sin } = all[k];
        let low = Number.POSITIVE_INFINITY;
        let high = Number.NEGATIVE_INFINITY;
        for (let i = 0; i < x.length; i++) {
          const p = cos * x[i] + sin * y[i];
          if (p < low) low = p;
          if (p > high) high = p;
        }
        widths[k] = high - low;
      }
      return diameterStatistics(widths, Math.sqrt(roi.image.spacing[0] * roi.image.spacing[1]));
    },
  }) as DerivedToken<DiameterStatistics, Needs>;
}
