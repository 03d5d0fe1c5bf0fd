import type { FeatureNames, Quantity } from "@pixelmetry/roi";
import type { Matrix } from "./matrix.ts";

/** A number measured on one co-occurrence matrix, with all that is said about it. */
export interface Measure {
  /** Id of the feature that is its mean over the matrices. */
  readonly id: string;
  readonly definition: string;
  /** LaTeX; p_{ij} are the cells of the matrix divided by their sum. */
  readonly formula: string;
  readonly unit: Quantity;
  readonly ibsi?: string;
  /** Nyxus codes per angle without their prefix `GLCM_`, the one for columns first. */
  readonly nyxus: readonly string[];
  readonly names: Pick<FeatureNames, "pyradiomics" | "cellprofiler" | "skimage">;
  /** Value of a matrix with a single grey level g. */
  readonly constant: string;
  /** Where other tools that use the name differ, or a word on the arithmetic. */
  readonly remark?: string;
}

/** A measure that follows from sums over the cells. */
export interface CellMeasure extends Measure {
  /** NaN where the matrix leaves it undefined. */
  readonly of: (matrix: Matrix) => number;
}
