/**
 * Facets of a growing convex polytope with integer corners.
 * @module
 */

/** Triangles of a polytope: corners counterclockwise as seen from outside, and the facet beyond each side. */
export class Facets {
  /** 3 per facet: indices of corners; side k leads from corner k to corner k + 1. */
  corner = new Int32Array(256 * 3);
  /** 3 per facet: the facet on the other side of side k. */
  beyond = new Int32Array(256 * 3);
  /** 3 per facet: normal, its length twice the area. */
  normal = new Float64Array(256 * 3);
  /** Points outside of a facet form a list: the first, and the one farthest from the facet; -1 for none. */
  head = new Int32Array(256);
  farthest = new Int32Array(256);
  /** How far it is, in units of the facet. */
  reach = new Float64Array(256);
  alive = new Uint8Array(256);
  /** Facets in use are below; removed ones among them are not alive. */
  size = 0;
  readonly #free: number[] = [];
  readonly #points: Float64Array;
  readonly #exact: boolean;

  /** @param points - x, y, z of each point, whole numbers from 0 */
  constructor(points: Float64Array) {
    this.#points = points;
    let largest = 0;
    for (const coordinate of points) if (coordinate > largest) largest = coordinate;
    // Six products of three coordinates have to stay below 2^53.
    this.#exact = largest < 65536;
  }

  /** Adds the triangle a, b, c; its neighbours are still to be set. */
  add(a: number, b: number, c: number): number {
    const f = this.#free.pop() ?? this.size++;
    if (f === this.head.length) this.#grow();
    this.corner[3 * f] = a;
    this.corner[3 * f + 1] = b;
    this.corner[3 * f + 2] = c;
    const p = this.#points;
    const [ux, uy, uz] = [p[3 * b] - p[3 * a], p[3 * b + 1] - p[3 * a + 1], p[3 * b + 2] - p[3 * a + 2]];
    const [vx, vy, vz] = [p[3 * c] - p[3 * a], p[3 * c + 1] - p[3 * a + 1], p[3 * c + 2] - p[3 * a + 2]];
    this.normal[3 * f] = uy * vz - uz * vy;
    this.normal[3 * f + 1] = uz * vx - ux * vz;
    this.normal[3 * f + 2] = ux * vy - uy * vx;
    this.head[f] = this.farthest[f] = -1;
    this.reach[f] = 0;
    this.alive[f] = 1;
    return f;
  }

  remove(f: number): void {
    this.alive[f] = 0;
    this.#free.push(f);
  }

  /** Positive when point q lies outside of facet f, 0 in its plane; the sign is exact. */
  height(f: number, q: number): number {
    const p = this.#points;
    const a = 3 * this.corner[3 * f];
    const n = this.normal;
    const [x, y, z] = [p[3 * q] - p[a], p[3 * q + 1] - p[a + 1], p[3 * q + 2] - p[a + 2]];
    const value = n[3 * f] * x + n[3 * f + 1] * y + n[3 * f + 2] * z;
    if (this.#exact) return value;
    const terms = Math.abs(n[3 * f] * x) + Math.abs(n[3 * f + 1] * y) + Math.abs(n[3 * f + 2] * z);
    if (Math.abs(value) > terms * 1e-14) return value;
    // Normals are differences of products below 2^53 and so exact themselves.
    const exact =
      BigInt(n[3 * f]) * BigInt(x) + BigInt(n[3 * f + 1]) * BigInt(y) + BigInt(n[3 * f + 2]) * BigInt(z);
    return Number(exact);
  }

  #grow(): void {
    const wider = <A extends Int32Array | Float64Array | Uint8Array>(array: A): A => {
      const copy = new (array.constructor as new (length: number) => A)(2 * array.length);
      copy.set(array);
      return copy;
    };
    this.corner = wider(this.corner);
    this.beyond = wider(this.beyond);
    this.normal = wider(this.normal);
    this.head = wider(this.head);
    this.farthest = wider(this.farthest);
    this.reach = wider(this.reach);
    this.alive = wider(this.alive);
  }
}
