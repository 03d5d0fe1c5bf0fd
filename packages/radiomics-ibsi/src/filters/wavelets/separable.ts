import type { PixelArray } from "@pixelmetry/roi";
import type { Vector, Volume } from "../../chain/volume.ts";
import { allocate, type Precision, type RealArray } from "../response.ts";
import { applyBank } from "../separable/bank.ts";
import {
  centredKernel,
  dilated,
  type Kernel,
  type Reduction,
  type SeparableKernel,
} from "../separable/kernel.ts";
import { kernelKey, type Rotation, rotated, rotations } from "../separable/rotations.ts";
import type { Boundary, WaveletSpec } from "../spec.ts";
import { lowPass } from "./coefficients.ts";

const identity: Rotation = { from: [0, 1, 2], flip: [false, false, false] };

/**
 * Undecimated separable wavelets, IBSI 25BO: the sub-band of a level after low passes of the levels below, with 2^(j - 1) - 1
 * zeros between the taps at level j. Every level meets the boundary condition anew. Rotated kernels use low passes
 * that are rotated alike.
 */
export function waveletFilter({ data, size }: Volume, spec: WaveletSpec, precision: Precision): RealArray {
  const { boundary, level } = spec;
  const { low, high } = waveletKernels(spec.wavelet);
  const [x, y, z] = Array.from(spec.subband, (letter) => (letter === "L" ? low : high));
  const band: SeparableKernel = z === undefined ? { x, y } : { x, y, z };
  const smooth: SeparableKernel = z === undefined ? { x: low, y: low } : { x: low, y: low, z: low };
  const cascades = new Map<string, { smooth: SeparableKernel; bands: Map<string, SeparableKernel> }>();
  for (const rotation of spec.rotationPooling === undefined ? [identity] : rotations(spec.dimensions)) {
    const turned = level === 1 ? smooth : rotated(smooth, rotation);
    const key = kernelKey(turned);
    const cascade = cascades.get(key) ?? { smooth: turned, bands: new Map() };
    const turnedBand = rotated(band, rotation);
    cascade.bands.set(kernelKey(turnedBand), atLevel(turnedBand, level));
    cascades.set(key, cascade);
  }
  const count = [...cascades.values()].reduce((sum, { bands }) => sum + bands.size, 0);
  const reduction: Reduction = spec.rotationPooling === "max" ? "max" : { sum: 1 / count };
  const out = allocate(precision, data.length);
  let keep = false;
  for (const { smooth, bands } of cascades.values()) {
    const approximation = approximate(data, size, smooth, level, boundary, precision);
    applyBank(approximation, size, [...bands.values()], boundary, reduction, out, keep);
    keep = true;
  }
  return out;
}

/** The low-pass response of level `level - 1`. */
function approximate(
  data: PixelArray,
  size: Vector,
  smooth: SeparableKernel,
  level: number,
  boundary: Boundary,
  precision: Precision,
): PixelArray {
  let current = data;
  let spare: RealArray | undefined;
  for (let j = 1; j < level; j++) {
    const next: RealArray = spare ?? allocate(precision, data.length);
    applyBank(current, size, [atLevel(smooth, j)], boundary, { sum: 1 }, next);
    spare = j === 1 ? undefined : (current as RealArray);
    current = next;
  }
  return current;
}

const atLevel = ({ x, y, z }: SeparableKernel, level: number): SeparableKernel => {
  const spread = (kernel: Kernel) => dilated(kernel, 2 ** (level - 1));
  return z === undefined ? { x: spread(x), y: spread(y) } : { x: spread(x), y: spread(y), z: spread(z) };
};

/** Decomposition filters of a wavelet; the high pass is the low pass reversed with alternating signs. */
export function waveletKernels(name: string): { low: Kernel; high: Kernel } {
  const low = lowPass[name];
  const high = low.map((_, i) => (i % 2 === 0 ? -1 : 1) * low[low.length - 1 - i]);
  return { low: centredKernel(low), high: centredKernel(high) };
}
