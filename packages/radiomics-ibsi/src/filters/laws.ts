import type { Volume } from "../chain/volume.ts";
import { boxMean } from "./mean.ts";
import { allocate, type Precision, type RealArray } from "./response.ts";
import { applyBank } from "./separable/bank.ts";
import { centredKernel, type Kernel } from "./separable/kernel.ts";
import { rotatedBank } from "./separable/rotations.ts";
import type { LawsSpec } from "./spec.ts";

/** Level, edge, spot, wave and ripple, IBSI table 4.1; each is divided by its Euclidean norm. */
export const lawsKernels: Readonly<Record<string, readonly number[]>> = {
  L3: [1, 2, 1],
  L5: [1, 4, 6, 4, 1],
  E3: [-1, 0, 1],
  E5: [-1, -2, 0, 2, 1],
  S3: [-1, 2, -1],
  S5: [-1, 0, 2, 0, -1],
  W5: [-1, 2, 0, -2, 1],
  R5: [1, -4, 6, -4, 1],
};

/**
 * Laws kernels, IBSI JTXT. Responses to rotated kernels are pooled first; the texture energy is the mean absolute
 * pooled response, outside the volume under the same boundary condition.
 */
export function lawsFilter(
  { data, size }: Volume,
  { kernels, dimensions, boundary, rotationPooling, energyDistance }: LawsSpec,
  precision: Precision,
): RealArray {
  const [x, y, z] = kernels.match(/../g)!.map((name) => unitKernel(lawsKernels[name]));
  const { bank, reduction } = rotatedBank(z === undefined ? { x, y } : { x, y, z }, rotationPooling);
  const response = allocate(precision, data.length);
  applyBank(data, size, bank, boundary, reduction, response);
  if (energyDistance === undefined) return response;
  for (let i = 0; i < response.length; i++) response[i] = Math.abs(response[i]);
  const energy = allocate(precision, data.length);
  boxMean({ data: response, size }, 2 * energyDistance + 1, dimensions, boundary, energy);
  return energy;
}

function unitKernel(weights: readonly number[]): Kernel {
  const norm = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
  return centredKernel(weights.map((weight) => weight / norm));
}
