/**
 * Features: one definition object each, from which table columns, listings, documentation and crosswalks
 * derive.
 * @module
 */
import type { Missing } from "./missing.ts";
import type { Needs, ValuesOf } from "./token.ts";

/** Physical dimension of a value; `length`, `area` and `volume` follow the unit chosen for the table. */
export type Quantity =
  | "dimensionless"
  | "count"
  | "intensity"
  | "intensity^2"
  /** Intensity times volume in the unit of lengths. */
  | "intensity*volume"
  | "length"
  | "1/length"
  | "area"
  | "volume"
  | "um^2"
  | "pixel"
  | "degree"
  | "radian"
  | "bit"
  | "percent"
  | "grey level"
  /** Mass times a power of length; the feature's definition says which. */
  | "moment"
  | "grey level^2"
  | "grey level^3"
  | "grey level^4";

/** Names of the same quantity elsewhere. */
export interface FeatureNames {
  /** Nyxus feature code. */
  readonly nyxus?: string;
  /** Further Nyxus codes that stand for the same number. */
  readonly nyxusAliases?: readonly string[];
  /** Four-character IBSI code. */
  readonly ibsi?: string;
  readonly pyradiomics?: string;
  readonly cellprofiler?: string;
  readonly skimage?: string;
}

/** Identity and documentation of a feature. */
export interface FeatureDescription {
  /** `family_quantity`, snake case, whole words: `glcm_contrast`. */
  readonly id: string;
  /** What is measured, one sentence. */
  readonly definition: string;
  /** LaTeX. */
  readonly formula: string;
  readonly unit: Quantity;
  readonly dimensions: readonly (2 | 3)[];
  readonly names: FeatureNames;
  /** Where the definition comes from. */
  readonly reference: string;
  /** What empty, one-pixel and constant ROIs give. */
  readonly degenerate: string;
  /** Values of the parameters the number depends on, written into the column's metadata. */
  readonly parameters?: Readonly<Record<string, string | number | boolean>>;
  /** Suffixes of the columns of a vector feature, in order: `["angle_0", "angle_45"]`. Absent for a scalar. */
  readonly columns?: readonly string[];
  /** Suffixes of the same columns under Nyxus names (default: `columns`). */
  readonly nyxusColumns?: readonly string[];
}

/** A value or the reason why there is none. */
export type Value = number | Missing;

/** A feature of one ROI. */
export interface Feature<N extends Needs = Needs> extends FeatureDescription {
  readonly needs: N;
  /** The value, or one value per column for a vector feature. */
  compute(needs: ValuesOf<N>): Value | ArrayLike<Value>;
}

/** All ROIs of an image, in ascending order of labels, as features of sets see them. */
export interface RoiSet {
  readonly labels: Uint32Array;
  /** What `shapeOf` gave for the ROI in this row. */
  shape(row: number): Int32Array;
  /** Computed by the first feature of a group that asks, then shared by the group. */
  shared<T>(compute: () => T): T;
}

/**
 * A feature that depends on all ROIs of an image. Each ROI leaves a record of `record.length` numbers; when
 * the image is finished, `resolve` turns all records into values.
 */
export interface SetFeature<N extends Needs = Needs> extends FeatureDescription {
  readonly needs: N;
  /**
   * Features with one group leave one shape, which must be the same, and share what they compute. A record that names the
   * same numbers is left once for all of them, and must be the same as well.
   */
  readonly group?: string;
  /** Names of the numbers that each ROI leaves. */
  readonly record: readonly string[];
  recordOf(needs: ValuesOf<N>): ArrayLike<number>;
  /** Any number of integers besides, such as the coordinates of a boundary. */
  shapeOf?(needs: ValuesOf<N>): Int32Array;
  /** `records` holds `rows` × `record.length` numbers; returns `rows` × number of columns values. */
  resolve(records: Float64Array, rows: number, set: RoiSet): ArrayLike<Value>;
}

export type AnyFeature = Feature | SetFeature;

/** Whether the feature needs all ROIs of the image. */
export const isSetFeature = (feature: AnyFeature): feature is SetFeature => "record" in feature;

/** Declares a feature; the compiler checks that `compute` reads only what `needs` names. */
export function defineFeature<const N extends Needs>(feature: Feature<N>): Feature<N> {
  return feature;
}

/** Declares a feature that depends on all ROIs of an image. */
export function defineSetFeature<const N extends Needs>(feature: SetFeature<N>): SetFeature<N> {
  return feature;
}

/** Number of table columns of a feature (per channel). */
export const columnCount = (feature: FeatureDescription): number => feature.columns?.length ?? 1;
