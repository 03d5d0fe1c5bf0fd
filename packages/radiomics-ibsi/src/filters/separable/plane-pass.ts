import { boundaryIndices } from "../boundary.ts";
import type { Boundary } from "../spec.ts";
import { groupBy } from "./group-by.ts";
import type { Reduction, SeparableKernel } from "./kernel.ts";
import { Taps } from "./taps.ts";
import { weightedSum } from "./weighted-sum.ts";

/** The passes along y and x of kernels that are equal along z. */
export class PlanePass {
  readonly #width: number;
  readonly #height: number;
  readonly #branches: readonly { readonly taps: Taps; readonly columns: readonly Column[] }[];
  readonly #reduction: Reduction;
  readonly #margin: number;
  readonly #edges: Int32Array;
  readonly #row: Float64Array;
  readonly #padded: Float64Array;
  readonly #response: Float64Array;

  constructor(
    bank: readonly SeparableKernel[],
    width: number,
    height: number,
    boundary: Boundary,
    reduction: Reduction,
  ) {
    this.#width = width;
    this.#height = height;
    this.#reduction = reduction;
    this.#margin = Math.max(...bank.map(({ x }) => x.reach));
    this.#edges = boundaryIndices(boundary, width, this.#margin);
    this.#row = new Float64Array(width);
    this.#padded = new Float64Array(this.#edges.length);
    this.#response = new Float64Array(width);
    this.#branches = groupBy(bank, ({ y }) => y.key).map((members) => ({
      taps: new Taps(members[0].y, boundary, height),
      columns: members.map(({ x: { offsets, weights } }) => ({
        starts: offsets.map((offset) => this.#margin - offset),
        weights,
      })),
    }));
  }

  /** @param keep - whether `out` holds responses already */
  apply(source: Float64Array, sourceAt: number, out: Float64Array, keep: boolean): void {
    const width = this.#width;
    const row = this.#row;
    for (let y = 0; y < this.#height; y++) {
      let kept = keep;
      for (const { taps, columns } of this.#branches) {
        const count = taps.locate(y);
        for (let t = 0; t < count; t++) taps.from[t] *= width;
        weightedSum(row, 0, source, taps.from, sourceAt, taps.weights, count, width);
        this.#pad();
        for (const { starts, weights } of columns) {
          weightedSum(this.#response, 0, this.#padded, starts, 0, weights, weights.length, width);
          this.#reduce(out, y * width, kept);
          kept = true;
        }
      }
    }
  }

  #pad(): void {
    const edges = this.#edges;
    const row = this.#row;
    const padded = this.#padded;
    const end = this.#margin + this.#width;
    padded.set(row, this.#margin);
    for (let i = 0; i < this.#margin; i++) padded[i] = edges[i] < 0 ? 0 : row[edges[i]];
    for (let i = end; i < padded.length; i++) padded[i] = edges[i] < 0 ? 0 : row[edges[i]];
  }

  #reduce(out: Float64Array, at: number, keep: boolean): void {
    const response = this.#response;
    const length = response.length;
    if (this.#reduction === "max") {
      if (!keep) out.set(response, at);
      else for (let i = 0; i < length; i++) if (response[i] > out[at + i]) out[at + i] = response[i];
      return;
    }
    const factor = this.#reduction.sum;
    if (!keep) for (let i = 0; i < length; i++) out[at + i] = factor * response[i];
    else for (let i = 0; i < length; i++) out[at + i] += factor * response[i];
  }
}

interface Column {
  readonly starts: Int32Array;
  readonly weights: Float64Array;
}
