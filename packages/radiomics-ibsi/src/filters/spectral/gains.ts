import { cos, log2, square } from "@pixelmetry/roi";
import type { Vector } from "../../chain/volume.ts";
import { centredFrequencies } from "./frequencies.ts";
import type { Gain } from "./riesz-transfer.ts";

/**
 * Simoncelli's band-pass map B of level j: cos(π/2 log2(2 r / m)) for m/4 ≤ r ≤ m, else 0, with m = 2^(1 - j) and
 * r the norm of the centred frequency.
 */
export class SimoncelliGain implements Gain {
  readonly #squares: readonly Float64Array[];
  readonly #low: number;
  readonly #high: number;

  constructor(size: Vector, level: number) {
    const highest = 2 ** (1 - level);
    this.#squares = size.map((n) => centredFrequencies(n).map((u) => u * u));
    this.#low = square(highest / 4);
    this.#high = square(highest);
  }

  at(x: number, y: number, z: number): number {
    const [xx, yy, zz] = this.#squares;
    const r2 = xx[x] + yy[y] + zz[z];
    if (r2 < this.#low || r2 > this.#high) return 0;
    return cos((Math.PI / 4) * log2((4 * r2) / this.#high));
  }
}

/** The transform of the Laplacian of Gaussian, a sum of products of transforms along the axes. */
export class LogGain implements Gain {
  readonly #gaussian: readonly Float64Array[];
  readonly #second: readonly Float64Array[];

  /** @param profiles - along the axes of the filter; centred, of odd length */
  constructor(
    size: Vector,
    dimensions: 2 | 3,
    { gaussian, second }: { readonly gaussian: Float64Array; readonly second: Float64Array },
  ) {
    const filtered = (axis: number) => axis < dimensions;
    this.#gaussian = size.map((n, axis) =>
      filtered(axis) ? cosineTransform(gaussian, n) : new Float64Array(n).fill(1),
    );
    this.#second = size.map((n, axis) => (filtered(axis) ? cosineTransform(second, n) : new Float64Array(n)));
  }

  at(x: number, y: number, z: number): number {
    const [gx, gy, gz] = this.#gaussian;
    const [dx, dy, dz] = this.#second;
    return dx[x] * gy[y] * gz[z] + gx[x] * (dy[y] * gz[z] + gy[y] * dz[z]);
  }
}

/** The transform, of length `size`, of a kernel that is symmetric about its centre. */
function cosineTransform(kernel: Float64Array, size: number): Float64Array {
  const half = (kernel.length - 1) / 2;
  const out = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    let sum = kernel[half];
    for (let j = 1; j <= half; j++) {
      sum += 2 * kernel[half + j] * cos((2 * Math.PI * ((j * k) % size)) / size);
    }
    out[k] = sum;
  }
  return out;
}
