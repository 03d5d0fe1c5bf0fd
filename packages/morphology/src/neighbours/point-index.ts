/** Numbers points with whole coordinates in the order in which they are first seen: a hash table on flat arrays. */
export class PointIndex {
  /** Number of the point in each place plus 1; 0 where there is none. */
  readonly #places: Int32Array;
  readonly #x: Int32Array;
  readonly #y: Int32Array;
  #count = 0;

  /** Room for so many different points. */
  constructor(points: number) {
    this.#places = new Int32Array(1 << (33 - Math.clz32(points + 1)));
    this.#x = new Int32Array(points);
    this.#y = new Int32Array(points);
  }

  get count(): number {
    return this.#count;
  }

  /** The point's number, -1 when it has none. */
  find(x: number, y: number): number {
    return this.#places[this.#place(x, y)] - 1;
  }

  /** The point's number; a new point gets the next one. */
  number(x: number, y: number): number {
    const place = this.#place(x, y);
    if (this.#places[place] === 0) {
      this.#x[this.#count] = x;
      this.#y[this.#count] = y;
      this.#places[place] = ++this.#count;
    }
    return this.#places[place] - 1;
  }

  x(point: number): number {
    return this.#x[point];
  }

  y(point: number): number {
    return this.#y[point];
  }

  /** The place of the point, or the free one where it would be. */
  #place(x: number, y: number): number {
    const last = this.#places.length - 1;
    let hash = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b);
    hash ^= hash >>> 15;
    for (let place = hash & last; ; place = (place + 1) & last) {
      const point = this.#places[place] - 1;
      if (point < 0 || (this.#x[point] === x && this.#y[point] === y)) return place;
    }
  }
}
