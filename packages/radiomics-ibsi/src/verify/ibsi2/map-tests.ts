/**
 * Phase 1 of IBSI chapter 2: filters of digital phantoms (reference manual, chapter 2; theibsi/ibsi_2_reference_data).
 * @module
 */
import type { Boundary, FilterSpec } from "../../filters/spec.ts";

/** A response map that is published. */
export interface MapTest {
  readonly id: string;
  readonly phantom: "checkerboard" | "impulse" | "sphere" | "pattern_1";
  readonly filter: FilterSpec;
}

const in3d = (boundary: Boundary) => ({ dimensions: 3, boundary }) as const;
const in2d = (boundary: Boundary) => ({ dimensions: 2, boundary }) as const;

const mean = { filter: "mean", support: 15 } as const;
const log = { filter: "laplacian_of_gaussian", unit: "mm", cutoff: 4 } as const;
const laws = { filter: "laws" } as const;
const max = { rotationPooling: "max" } as const;
const energy = { rotationPooling: "max", energyDistance: 7 } as const;
const wideGabor = { filter: "gabor", sigma: 10, wavelength: 4, unit: "mm", aspectRatio: 0.5 } as const;
const narrowGabor = { filter: "gabor", sigma: 20, wavelength: 8, unit: "mm", aspectRatio: 2.5 } as const;
const wavelet = { filter: "separable_wavelet" } as const;
const average = { rotationPooling: "mean" } as const;

/**
 * The filters with a consensus, in the order of the manual. 9.b.2 and 10.b.2 (steered) and 10.a (Riesz transform of a
 * Simoncelli wavelet) have none.
 */
export const mapTests: readonly MapTest[] = [
  { id: "1.a.1", phantom: "checkerboard", filter: { ...mean, ...in3d("zero") } },
  { id: "1.a.2", phantom: "checkerboard", filter: { ...mean, ...in3d("nearest") } },
  { id: "1.a.3", phantom: "checkerboard", filter: { ...mean, ...in3d("periodic") } },
  { id: "1.a.4", phantom: "checkerboard", filter: { ...mean, ...in3d("mirror") } },
  { id: "1.b.1", phantom: "impulse", filter: { ...mean, ...in2d("zero") } },
  { id: "2.a", phantom: "impulse", filter: { ...log, sigma: 3, ...in3d("zero") } },
  { id: "2.b", phantom: "checkerboard", filter: { ...log, sigma: 5, ...in3d("mirror") } },
  { id: "2.c", phantom: "checkerboard", filter: { ...log, sigma: 5, ...in2d("mirror") } },
  { id: "3.a.1", phantom: "impulse", filter: { ...laws, kernels: "E5L5S5", ...in3d("zero") } },
  { id: "3.a.2", phantom: "impulse", filter: { ...laws, kernels: "E5L5S5", ...max, ...in3d("zero") } },
  { id: "3.a.3", phantom: "impulse", filter: { ...laws, kernels: "E5L5S5", ...energy, ...in3d("zero") } },
  { id: "3.b.1", phantom: "checkerboard", filter: { ...laws, kernels: "E3W5R5", ...in3d("mirror") } },
  { id: "3.b.2", phantom: "checkerboard", filter: { ...laws, kernels: "E3W5R5", ...max, ...in3d("mirror") } },
  {
    id: "3.b.3",
    phantom: "checkerboard",
    filter: { ...laws, kernels: "E3W5R5", ...energy, ...in3d("mirror") },
  },
  { id: "3.c.1", phantom: "checkerboard", filter: { ...laws, kernels: "L5S5", ...in2d("mirror") } },
  { id: "3.c.2", phantom: "checkerboard", filter: { ...laws, kernels: "L5S5", ...max, ...in2d("mirror") } },
  {
    id: "3.c.3",
    phantom: "checkerboard",
    filter: { ...laws, kernels: "L5S5", ...energy, ...in2d("mirror") },
  },
  {
    id: "4.a.1",
    phantom: "impulse",
    filter: { ...wideGabor, thetaDegrees: 60, planes: "axial", boundary: "zero" },
  },
  {
    id: "4.a.2",
    phantom: "impulse",
    filter: {
      ...wideGabor,
      rotation: { stepDegrees: 45, pooling: "mean" },
      planes: "orthogonal",
      boundary: "zero",
    },
  },
  {
    id: "4.b.1",
    phantom: "sphere",
    filter: { ...narrowGabor, thetaDegrees: 225, planes: "axial", boundary: "mirror" },
  },
  {
    id: "4.b.2",
    phantom: "sphere",
    filter: {
      ...narrowGabor,
      rotation: { stepDegrees: 22.5, pooling: "mean" },
      planes: "orthogonal",
      boundary: "mirror",
    },
  },
  {
    id: "5.a.1",
    phantom: "impulse",
    filter: { ...wavelet, wavelet: "db2", subband: "LHL", level: 1, ...in3d("zero") },
  },
  {
    id: "5.a.2",
    phantom: "impulse",
    filter: { ...wavelet, wavelet: "db2", subband: "LHL", level: 1, ...average, ...in3d("zero") },
  },
  {
    id: "6.a.1",
    phantom: "sphere",
    filter: { ...wavelet, wavelet: "coif1", subband: "HHL", level: 1, ...in3d("periodic") },
  },
  {
    id: "6.a.2",
    phantom: "sphere",
    filter: { ...wavelet, wavelet: "coif1", subband: "HHL", level: 1, ...average, ...in3d("periodic") },
  },
  {
    id: "7.a.1",
    phantom: "checkerboard",
    filter: { ...wavelet, wavelet: "haar", subband: "LLL", level: 2, ...average, ...in3d("mirror") },
  },
  {
    id: "7.a.2",
    phantom: "checkerboard",
    filter: { ...wavelet, wavelet: "haar", subband: "HHH", level: 2, ...average, ...in3d("mirror") },
  },
  { id: "8.a.1", phantom: "checkerboard", filter: { filter: "simoncelli", level: 1, ...in3d("periodic") } },
  { id: "8.a.2", phantom: "checkerboard", filter: { filter: "simoncelli", level: 2, ...in3d("periodic") } },
  { id: "8.a.3", phantom: "checkerboard", filter: { filter: "simoncelli", level: 3, ...in3d("periodic") } },
  {
    id: "9.a",
    phantom: "impulse",
    filter: { ...log, sigma: 3, riesz: { order: [1, 0, 0] }, ...in3d("zero") },
  },
  {
    id: "9.b.1",
    phantom: "sphere",
    filter: { ...log, sigma: 3, riesz: { order: [0, 2, 0] }, ...in3d("zero") },
  },
  {
    id: "10.b.1",
    phantom: "pattern_1",
    filter: { filter: "simoncelli", level: 1, riesz: { order: [0, 2, 0] }, ...in3d("nearest") },
  },
];
