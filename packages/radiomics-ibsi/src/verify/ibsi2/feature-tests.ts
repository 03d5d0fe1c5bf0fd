/**
 * Phase 2 of IBSI chapter 2: intensity statistics of the filtered CT phantom.
 * @module
 */
import { parsePipeline } from "../../chain/parse-pipeline.ts";
import type { FilterSpec } from "../../filters/spec.ts";

/** A: slices as they are. B: the volume at 1 mm. */
export type Configuration = "A" | "B";

const common = {
  resegmentation: { range: [-1000, 400] },
  discretisation: { method: "none" },
  ivh: { method: "none" },
};

export const configurations = {
  A: parsePipeline({ ...common, name: "IBSI-2 configuration A", texture: { dimensions: ["2D"] } }),
  B: parsePipeline({
    ...common,
    name: "IBSI-2 configuration B",
    interpolation: {
      dimension: "3D",
      spacing: [1, 1, 1],
      image: "cubic",
      rounding: "nearest",
      mask: "linear",
      threshold: 0.5,
    },
    texture: { dimensions: ["3D"] },
  }),
};

const gabor = {
  filter: "gabor",
  sigma: 5,
  wavelength: 2,
  unit: "mm",
  aspectRatio: 1.5,
  rotation: { stepDegrees: 22.5, pooling: "mean" },
  boundary: "mirror",
} as const;

const slices = { dimensions: 2, boundary: "mirror" } as const;
const volume = { dimensions: 3, boundary: "mirror" } as const;
const log = { filter: "laplacian_of_gaussian", sigma: 1.5, unit: "mm", cutoff: 4 } as const;
const laws = { filter: "laws", rotationPooling: "max", energyDistance: 7 } as const;
const wavelet = { filter: "separable_wavelet", wavelet: "db3", rotationPooling: "mean" } as const;

/** Filters by number and configuration; 1 is the image itself. The values of 8 and 9 are those without padding. */
export const featureFilters: Readonly<Record<string, FilterSpec | undefined>> = {
  "1.A": undefined,
  "2.A": { filter: "mean", support: 5, ...slices },
  "3.A": { ...log, ...slices },
  "4.A": { ...laws, kernels: "L5E5", ...slices },
  "5.A": { ...gabor, planes: "axial" },
  "6.A": { ...wavelet, subband: "LH", level: 1, ...slices },
  "7.A": { ...wavelet, subband: "HH", level: 2, ...slices },
  "8.A": { filter: "simoncelli", level: 1, dimensions: 2, boundary: "periodic" },
  "9.A": { filter: "simoncelli", level: 2, dimensions: 2, boundary: "periodic" },
  "1.B": undefined,
  "2.B": { filter: "mean", support: 5, ...volume },
  "3.B": { ...log, ...volume },
  "4.B": { ...laws, kernels: "L5E5E5", ...volume },
  "5.B": { ...gabor, planes: "orthogonal" },
  "6.B": { ...wavelet, subband: "LLH", level: 1, ...volume },
  "7.B": { ...wavelet, subband: "HHH", level: 2, ...volume },
  "8.B": { filter: "simoncelli", level: 1, dimensions: 3, boundary: "periodic" },
  "9.B": { filter: "simoncelli", level: 2, dimensions: 3, boundary: "periodic" },
};
