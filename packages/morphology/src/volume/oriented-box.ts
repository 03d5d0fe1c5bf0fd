import { atan2, defineDerived, hypot } from "@pixelmetry/roi";
import { type MeshHull, meshHull } from "./mesh-hull.ts";

/** Edge lengths of a box, in the unit of lengths. */
export type Box = readonly [number, number, number];

/**
 * The box of least volume around the mesh among those with one side on a facet of its convex hull and another on an
 * edge.
 * @see J. O'Rourke, Finding minimal enclosing boxes, 1985, doi:10.1007/BF00991005
 */
export const orientedBox = defineDerived({
  key: "oriented_box",
  needs: { hull: meshHull },
  cost: { perPixel: 0, perRoi: 500_000 },
  derive: ({ hull }): Box => smallestBox(hull),
});

/** Outline of the hull seen along a direction: corners and their positions across it. */
interface Outline {
  readonly corner: Int32Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
  size: number;
}

function smallestBox(hull: MeshHull): Box {
  const { corners, normals } = hull;
  const outline: Outline = {
    corner: new Int32Array(corners.length / 3),
    u: new Float64Array(corners.length / 3),
    v: new Float64Array(corners.length / 3),
    size: 0,
  };
  const lastSeen = new Int32Array(corners.length / 3).fill(-1);
  let best: Box = [Number.POSITIVE_INFINITY, 1, 1];
  let least = Number.POSITIVE_INFINITY;
  for (const f of directionsOf(normals)) {
    const [nx, ny, nz] = [normals[3 * f], normals[3 * f + 1], normals[3 * f + 2]];
    const height = extent(corners, nx, ny, nz);
    outlineAlong(hull, f, outline, lastSeen);
    project(outline, corners, nx, ny, nz);
    const [length, width] = smallestRectangle(outline);
    const volume = height * length * width;
    if (volume < least) {
      least = volume;
      best = [height, length, width];
    }
  }
  return best;
}

/** One triangle of each orientation; opposite facets have the same boxes. */
function directionsOf(normals: Float64Array): number[] {
  const seen = new Set<string>();
  const chosen: number[] = [];
  for (let f = 0; 3 * f < normals.length; f++) {
    // Coplanar triangles have normals that agree up to rounding; a direction that is tried twice does no harm.
    const rounded = [0, 1, 2].map((k) => Math.round(normals[3 * f + k] * 1e12));
    const sign = Math.sign(rounded.find((n) => n !== 0) as number);
    const key = rounded.map((n) => n * sign + 0).join();
    if (!seen.has(key)) chosen.push(f);
    seen.add(key);
  }
  return chosen;
}

function extent(corners: Float64Array, nx: number, ny: number, nz: number): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < corners.length; i += 3) {
    const at = nx * corners[i] + ny * corners[i + 1] + nz * corners[i + 2];
    if (at < low) low = at;
    if (at > high) high = at;
  }
  return high - low;
}

/** Corners between the facets that face the direction of triangle f and those that do not. */
function outlineAlong(hull: MeshHull, f: number, outline: Outline, lastSeen: Int32Array): void {
  const { normals, neighbours, triangles } = hull;
  const [nx, ny, nz] = [normals[3 * f], normals[3 * f + 1], normals[3 * f + 2]];
  const faces = (g: number): boolean =>
    nx * normals[3 * g] + ny * normals[3 * g + 1] + nz * normals[3 * g + 2] > 1e-12;
  outline.size = 0;
  for (let g = 0; 3 * g < normals.length; g++) {
    if (!faces(g)) continue;
    for (let k = 0; k < 3; k++) {
      if (faces(neighbours[3 * g + k])) continue;
      for (const corner of [triangles[3 * g + k], triangles[3 * g + ((k + 1) % 3)]]) {
        if (lastSeen[corner] === f) continue;
        lastSeen[corner] = f;
        outline.corner[outline.size++] = corner;
      }
    }
  }
}

function project(outline: Outline, corners: Float64Array, nx: number, ny: number, nz: number): void {
  // Any direction across the normal: the axis it leans to least, made perpendicular.
  const [ax, ay, az] = [Math.abs(nx), Math.abs(ny), Math.abs(nz)];
  const axis = ax <= ay && ax <= az ? 0 : ay <= az ? 1 : 2;
  const along = [nx, ny, nz][axis];
  const [ex, ey, ez] = [0, 1, 2].map((k) => (k === axis ? 1 : 0) - along * [nx, ny, nz][k]);
  const norm = Math.sqrt(ex * ex + ey * ey + ez * ez);
  const [ux, uy, uz] = [ex / norm, ey / norm, ez / norm];
  const [vx, vy, vz] = [ny * uz - nz * uy, nz * ux - nx * uz, nx * uy - ny * ux];
  for (let i = 0; i < outline.size; i++) {
    const c = 3 * outline.corner[i];
    outline.u[i] = ux * corners[c] + uy * corners[c + 1] + uz * corners[c + 2];
    outline.v[i] = vx * corners[c] + vy * corners[c + 1] + vz * corners[c + 2];
  }
}

/** Sides of the rectangle of least area around a convex outline; one of them lies on an edge of it. */
function smallestRectangle({ u, v, size }: Outline): readonly [number, number] {
  const order = counterclockwise(u, v, size);
  let best: readonly [number, number] = [Number.POSITIVE_INFINITY, 1];
  for (let i = 0; i < size; i++) {
    const [a, b] = [order[i], order[(i + 1) % size]];
    const length = hypot(u[b] - u[a], v[b] - v[a]);
    if (length === 0) continue;
    const [c, s] = [(u[b] - u[a]) / length, (v[b] - v[a]) / length];
    let [left, right, far] = [0, 0, 0];
    for (let j = 0; j < size; j++) {
      const [du, dv] = [u[j] - u[a], v[j] - v[a]];
      const along = c * du + s * dv;
      const across = c * dv - s * du;
      if (along < left) left = along;
      if (along > right) right = along;
      if (across > far) far = across;
    }
    if ((right - left) * far < best[0] * best[1]) best = [right - left, far];
  }
  return best;
}

/** The corners of a convex outline in order of their angle about its middle. */
function counterclockwise(u: Float64Array, v: Float64Array, size: number): number[] {
  let [mu, mv] = [0, 0];
  for (let i = 0; i < size; i++) {
    mu += u[i] / size;
    mv += v[i] / size;
  }
  const angle = Array.from({ length: size }, (_, i) => atan2(v[i] - mv, u[i] - mu));
  return angle.map((_, i) => i).sort((a, b) => angle[a] - angle[b]);
}
