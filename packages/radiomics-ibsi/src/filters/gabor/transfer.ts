import { cos, cosDegrees, exp, sin, sinDegrees } from "@pixelmetry/roi";
import { fftPlan } from "../../fft/plan.ts";
import type { Complex } from "../../fft/radix.ts";
import { transpose } from "./transpose.ts";

/** A Gabor kernel with lengths in voxels */
export interface GaborKernel {
  readonly sigma: number;
  readonly wavelength: number;
  readonly aspectRatio: number;
  readonly thetaDegrees: number;
}

/** Standard deviations of the envelope after which it is 0 in double precision, next to its peak of 1. */
const reach = 8.5;

/** Gains below this, relative to the largest, are 0 to double precision. */
const negligible = 1e-16;

/**
 * Half-width of the kernel: as large as the image, as IBSI has it, but for tails that are 0 to double precision.
 * @param longest - side of the image
 */
export const gaborReach = (
  { sigma, aspectRatio }: Pick<GaborKernel, "sigma" | "aspectRatio">,
  longest: number,
): number => Math.min(Math.floor(longest / 2), Math.ceil(reach * Math.max(sigma, sigma / aspectRatio)));

/** The transform of a Gabor kernel on a plane, at the frequencies along u where it is not negligible. */
export interface GaborTransfer {
  /** Frequencies along u. */
  readonly columns: Int32Array;
  /** Real gains, `columns.length` to a frequency along v: the kernel at -k is the conjugate of that at k. */
  readonly gains: Float64Array;
}

/**
 * The kernel exp(-(X² + γ² Y²) / (2 σ²) + 2πi X / λ) with X = u cos θ + v sin θ and Y = v cos θ - u sin θ, for
 * |u|, |v| ≤ half, transformed on a plane of `width` × `height`.
 */
export function gaborTransfer(
  { sigma, wavelength, aspectRatio, thetaDegrees }: GaborKernel,
  half: number,
  width: number,
  height: number,
): GaborTransfer {
  const c = cosDegrees(thetaDegrees);
  const s = sinDegrees(thetaDegrees);
  const data: Complex = { re: new Float64Array(width * height), im: new Float64Array(width * height) };
  for (let u = -half; u <= half; u++) {
    for (let v = -half; v <= half; v++) {
      const along = u * c + v * s;
      const across = aspectRatio * (v * c - u * s);
      const envelope = exp(-(along * along + across * across) / (2 * sigma * sigma));
      const at = ((u + width) % width) * height + ((v + height) % height);
      data.re[at] = envelope * cos((2 * Math.PI * along) / wavelength);
      data.im[at] = envelope * sin((2 * Math.PI * along) / wavelength);
    }
  }
  fftPlan(width, height).forward(data, height);
  const spectrum: Complex = { re: new Float64Array(width * height), im: new Float64Array(width * height) };
  transpose(data, width, height, spectrum);
  fftPlan(height, width).forward(spectrum, width);
  return compact(spectrum.re, width, height);
}

function compact(gains: Float64Array, width: number, height: number): GaborTransfer {
  const largest = new Float64Array(width);
  for (let i = 0; i < gains.length; i++) {
    largest[i % width] = Math.max(largest[i % width], Math.abs(gains[i]));
  }
  const limit = negligible * largest.reduce((a, b) => Math.max(a, b), 0);
  const columns = Int32Array.from(largest.keys()).filter((u) => largest[u] > limit);
  const kept = new Float64Array(columns.length * height);
  for (let v = 0, i = 0; v < height; v++) {
    for (let c = 0; c < columns.length; c++, i++) kept[i] = gains[v * width + columns[c]];
  }
  return { columns, gains: kept };
}
