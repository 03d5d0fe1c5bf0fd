import { exp, square } from "@pixelmetry/roi";
import type { Vector, Volume } from "../chain/volume.ts";
import { axesOf, voxelsPerUnit } from "./lengths.ts";
import { allocate, type Precision, type RealArray } from "./response.ts";
import { applyBank } from "./separable/bank.ts";
import { centredKernel, type SeparableKernel } from "./separable/kernel.ts";
import type { LogSpec } from "./spec.ts";
import { LogGain } from "./spectral/gains.ts";
import { isotropicResponse } from "./spectral/isotropic.ts";

/** Half-width of the kernel, in sigma. */
export const defaultCutoff = 4;

/**
 * The Laplacian of Gaussian, IBSI L6PA, s being sigma in voxels:
 * g(k) = -1/s² (√(2π) s)^-D (D - |k|²/s²) exp(-|k|²/(2s²)), cut off beyond ⌊cutoff · s + 1/2⌋ voxels per axis and not
 * corrected to sum 0. It is the sum of a separable kernel per axis. Its Riesz transforms are taken of the spectrum.
 */
export function logFilter(volume: Volume, spec: LogSpec, precision: Precision): RealArray {
  const { data, size, spacing } = volume;
  const { dimensions, boundary } = spec;
  const sigma = spec.sigma * voxelsPerUnit(spec.unit, spacing, axesOf(dimensions));
  const profiles = logProfiles(sigma, spec.cutoff);
  const { gaussian, second } = profiles;
  if (spec.riesz !== undefined) {
    // Riesz transforms spread a kernel. On noise, more padding than this changes the response by a thousandth of its
    // largest value at most.
    const padding = boundary === "periodic" ? 0 : gaussian.length - 1;
    const gain = (padded: Vector) => new LogGain(padded, dimensions, profiles);
    return isotropicResponse(volume, { ...spec, padding, gain }, precision);
  }
  const g = centredKernel(gaussian);
  const d = centredKernel(second);
  const bank: SeparableKernel[] =
    dimensions === 2
      ? [
          { x: d, y: g },
          { x: g, y: d },
        ]
      : [
          { x: d, y: g, z: g },
          { x: g, y: d, z: g },
          { x: g, y: g, z: d },
        ];
  const out = allocate(precision, data.length);
  applyBank(data, size, bank, boundary, { sum: 1 }, out);
  return out;
}

/** The Gaussian and its second derivative along one axis, centred; `sigma` in voxels. */
export function logProfiles(
  sigma: number,
  cutoff = defaultCutoff,
): { gaussian: Float64Array; second: Float64Array } {
  const half = Math.floor(cutoff * sigma + 0.5);
  const gaussian = new Float64Array(2 * half + 1);
  const second = new Float64Array(2 * half + 1);
  for (let i = 0; i < gaussian.length; i++) {
    const distance = square((i - half) / sigma);
    gaussian[i] = exp(-distance / 2) / (Math.sqrt(2 * Math.PI) * sigma);
    second[i] = (-(1 - distance) / square(sigma)) * gaussian[i];
  }
  return { gaussian, second };
}
