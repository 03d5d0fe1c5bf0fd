/**
 * Kernels of Gabor filters, divided by the sum of their envelopes. A kernel at -q is the conjugate of that at q, so half
 * of it says everything.
 * @see J. Daugman, J. Opt. Soc. Am. A 2 (1985) 1160, doi:10.1364/JOSAA.2.001160
 * @module
 */
import { cos, cosDegrees, exp, hypot, sin, sinDegrees } from "@pixelmetry/roi";
import type { Wave } from "./settings.ts";

/** A one-dimensional kernel: value k at distance k is (even[k], odd[k]), at -k it is (even[k], -odd[k]). */
export interface Half {
  readonly even: Float64Array;
  readonly odd: Float64Array;
  /** Whether there is no wave in this direction, so no odd part. */
  readonly isEven: boolean;
  /** Sum of the whole kernel; the odd part cancels. */
  readonly sum: number;
}

/** The product of a kernel along x and one along y. Serves two waves: this one and its mirror image in x. */
export interface SeparableKernel {
  readonly radius: number;
  readonly x: Half;
  readonly y: Half;
}

/** A kernel that is no product, row by row: from (-radius, 1) to (radius, radius) and before that (0, 0) to (radius, 0). */
export interface DenseKernel {
  readonly radius: number;
  readonly even: Float64Array;
  readonly odd: Float64Array;
  readonly sum: number;
}

/** Whether the envelope is a product: round, or its axes those of the image. */
export const isSeparable = ({ aspect, angle, sigma }: Wave): boolean =>
  aspect === 1 || angle === 0 || angle === 90 || sigma === Number.POSITIVE_INFINITY;

export function separableKernel({ frequency, angle, sigma, aspect, radius }: Wave): SeparableKernel {
  const [cx, cy] = [cosDegrees(angle), sinDegrees(angle)];
  // Round, or with its axes along x and y; a flat envelope has no width at all.
  const widthX = hypot(cx, aspect * cy) / sigma;
  const widthY = hypot(cy, aspect * cx) / sigma;
  return {
    radius,
    x: half(frequency * cx, aspect === 1 ? 1 / sigma : widthX, radius),
    y: half(frequency * cy, aspect === 1 ? 1 / sigma : widthY, radius),
  };
}

function half(frequency: number, perSigma: number, radius: number): Half {
  const even = new Float64Array(radius + 1);
  const odd = new Float64Array(radius + 1);
  let mass = 0;
  for (let k = radius; k >= 0; k--) {
    const envelope = exp(-0.5 * (k * perSigma) * (k * perSigma));
    mass += k === 0 ? envelope : 2 * envelope;
    even[k] = envelope * cos(2 * Math.PI * frequency * k);
    odd[k] = envelope * sin(2 * Math.PI * frequency * k);
  }
  let sum = 0;
  for (let k = radius; k >= 0; k--) {
    even[k] /= mass;
    odd[k] /= mass;
    sum += k === 0 ? even[k] : 2 * even[k];
  }
  return { even, odd, isEven: frequency === 0, sum };
}

export function denseKernel({ frequency, angle, mirrored, sigma, aspect, radius }: Wave): DenseKernel {
  const cx = mirrored ? -cosDegrees(angle) : cosDegrees(angle);
  const cy = sinDegrees(angle);
  const taps = 2 * radius * (radius + 1) + 1;
  const even = new Float64Array(taps);
  const odd = new Float64Array(taps);
  let mass = 0;
  let n = 0;
  for (let y = 0; y <= radius; y++) {
    for (let x = y === 0 ? 0 : -radius; x <= radius; x++) {
      const along = x * cx + y * cy;
      const across = aspect * (y * cx - x * cy);
      const envelope = exp(-(along * along + across * across) / (2 * sigma * sigma));
      mass += n === 0 ? envelope : 2 * envelope;
      even[n] = envelope * cos(2 * Math.PI * frequency * along);
      odd[n++] = envelope * sin(2 * Math.PI * frequency * along);
    }
  }
  let sum = 0;
  for (let i = taps - 1; i >= 0; i--) {
    even[i] /= mass;
    odd[i] /= mass;
    sum += i === 0 ? even[i] : 2 * even[i];
  }
  return { radius, even, odd, sum };
}
