import { integerPower } from "@pixelmetry/roi";
import type { Vector } from "../../chain/volume.ts";
import type { Complex } from "../../fft/radix.ts";
import { factorial } from "../steering/steer.ts";
import { centredFrequencies, negatedIndex } from "./frequencies.ts";
import type { Transfer } from "./spectral-filter.ts";

/** The real gain of an isotropic filter at a frequency, by index along x, y, z. */
export interface Gain {
  at(x: number, y: number, z: number): number;
}

/**
 * A gain with a Riesz transform of order l, L = Σ l:
 * H(k) = gain(k) · (-i)^L √(L! / Π l!) · Π n_a^l_a / |n|^L, 0 where n is 0, n being the centred frequency.
 * The response is the real part of the inverse transform. That is what the Hermitian part (H(k) + H(-k)*) / 2 gives,
 * which differs from H where the centred frequencies of k and -k do.
 */
export class RieszTransfer implements Transfer {
  readonly #gain: Gain;
  readonly #size: Vector;
  /** Per axis and frequency: n², and n^l; the latter with the factor √(L! / Π l!) along x. */
  readonly #squares: readonly Float64Array[];
  readonly #powers: readonly Float64Array[];
  readonly #total: number;

  /** @param order - per axis; all 0 for the gain alone */
  constructor(size: Vector, gain: Gain, order: Vector) {
    this.#gain = gain;
    this.#size = size;
    const frequencies = size.map(centredFrequencies);
    this.#squares = frequencies.map((values) => values.map((n) => n * n));
    this.#total = order.reduce((sum, l) => sum + l, 0);
    const norm = Math.sqrt(order.reduce((quotient, l) => quotient / factorial(l), factorial(this.#total)));
    this.#powers = frequencies.map((values, axis) =>
      values.map((n) => (axis === 0 ? norm : 1) * integerPower(n, order[axis])),
    );
  }

  multiply({ re, im }: Complex, lines: number, x0: number, y: number): void {
    const [width, height, depth] = this.#size;
    const odd = this.#total % 2 === 1;
    // (-i)^L is 1, -i, -1, i.
    const sign = this.#total % 4 === 0 || this.#total % 4 === 3 ? 0.5 : -0.5;
    const negatedY = negatedIndex(y, height);
    for (let z = 0, i = 0; z < depth; z++) {
      const negatedZ = negatedIndex(z, depth);
      for (let x = x0; x < x0 + lines; x++, i++) {
        const own = this.#value(x, y, z);
        const other = this.#value(negatedIndex(x, width), negatedY, negatedZ);
        const r = re[i];
        if (odd) {
          const h = sign * (own - other);
          re[i] = -h * im[i];
          im[i] = h * r;
        } else {
          const h = sign * (own + other);
          re[i] = h * r;
          im[i] = h * im[i];
        }
      }
    }
  }

  #value(x: number, y: number, z: number): number {
    const gain = this.#gain.at(x, y, z);
    if (this.#total === 0 || gain === 0) return gain;
    const [xx, yy, zz] = this.#squares;
    const square = xx[x] + yy[y] + zz[z];
    if (square === 0) return 0;
    const [px, py, pz] = this.#powers;
    const even = integerPower(square, Math.floor(this.#total / 2));
    return (gain * px[x] * py[y] * pz[z]) / (this.#total % 2 === 0 ? even : even * Math.sqrt(square));
  }
}
