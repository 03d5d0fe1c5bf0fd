/**
 * What a filter is: plain objects that can be stored, compared and written into the metadata of a table.
 * Definitions are those of IBSI's reference manual, chapter 2 (arXiv:2006.05470).
 * @module
 */

/** Voxels outside the volume: 0, the nearest edge voxel, the volume repeated, or mirrored (d c b a | a b c d). */
export type Boundary = "zero" | "nearest" | "periodic" | "mirror";

/** How responses to rotated kernels become one. */
export type Pooling = "max" | "mean";

/** Unit of the lengths of a filter. Millimetres need voxels that are as wide as high (and as deep, in 3D). */
export type LengthUnit = "mm" | "voxel";

interface Common {
  /** 2: every slice of equal z on its own; 3: the volume. */
  readonly dimensions: 2 | 3;
  readonly boundary: Boundary;
}

/** Pooling over the right-angle rotations of a separable kernel, 24 in 3D and 4 in 2D. */
interface Rotatable {
  /** Without it the kernel is applied as it is. */
  readonly rotationPooling?: Pooling;
}

/** Mean filter (S60F): the mean over a cube or square of `support` voxels a side. */
export interface MeanSpec extends Common {
  readonly filter: "mean";
  /** Voxels along a side; odd. */
  readonly support: number;
}

/** A Riesz transform of a filter's response: a smoothed derivative of order `order`, normalised in frequency. */
export interface RieszSpec {
  /** Order per axis, x first; two numbers for 2D filters. At least one is not 0. */
  readonly order: readonly number[];
  /** Turns the axes of the transform into the local directions of the image, most pronounced first. */
  readonly steering?: {
    /** Standard deviation of the Gaussian window of the structure tensor. */
    readonly sigma: number;
    readonly unit: LengthUnit;
  };
}

/** Laplacian of Gaussian (L6PA). */
export interface LogSpec extends Common {
  readonly filter: "laplacian_of_gaussian";
  readonly sigma: number;
  readonly unit: LengthUnit;
  /** Half-width of the kernel, in sigma; 4 when left out. */
  readonly cutoff?: number;
  readonly riesz?: RieszSpec;
}

/** Laws kernels (JTXT), with rotation invariance and texture energy on request. */
export interface LawsSpec extends Common, Rotatable {
  readonly filter: "laws";
  /** A kernel per axis, x first: L3, L5, E3, E5, S3, S5, W5, R5; e.g. `L5E5E5`. */
  readonly kernels: string;
  /** Chebyshev distance δ in voxels: the mean of the absolute response over (2δ + 1) voxels a side. */
  readonly energyDistance?: number;
}

/** Gabor filter (Q88H) in planes: the modulus of the response. */
export interface GaborSpec {
  readonly filter: "gabor";
  readonly boundary: Boundary;
  /** Standard deviation of the envelope along the wave vector. */
  readonly sigma: number;
  readonly wavelength: number;
  readonly unit: LengthUnit;
  /** Spatial aspect ratio γ: the envelope is `sigma / aspectRatio` across the wave vector. */
  readonly aspectRatio: number;
  /** Direction of the wave vector, degrees from the first to the second axis of the plane; 0 when left out. */
  readonly thetaDegrees?: number;
  /** Rotation invariance: responses at every multiple of `stepDegrees` are pooled. */
  readonly rotation?: { readonly stepDegrees: number; readonly pooling: Pooling };
  /** Planes of equal z, or the mean over the planes orthogonal to x, y and z. */
  readonly planes: "axial" | "orthogonal";
}

/** Undecimated separable wavelets (25BO): Haar, Daubechies, Coiflet. */
export interface WaveletSpec extends Common, Rotatable {
  readonly filter: "separable_wavelet";
  /** `haar`, `db2` to `db10` (vanishing moments) or `coif1` to `coif5`. */
  readonly wavelet: string;
  /** L(ow) or H(igh) pass per axis, x first; e.g. `LHL`. */
  readonly subband: string;
  /** Decomposition level, 1 or more; à trous from the second on. */
  readonly level: number;
}

/** Simoncelli's non-separable wavelet (LODD): the band-pass map B of a level. */
export interface SimoncelliSpec extends Common {
  readonly filter: "simoncelli";
  readonly level: number;
  readonly riesz?: RieszSpec;
  /**
   * Voxels that the boundary condition adds on every side; default 16 · 2^level, and none for the periodic boundary,
   * which is how IBSI's reference maps of this filter are made.
   */
  readonly padding?: number;
}

/** A filter with its parameters. */
export type FilterSpec = MeanSpec | LogSpec | LawsSpec | GaborSpec | WaveletSpec | SimoncelliSpec;
