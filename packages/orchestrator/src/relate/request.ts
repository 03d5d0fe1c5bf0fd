/**
 * What a user asks of relations between label images, and what comes of it.
 * @module
 */
import type { TableFormat } from "@pixelmetry/io";
import type { RelationKind } from "@pixelmetry/morphology";
import type { PixelmetryError } from "@pixelmetry/roi";

export interface RelateRequest {
  /** Label images of the parents: files and folders. */
  readonly parents: readonly string[];
  /** Label images of the children; pair with those of the parents as intensity and label images do. */
  readonly children: readonly string[];
  readonly pattern?: string;
  readonly childPattern?: string;
  /** Default `overlap`. */
  readonly by?: RelationKind;
  /** Fraction of a child that must lie in its parent, 0 to 1 (default). Only for `overlap`. */
  readonly minimumOverlap?: number;
  /** Table of the children's features, from `extract`: CSV, Parquet or Arrow. */
  readonly childFeatures?: string;
  /** Table of the parents' features. */
  readonly parentFeatures?: string;
  /** Statistics over the children of a parent; default mean. */
  readonly aggregate?: readonly string[];
  readonly z?: number;
  readonly frame?: number;
  readonly level?: number;
  readonly format?: TableFormat;
  /** Bytes for features of ROIs before they go to a temporary file; default 512 MiB. */
  readonly memory?: number;
  /** Folder for temporary files. */
  readonly temp?: string;
}

export interface RelateOptions {
  /** Folder for tables and report; made when it does not exist. */
  readonly out: string;
  readonly onEvent?: (event: RelateEvent) => void;
}

export type RelateEvent =
  | { readonly type: "image"; readonly summary: RelatedSummary }
  | { readonly type: "failure"; readonly image: string; readonly error: PixelmetryError };

/** Counts of one pair of images. */
export interface RelatedSummary {
  readonly parentImage: string;
  readonly childImage: string;
  readonly parents: number;
  readonly children: number;
  readonly pairs: number;
  /** Children without parent. */
  readonly orphans: number;
}

export interface RelateReport {
  readonly schema: "pixelmetry-relations/1";
  readonly version: string;
  readonly request: RelateRequest;
  readonly images: readonly RelatedSummary[];
  readonly failures: readonly { readonly image: string; readonly tag: string; readonly message: string }[];
}

export interface RelateResult {
  readonly report: RelateReport;
  /** Paths of the table of pairs, of the table of parents and of the report. */
  readonly relations: string;
  readonly parents: string;
  readonly reportPath: string;
}
