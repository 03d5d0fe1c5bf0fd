/**
 * What a processing chain does with an image and its region, from loading to grey levels (IBSI reference manual,
 * chapter 2). A plain object, e.g. from YAML, becomes one with `parsePipeline`.
 * @module
 */
import type { FilterSpec } from "../filters/spec.ts";
import type { InterpolationMethod } from "./axis-taps.ts";

/** A checked description of a processing chain; steps come in the order of its fields. */
export interface Pipeline {
  readonly name: string;
  /** Rounding of the intensities as they are loaded. */
  readonly rounding: Rounding;
  /** No interpolation when null. */
  readonly interpolation: Interpolation | null;
  readonly resegmentation: Resegmentation;
  /**
   * Filter of IBSI chapter 2. Features are measured on its response; masks follow from the image as it was before.
   */
  readonly filter: FilterSpec | null;
  /** Grey levels of the intensity histogram and of texture. */
  readonly discretisation: GreyLevels;
  /** Grey levels of the intensity-volume histogram. */
  readonly ivh: GreyLevels;
  readonly texture: Texture;
}

/** `nearest` whole number, halves to the even one. */
export type Rounding = "none" | "nearest";

export interface Interpolation {
  /** 2D: within slices, whose distance stays; 3D: in the volume. */
  readonly dimension: "2D" | "3D";
  /** New voxel spacing, mm: x and y for 2D, x, y and z for 3D. */
  readonly spacing: readonly number[];
  /** How intensities are interpolated. */
  readonly image: InterpolationMethod;
  /** Rounding of interpolated intensities. */
  readonly rounding: Rounding;
  /** How the mask is interpolated. */
  readonly mask: InterpolationMethod;
  /** Share of a voxel that has to be covered for it to be inside. */
  readonly threshold: number;
}

/** Which voxels stay in the intensity mask; the morphological mask is left alone. */
export interface Resegmentation {
  /** Lowest and highest intensity that stay; null is no bound. */
  readonly range: readonly [low: number | null, high: number | null];
  /** Standard deviations around the mean within which intensities stay; null keeps all. */
  readonly outliers: number | null;
}

/**
 * How intensities become grey levels. Bins of `fixed-bin-size` start at the lower bound of the re-segmentation range,
 * or at the smallest intensity of the region when there is none, and in the response of a filter.
 */
export type GreyLevels =
  | { readonly method: "none" }
  | { readonly method: "fixed-bin-number"; readonly bins: number }
  | { readonly method: "fixed-bin-size"; readonly size: number };

export interface Texture {
  /** Neighbourhoods: within slices, averaged (2D) or merged (2.5D), or in the volume. */
  readonly dimensions: readonly ("2D" | "2.5D" | "3D")[];
  /** Chebyshev distance of GLCM, NGTDM and NGLDM, voxels. */
  readonly distance: number;
  /** Largest difference of dependent grey levels (NGLDM coarseness). */
  readonly alpha: number;
}
