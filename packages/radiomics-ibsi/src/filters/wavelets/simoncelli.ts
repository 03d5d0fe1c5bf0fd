import type { Volume } from "../../chain/volume.ts";
import type { Precision, RealArray } from "../response.ts";
import type { SimoncelliSpec } from "../spec.ts";
import { SimoncelliGain } from "../spectral/gains.ts";
import { isotropicResponse } from "../spectral/isotropic.ts";

/** Simoncelli's band-pass map, IBSI LODD, with a Riesz transform on request. */
export function simoncelliFilter(volume: Volume, spec: SimoncelliSpec, precision: Precision): RealArray {
  const { level, boundary } = spec;
  const padding = boundary === "periodic" ? 0 : (spec.padding ?? defaultPadding(level));
  return isotropicResponse(
    volume,
    { ...spec, padding, gain: (size) => new SimoncelliGain(size, level) },
    precision,
  );
}

/**
 * Four wavelengths of the lowest frequency of a level, which are 2^(level + 2) voxels each. On noise, more padding
 * changes the response by up to 2 % of its largest value: the bands have sharp edges, and the frequency coordinates
 * depend on the number of samples.
 */
export const defaultPadding = (level: number): number => 16 * 2 ** level;
