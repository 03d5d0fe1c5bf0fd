import { boundaryIndices } from "../boundary.ts";
import type { Boundary } from "../spec.ts";
import type { Kernel } from "./kernel.ts";

/** The rows or planes under a kernel at a position along its axis. */
export class Taps {
  /** Of the position last located: what is read, and with which weight. */
  readonly from: Int32Array;
  readonly weights: Float64Array;
  readonly #kernel: Kernel;
  readonly #indices: Int32Array;

  constructor(kernel: Kernel, boundary: Boundary, size: number) {
    this.#kernel = kernel;
    this.#indices = boundaryIndices(boundary, size, kernel.reach);
    this.from = new Int32Array(kernel.offsets.length);
    this.weights = new Float64Array(kernel.offsets.length);
  }

  /** Places the kernel at `position`. @returns how many taps lie on voxels, not on zeros outside */
  locate(position: number): number {
    const { offsets, weights, reach } = this.#kernel;
    let count = 0;
    for (let t = 0; t < offsets.length; t++) {
      const at = this.#indices[position + reach - offsets[t]];
      if (at < 0) continue;
      this.from[count] = at;
      this.weights[count++] = weights[t];
    }
    return count;
  }
}
