/**
 * Randomness that depends on nothing but its seed: integer hashes, a stream of numbers, smooth noise.
 * @module
 */

/** Mixes three integers to 32 well-distributed bits. */
export function hash(seed: number, x: number, y: number): number {
  let h = Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(x | 0, 0x85ebca77) ^ Math.imul(y | 0, 0xc2b2ae3d);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** A stream of random numbers; `fork` makes independent ones, so that a change here moves nothing there. */
export class Random {
  readonly #seed: number;
  #count = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  fork(name: number): Random {
    return new Random(hash(this.#seed, name, 0x5eed));
  }

  /** Uniform in [from, to). */
  uniform(from = 0, to = 1): number {
    return from + ((to - from) * hash(this.#seed, this.#count++, 0)) / 2 ** 32;
  }

  integer(from: number, to: number): number {
    return Math.floor(this.uniform(from, to + 1));
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  normal(mean = 0, deviation = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.uniform());
  }

  logNormal(median: number, sigma: number): number {
    return median * Math.exp(this.normal(0, sigma));
  }

  /** Number of photons counted where `mean` are expected. */
  poisson(mean: number): number {
    if (mean > 60) return Math.max(0, Math.round(this.normal(mean, Math.sqrt(mean))));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.uniform(); product > limit; product *= this.uniform()) count++;
    return count;
  }
}

const turns = Float64Array.from({ length: 256 }, (_, i) => (2 * Math.PI * i) / 256);
const cosines = turns.map(Math.cos);
const sines = turns.map(Math.sin);

function gradient(seed: number, x: number, y: number, dx: number, dy: number): number {
  const direction = hash(seed, x, y) & 255;
  return cosines[direction] * dx + sines[direction] * dy;
}

const fade = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10);

/** Gradient noise with features of about one unit, roughly in [-1, 1]. */
export function noise(seed: number, x: number, y: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const dx = x - x0;
  const dy = y - y0;
  const u = fade(dx);
  const top = gradient(seed, x0, y0, dx, dy) * (1 - u) + gradient(seed, x0 + 1, y0, dx - 1, dy) * u;
  const bottom =
    gradient(seed, x0, y0 + 1, dx, dy - 1) * (1 - u) + gradient(seed, x0 + 1, y0 + 1, dx - 1, dy - 1) * u;
  const v = fade(dy);
  return 1.5 * (top * (1 - v) + bottom * v);
}

/** Noise with features of all sizes up to one unit, roughly in [-1, 1]. */
export function fractalNoise(seed: number, x: number, y: number, octaves: number): number {
  let sum = 0;
  let total = 0;
  for (let octave = 0, amplitude = 1, scale = 1; octave < octaves; octave++, amplitude *= 0.5, scale *= 2) {
    sum += amplitude * noise(seed + octave, x * scale, y * scale);
    total += amplitude;
  }
  return sum / total;
}
