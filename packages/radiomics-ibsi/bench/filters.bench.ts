import { cpus } from "node:os";
import { bench, describe } from "vitest";
import { type FilterSpec, filterVolume, volume } from "../src/index.ts";

console.log(`${cpus()[0]!.model}, Node ${process.version}`);

const size = [128, 120, 100] as const;
const voxels = new Int16Array(size[0] * size[1] * size[2]);
for (let i = 0; i < voxels.length; i++) voxels[i] = (Math.imul(i, 2654435761) >>> 20) & 1023;
const image = volume(voxels, { size });
const common = { dimensions: 3, boundary: "mirror" } as const;

/** The filters of IBSI-2, phase 2. */
const filters: Readonly<Record<string, FilterSpec>> = {
  mean: { filter: "mean", support: 5, ...common },
  "Laplacian of Gaussian": { filter: "laplacian_of_gaussian", sigma: 1.5, unit: "mm", ...common },
  "Laws, 24 rotations, energy": {
    filter: "laws",
    kernels: "L5E5E5",
    rotationPooling: "max",
    energyDistance: 7,
    ...common,
  },
  "Gabor, 16 angles, axial": {
    filter: "gabor",
    sigma: 5,
    wavelength: 2,
    unit: "mm",
    aspectRatio: 1.5,
    rotation: { stepDegrees: 22.5, pooling: "mean" },
    planes: "axial",
    boundary: "mirror",
  },
  "Daubechies 3, level 2, 24 rotations": {
    filter: "separable_wavelet",
    wavelet: "db3",
    subband: "HHH",
    level: 2,
    rotationPooling: "mean",
    ...common,
  },
  Simoncelli: { filter: "simoncelli", level: 1, dimensions: 3, boundary: "periodic" },
  "Riesz transform of a Laplacian of Gaussian": {
    filter: "laplacian_of_gaussian",
    sigma: 1.5,
    unit: "mm",
    riesz: { order: [1, 0, 0] },
    ...common,
  },
};

describe(`${(voxels.length / 1e6).toFixed(1)} million voxels`, () => {
  for (const [name, filter] of Object.entries(filters)) {
    bench(
      name,
      () => {
        const { data } = filterVolume(image, filter);
        if (!Number.isFinite(data[data.length >> 1]!)) throw new Error("the response is not finite");
      },
      { iterations: 3, warmupIterations: 1, time: 500 },
    );
  }
});
