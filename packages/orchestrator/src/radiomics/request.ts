/**
 * What a user asks of the processing chain of IBSI over files, and what comes of it.
 * @module
 */
import type { TableFormat } from "@pixelmetry/io";
import type { Pipeline } from "@pixelmetry/radiomics-ibsi";
import type { PixelmetryError } from "@pixelmetry/roi";
import type { InputRequest } from "../input/pairing.ts";

export interface RadiomicsRequest extends InputRequest {
  /** Masks: every label is a region. */
  readonly labels: readonly string[];
  readonly pipeline: Pipeline;
  /** Measures this label alone. */
  readonly label?: number;
  /** Names of columns: ids of features (default) or IBSI's codes, each with its aggregation. */
  readonly names?: "pixelmetry" | "ibsi";
  readonly format?: TableFormat;
}

export interface RadiomicsOptions {
  /** Folder for tables and report; made when it does not exist. */
  readonly out: string;
  readonly onEvent?: (event: RadiomicsEvent) => void;
}

export type RadiomicsEvent =
  | { readonly type: "region"; readonly image: string; readonly label: number; readonly seconds: number }
  | {
      readonly type: "failure";
      readonly image: string;
      readonly label?: number;
      readonly error: PixelmetryError;
    };

export interface RadiomicsReport {
  readonly schema: "pixelmetry-radiomics/1";
  readonly version: string;
  readonly pipeline: Pipeline;
  readonly images: readonly {
    readonly image: string;
    readonly mask: string;
    readonly labels: readonly number[];
  }[];
  readonly failures: readonly {
    readonly image: string;
    readonly label?: number;
    readonly tag: string;
    readonly message: string;
  }[];
}

export interface RadiomicsResult {
  readonly report: RadiomicsReport;
  /** Paths of the features and the diagnostics, a row per region each, and of the report. */
  readonly features: string;
  readonly diagnostics: string;
  readonly reportPath: string;
}
