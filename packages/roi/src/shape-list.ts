/** Shapes of a batch, one behind the other; they are added in the order of their index, some may be left out. */
export class ShapeList {
  readonly #start: Float64Array;
  #data = new Int32Array(1024);
  #next = 0;

  constructor(count: number) {
    this.#start = new Float64Array(count + 1);
  }

  add(index: number, shape: Int32Array): void {
    const from = this.#start[this.#next];
    const end = from + shape.length;
    this.#start.fill(from, this.#next, index + 1);
    this.#start[index + 1] = end;
    this.#next = index + 1;
    if (end > this.#data.length) {
      const wider = new Int32Array(Math.max(end, this.#data.length * 2));
      wider.set(this.#data.subarray(0, from));
      this.#data = wider;
    }
    this.#data.set(shape, from);
  }

  finish(): { start: Float64Array; data: Int32Array } {
    const end = this.#start[this.#next];
    this.#start.fill(end, this.#next);
    return { start: this.#start, data: this.#data.slice(0, end) };
  }
}
