/**
 * Convex hull of points with whole coordinates in space. Every decision is exact, so flat and repeated arrangements,
 * which are the rule on a grid, need no tolerance.
 * @see C. B. Barber, D. P. Dobkin, H. Huhdanpaa, The Quickhull algorithm for convex hulls, 1996,
 *   doi:10.1145/235815.235821
 * @module
 */
import { lengthOf } from "../numeric/length.ts";
import { Facets } from "./hull-facets.ts";

/** The triangles of a convex hull. */
export interface ConvexPolytope {
  /** Indices of points, three per triangle, counterclockwise as seen from outside. */
  readonly triangles: Int32Array;
  /** Whole-number normals, their lengths twice the areas. */
  readonly normals: Float64Array;
  /** The facet beyond each side of each triangle; side k leads from corner k to corner k + 1. */
  readonly neighbours: Int32Array;
}

/**
 * The convex hull of points that do not all lie in one plane.
 * @param points - x, y, z of each point, whole numbers from 0
 */
export function convexPolytope(points: Float64Array): ConvexPolytope {
  const hull = new Growth(points);
  hull.grow();
  return hull.result();
}

class Growth {
  readonly #points: Float64Array;
  readonly #facets: Facets;
  /** Next point of the list of a facet. */
  readonly #next: Int32Array;
  /** Facets whose list may hold points. */
  readonly #open: number[] = [];
  /** The new facet whose side towards the old ones starts at a corner. */
  readonly #startingAt: Int32Array;

  constructor(points: Float64Array) {
    const count = points.length / 3;
    this.#points = points;
    this.#facets = new Facets(points);
    this.#next = new Int32Array(count).fill(-1);
    this.#startingAt = new Int32Array(count);
    const first = this.#tetrahedron();
    for (let q = 0; q < count; q++) this.#assign(q, first);
    this.#open.push(...first);
  }

  grow(): void {
    const facets = this.#facets;
    for (let f = this.#open.pop(); f !== undefined; f = this.#open.pop()) {
      if (facets.alive[f] === 1 && facets.head[f] >= 0) this.#reachOut(f);
    }
  }

  /** Makes the point farthest from a facet a corner. */
  #reachOut(start: number): void {
    const { alive, beyond, head } = this.#facets;
    const apex = this.#facets.farthest[start];
    const seen = [start];
    const orphans: number[] = [];
    /** Sides between facets that the apex sees and those it does not: corners, and the facet that stays. */
    const horizon: number[] = [];
    alive[start] = 2;
    for (let i = 0; i < seen.length; i++) {
      const f = seen[i];
      for (let k = 0; k < 3; k++) {
        const g = beyond[3 * f + k];
        if (alive[g] === 2) continue;
        if (this.#facets.height(g, apex) > 0) {
          alive[g] = 2;
          seen.push(g);
        } else horizon.push(f, k, g);
      }
      for (let q = head[f]; q >= 0; q = this.#next[q]) if (q !== apex) orphans.push(q);
    }
    const added = this.#cone(apex, horizon);
    for (const f of seen) this.#facets.remove(f);
    for (const q of orphans) this.#assign(q, added);
    this.#open.push(...added);
  }

  /** Triangles from the apex to the horizon. */
  #cone(apex: number, horizon: readonly number[]): number[] {
    const facets = this.#facets;
    const added: number[] = [];
    for (let i = 0; i < horizon.length; i += 3) {
      const [f, k, g] = [horizon[i], horizon[i + 1], horizon[i + 2]];
      const from = facets.corner[3 * f + k];
      const to = facets.corner[3 * f + ((k + 1) % 3)];
      const made = facets.add(from, to, apex);
      facets.beyond[3 * made] = g;
      for (let side = 0; side < 3; side++) {
        if (facets.corner[3 * g + side] === to && facets.corner[3 * g + ((side + 1) % 3)] === from) {
          facets.beyond[3 * g + side] = made;
        }
      }
      this.#startingAt[from] = made;
      added.push(made);
    }
    for (const made of added) {
      const after = this.#startingAt[facets.corner[3 * made + 1]];
      facets.beyond[3 * made + 1] = after;
      facets.beyond[3 * after + 2] = made;
    }
    return added;
  }

  /** Puts a point on the list of the first of these facets that it lies outside of. */
  #assign(q: number, among: readonly number[]): void {
    const facets = this.#facets;
    for (const f of among) {
      const height = facets.height(f, q);
      if (height <= 0) continue;
      this.#next[q] = facets.head[f];
      facets.head[f] = q;
      if (height > facets.reach[f]) {
        facets.reach[f] = height;
        facets.farthest[f] = q;
      }
      return;
    }
  }

  /** Four points that are no plane, as large as is easily found. */
  #tetrahedron(): number[] {
    const p = this.#points;
    const facets = this.#facets;
    const best = (value: (q: number) => number): number => {
      let found = 0;
      for (let q = 1, most = value(0); 3 * q < p.length; q++) {
        const now = value(q);
        if (now > most) {
          most = now;
          found = q;
        }
      }
      return found;
    };
    const apart = (a: number, b: number): number =>
      lengthOf(p[3 * a] - p[3 * b], p[3 * a + 1] - p[3 * b + 1], p[3 * a + 2] - p[3 * b + 2]);
    const a = best((q) => -p[3 * q]);
    const b = best((q) => apart(a, q));
    const c = best((q) => {
      const trial = facets.add(a, b, q);
      const [x, y, z] = facets.normal.subarray(3 * trial, 3 * trial + 3);
      facets.remove(trial);
      return x * x + y * y + z * z;
    });
    const base = facets.add(a, b, c);
    const d = best((q) => Math.abs(facets.height(base, q)));
    const outside = facets.height(base, d) > 0;
    facets.remove(base);
    const [u, v] = outside ? [c, b] : [b, c];
    const made = [facets.add(a, u, v), facets.add(a, d, u), facets.add(u, d, v), facets.add(v, d, a)];
    const [bottom, au, uv, va] = made;
    facets.beyond.set([au, uv, va], 3 * bottom);
    facets.beyond.set([va, uv, bottom], 3 * au);
    facets.beyond.set([au, va, bottom], 3 * uv);
    facets.beyond.set([uv, au, bottom], 3 * va);
    return made;
  }

  result(): ConvexPolytope {
    const facets = this.#facets;
    const place = new Int32Array(facets.size);
    let count = 0;
    for (let f = 0; f < facets.size; f++) if (facets.alive[f] === 1) place[f] = count++;
    const triangles = new Int32Array(3 * count);
    const neighbours = new Int32Array(3 * count);
    const normals = new Float64Array(3 * count);
    for (let f = 0; f < facets.size; f++) {
      if (facets.alive[f] !== 1) continue;
      for (let k = 0; k < 3; k++) {
        triangles[3 * place[f] + k] = facets.corner[3 * f + k];
        neighbours[3 * place[f] + k] = place[facets.beyond[3 * f + k]];
        normals[3 * place[f] + k] = facets.normal[3 * f + k];
      }
    }
    return { triangles, normals, neighbours };
  }
}
