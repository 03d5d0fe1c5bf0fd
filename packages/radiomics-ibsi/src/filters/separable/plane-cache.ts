import type { PixelArray } from "@pixelmetry/roi";

/** The planes of equal z that a kernel along z reaches at a time, as float64, whatever the type of the volume. */
export class PlaneCache {
  readonly planes: Float64Array;
  readonly #data: PixelArray;
  readonly #size: number;
  readonly #slotOf: Int32Array;
  /** Per slot: the plane it holds, and the call of `locate` that last asked for it. */
  readonly #plane: Int32Array;
  readonly #used: Float64Array;
  #now = 0;

  /** @param capacity - planes that are kept; at least as many as are located together */
  constructor(data: PixelArray, size: number, depth: number, capacity: number) {
    this.#data = data;
    this.#size = size;
    this.#slotOf = new Int32Array(depth).fill(-1);
    this.#plane = new Int32Array(Math.min(capacity, depth)).fill(-1);
    this.#used = new Float64Array(this.#plane.length);
    this.planes = new Float64Array(size * this.#plane.length);
  }

  /** Replaces the first `count` plane numbers by their starts in `planes`, all valid until the next call. */
  locate(planes: Int32Array, count: number): void {
    this.#now++;
    // What is there already is claimed first, so that loading the others does not push it out.
    for (let t = 0; t < count; t++) {
      const slot = this.#slotOf[planes[t]];
      if (slot >= 0) this.#used[slot] = this.#now;
    }
    for (let t = 0; t < count; t++) planes[t] = this.#load(planes[t]) * this.#size;
  }

  #load(plane: number): number {
    if (this.#slotOf[plane] >= 0) return this.#slotOf[plane];
    let slot = 0;
    for (let i = 1; i < this.#used.length; i++) if (this.#used[i] < this.#used[slot]) slot = i;
    if (this.#plane[slot] >= 0) this.#slotOf[this.#plane[slot]] = -1;
    this.#plane[slot] = plane;
    this.#slotOf[plane] = slot;
    this.#used[slot] = this.#now;
    const from = this.#data.subarray(plane * this.#size, (plane + 1) * this.#size);
    this.planes.set(from, slot * this.#size);
    return slot;
  }
}
