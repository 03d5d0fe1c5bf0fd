/**
 * How a set of published values plugs into the verification: it says what it holds and recomputes its values
 * one after another. Reading files and writing reports is somebody else's.
 * @module
 */
import type { Volume } from "../chain/volume.ts";

/** The folder of test data that the user named. */
export interface VerificationData {
  /**
   * Reads a NIfTI image.
   * @param path - relative to the folder, with `/`: `ibsi_1_ct_radiomics_phantom/nifti/image/phantom.nii.gz`
   * @throws PixelmetryError when there is no such image or it cannot be read
   */
  volume(path: string): Promise<Volume>;
}

/**
 * When a value agrees with its reference.
 *
 * | rule | the value is rounded to | source |
 * |---|---|---|
 * | `digits` | three significant digits, of the tolerance when that is the larger of both | IBSI-1 features |
 * | `diagnostic` | the same, from 1000 on whole numbers | IBSI-1 diagnostics |
 * | `plain` | nothing | response maps and features of IBSI-2 |
 *
 * Then it may differ from the reference by the tolerance, bounds included.
 */
export type ComparisonRule = "digits" | "diagnostic" | "plain";

/** One published value and what Pixelmetry gives for it. */
export interface CheckedValue {
  /** Unique within the data set: `TU9B/3D_avg`, `1.a.1`. */
  readonly id: string;
  /** As published: `Joint entropy, 3D_avg`. */
  readonly name: string;
  readonly expected: number;
  /** Largest difference that agrees, in the unit of the value. */
  readonly tolerance: number;
  readonly rule: ComparisonRule;
  /** The value, or why there is none. */
  readonly got: number | string;
  /** Pixelmetry's id of the feature, and the parameters it was measured with. */
  readonly feature?: string;
  readonly parameters?: Readonly<Record<string, string | number | boolean>>;
}

/** A set of published values. */
export interface VerificationSet {
  /** Short and stable: `digital-phantom`, `config-a`, `diagnostics`, `filter-maps`, `filter-features`. */
  readonly name: string;
  readonly title: string;
  /** Number of published values; a run that yields another number has not passed. */
  readonly total: number;
  /** Whether it reads test data; sets that do not always run. */
  readonly needsData: boolean;
  /** Recomputes all values, in the order of publication. `data` is there when the set needs it. */
  values(data: VerificationData | undefined): AsyncIterable<CheckedValue>;
}
