import { atan2, boundaryPixels, hypot, type RoiInfo, type RoiSet, roiInfo } from "@pixelmetry/roi";
import { centralMoments } from "../position/central-moments.ts";
import { collectBoundaries } from "./boundaries.ts";
import { pairsWithin } from "./pairs-within.ts";
import { touchingPixels } from "./touching.ts";

/** What surrounds a ROI. */
export interface Neighbourhood {
  readonly boundaryPixels: number;
  readonly touchingPixels: number;
  /** Nearest centroid first; of equally near ones, the one with the smaller angle. */
  readonly neighbours: readonly Neighbour[];
}

export interface Neighbour {
  /** Between centroids. */
  readonly distance: number;
  /** Direction from the ROI's own centroid, degrees from 0 to 360, clockwise from the x axis as y points down. */
  readonly angle: number;
}

export const neighbourNeeds = { roi: roiInfo, moments: centralMoments, boundary: boundaryPixels("inner") };

interface NeedValues {
  readonly roi: RoiInfo;
  readonly moments: { readonly x: number; readonly y: number };
  readonly boundary: { readonly start: Int32Array; readonly y: Int32Array };
}

/** Corner of the bounding box and centroid relative to it, so that differences do not depend on where the ROI lies. */
export const neighbourRecord = ["x0", "y0", "x", "y", "spacing_x", "spacing_y"] as const;

export function recordOf({ roi, moments }: NeedValues): number[] {
  const [sx, sy] = roi.image.spacing;
  return [roi.x0, roi.y0, moments.x, moments.y, sx, sy];
}

/** Boundary pixels as pairs (x, y) in image coordinates. */
export function shapeOf({ roi, boundary: { start, y } }: NeedValues): Int32Array {
  const pairs = new Int32Array(2 * y.length);
  let at = 0;
  for (let x = 0; x < roi.x1 - roi.x0; x++) {
    for (let i = start[x + 1]; i < start[x + 2]; i++) {
      pairs[at++] = roi.x0 + x;
      pairs[at++] = roi.y0 + y[i];
    }
  }
  return pairs;
}

/**
 * Neighbourhoods of all ROIs of an image.
 * @param records - of `width` numbers, of which {@link neighbourRecord} are the first
 */
export function neighbourhoods(
  records: Float64Array,
  width: number,
  rows: number,
  set: RoiSet,
  distance: number,
): Neighbourhood[] {
  if (rows === 0) return [];
  const spacing = [records[4], records[5]] as const;
  const boundaries = collectBoundaries(rows, (row) => set.shape(row));
  const touching = touchingPixels(boundaries);
  return pairsWithin(boundaries, distance, spacing).map((others, row) => ({
    boundaryPixels: boundaries.start[row + 1] - boundaries.start[row],
    touchingPixels: touching[row],
    neighbours: others
      .map((other) => neighbour(records.subarray(row * width), records.subarray(other * width), spacing))
      .sort((a, b) => a.distance - b.distance || a.angle - b.angle),
  }));
}

function neighbour(own: Float64Array, other: Float64Array, [sx, sy]: readonly [number, number]): Neighbour {
  const dx = (other[0] - own[0] + (other[2] - own[2])) * sx;
  const dy = (other[1] - own[1] + (other[3] - own[3])) * sy;
  const angle = (atan2(dy, dx) * 180) / Math.PI;
  // A direction just above the x axis rounds to 360, which is 0.
  return { distance: hypot(dx, dy), angle: angle < 0 ? (angle + 360) % 360 : angle };
}
