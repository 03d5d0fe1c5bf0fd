/**
 * A number by pair of ROIs: a hash table on flat arrays, because an image has millions of pairs.
 * @module
 */

/** Pairs of slots with one number each. */
export class PairValues {
  /** Pair in each place plus 1; 0 where there is none. */
  #places = new Int32Array(256);
  #size = 0;
  /** First and second slot of each pair, and its value; the first {@link size} entries are valid. */
  a = new Int32Array(64);
  b = new Int32Array(64);
  value = new Float64Array(64);

  get size(): number {
    return this.#size;
  }

  /** Adds to the value of a pair; a new pair starts from 0. */
  add(a: number, b: number, value: number): void {
    // The pair comes first: it may move all values to wider arrays.
    const pair = this.#pair(a, b, 0);
    this.value[pair] += value;
  }

  /** Lowers the value of a pair to this one; a new pair gets it. */
  lower(a: number, b: number, value: number): void {
    const pair = this.#pair(a, b, value);
    if (value < this.value[pair]) this.value[pair] = value;
  }

  /** The value of a pair, 0 when there is none. */
  get(a: number, b: number): number {
    const pair = this.#places[this.#place(a, b)] - 1;
    return pair < 0 ? 0 : this.value[pair];
  }

  /** Number of the pair; a new one starts with `value`. */
  #pair(a: number, b: number, value: number): number {
    const place = this.#place(a, b);
    const known = this.#places[place] - 1;
    if (known >= 0) return known;
    if (this.#size === this.a.length) {
      this.a = widened(this.a, Int32Array);
      this.b = widened(this.b, Int32Array);
      this.value = widened(this.value, Float64Array);
    }
    const pair = this.#size++;
    this.a[pair] = a;
    this.b[pair] = b;
    this.value[pair] = value;
    this.#places[place] = pair + 1;
    if (2 * this.#size > this.#places.length) this.#rehash();
    return pair;
  }

  /** The place of the pair, or the free one where it would be. */
  #place(a: number, b: number): number {
    const last = this.#places.length - 1;
    let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
    hash ^= hash >>> 15;
    for (let place = hash & last; ; place = (place + 1) & last) {
      const pair = this.#places[place] - 1;
      if (pair < 0 || (this.a[pair] === a && this.b[pair] === b)) return place;
    }
  }

  #rehash(): void {
    this.#places = new Int32Array(2 * this.#places.length);
    for (let pair = 0; pair < this.#size; pair++) {
      this.#places[this.#place(this.a[pair], this.b[pair])] = pair + 1;
    }
  }
}

/** The same values with room for twice as many. */
export function widened<T extends Int32Array | Float64Array>(
  values: T,
  Constructor: new (length: number) => T,
): T {
  const wider = new Constructor(2 * values.length);
  wider.set(values as never);
  return wider;
}
