import { defineDerived, roiInfo } from "@pixelmetry/roi";
import { convexPolytope } from "./convex-polytope.ts";
import { planeCorners } from "./plane-corners.ts";

/** Convex hull of the mesh of a region, in the unit of lengths, from the first voxel centre of the bounding box. */
export interface MeshHull {
  /** x, y, z of each corner. */
  readonly corners: Float64Array;
  /** Indices of corners, three per triangle. */
  readonly triangles: Int32Array;
  /** Unit normals, three numbers per triangle. */
  readonly normals: Float64Array;
  /** The triangle beyond each side of each triangle; side k leads from corner k to corner k + 1. */
  readonly neighbours: Int32Array;
  readonly volume: number;
  readonly area: number;
}

/**
 * Convex hull of the mesh. Vertices lie half a step along each axis from the centres of voxels, so the hull is that of
 * the centres with an octahedron around each; it is never flat.
 */
export const meshHull = defineDerived({
  key: "mesh_hull",
  needs: { roi: roiInfo, centres: planeCorners },
  cost: { perPixel: 0, perRoi: 300_000 },
  derive({ roi, centres }): MeshHull {
    const points = halfStepsAround(centres);
    const { triangles, normals, neighbours } = convexPolytope(points);
    const [sx, sy, sz] = roi.image.spacing;
    let sixfold = 0;
    let area = 0;
    const unit = new Float64Array(normals.length);
    for (let i = 0; i < normals.length; i += 3) {
      const [nx, ny, nz] = [normals[i], normals[i + 1], normals[i + 2]];
      const a = 3 * triangles[i];
      sixfold += points[a] * nx + points[a + 1] * ny + points[a + 2] * nz;
      const [x, y, z] = [nx * sy * sz, ny * sx * sz, nz * sx * sy];
      const twice = Math.sqrt(x * x + y * y + z * z);
      area += twice / 8;
      unit[i] = x / twice;
      unit[i + 1] = y / twice;
      unit[i + 2] = z / twice;
    }
    const used = compact(triangles, points.length / 3);
    const corners = new Float64Array(3 * used.length);
    for (let i = 0; i < used.length; i++) {
      corners[3 * i] = ((points[3 * used[i]] - 1) / 2) * sx;
      corners[3 * i + 1] = ((points[3 * used[i] + 1] - 1) / 2) * sy;
      corners[3 * i + 2] = ((points[3 * used[i] + 2] - 1) / 2) * sz;
    }
    return { corners, triangles, normals: unit, neighbours, volume: (sixfold / 48) * (sx * sy * sz), area };
  },
});

/** Six points around every centre, in half steps from half a step before the first one. */
function halfStepsAround(centres: Int32Array): Float64Array {
  const points = new Float64Array(6 * centres.length);
  let at = 0;
  for (let i = 0; i < centres.length; i += 3) {
    for (let axis = 0; axis < 3; axis++) {
      for (let side = 0; side <= 2; side += 2) {
        for (let k = 0; k < 3; k++) points[at++] = 2 * centres[i + k] + (k === axis ? side : 1);
      }
    }
  }
  return points;
}

/** Numbers the corners in use from 0, in the triangles as well; returns the points they were. */
function compact(triangles: Int32Array, points: number): Int32Array {
  const place = new Int32Array(points).fill(-1);
  const used: number[] = [];
  for (let i = 0; i < triangles.length; i++) {
    const point = triangles[i];
    if (place[point] < 0) place[point] = used.push(point) - 1;
    triangles[i] = place[point];
  }
  return Int32Array.from(used);
}
