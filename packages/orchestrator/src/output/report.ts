/**
 * The run report: what was measured, from what, how, and what went wrong. Enough to repeat the run.
 * @module
 */
import {
  type ErrorDetail,
  type ErrorTag,
  missingReasons,
  type ParameterValue,
  type PixelmetryError,
} from "@pixelmetry/roi";
import type { FileIdentity, RunHost } from "../host.ts";
import type { ImageSpec } from "../input/image-spec.ts";
import type { MeasureRequest, PreparedRun } from "../request.ts";
import { version } from "../version.ts";
import type { ImageSummary } from "../workers/session.ts";
import type { FeatureTable } from "./feature-table.ts";

export interface RunReport {
  readonly schema: "pixelmetry-report/1";
  readonly versions: { readonly pixelmetry: string; readonly runtime: string };
  readonly started: string;
  readonly profile: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly features: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly resources: { workers: number; readonly memoryBytes: number };
  readonly totals: {
    images: number;
    failed: number;
    rois: number;
    rows: number;
    seconds: number;
    /** Of this program, all threads; absent where nobody tells. */
    cpuSeconds?: number;
  };
  readonly images: ImageReport[];
  /** Seconds of CPU per family, all threads, estimated from a sample of the ROIs. */
  readonly familySeconds: Record<string, number>;
  /** Missing values: column, reason, count. */
  missing: { readonly column: string; readonly reason: string; readonly count: number }[];
  readonly failures: {
    readonly image: string;
    readonly tag: ErrorTag;
    readonly message: string;
    readonly detail: ErrorDetail;
  }[];
  columns: readonly string[];
}

export interface ImageReport {
  readonly image: string;
  readonly labelImage: string;
  readonly size: readonly number[];
  readonly channels: readonly string[];
  readonly rois: number;
  readonly seconds: number;
  readonly nonFinitePixels: readonly number[];
  readonly spilledBytes: number;
  readonly inputs: readonly FileIdentity[];
}

/** What was asked for besides features, as far as it was. */
function columnSettings({ define, annotate, perImage, graph }: MeasureRequest): Record<string, unknown> {
  const given = Object.entries({ define, annotate, perImage, graph });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** Collects the report while a run goes on. */
export class ReportBuilder {
  readonly content: RunReport;
  readonly #startTime = performance.now();
  readonly #host: RunHost;
  readonly #startCpu: number | undefined;

  constructor(prepared: PreparedRun, host: RunHost, started: Date) {
    this.#host = host;
    this.#startCpu = host.cpuSeconds();
    this.content = {
      schema: "pixelmetry-report/1",
      versions: { pixelmetry: version, runtime: host.runtime },
      started: started.toISOString(),
      profile: prepared.request.profile ?? "default",
      parameters: prepared.parameters,
      features: prepared.features.map(({ feature }) => feature.id),
      settings: {
        ...prepared.settings,
        names: prepared.names,
        format: prepared.format,
        ...columnSettings(prepared.request),
      },
      resources: { workers: prepared.workers, memoryBytes: prepared.memory },
      totals: { images: 0, failed: 0, rois: 0, rows: 0, seconds: 0 },
      images: [],
      familySeconds: {},
      missing: [],
      failures: [],
      columns: [],
    };
    for (const { file, error } of prepared.pairing.unpaired) this.#failure(file, error);
  }

  #failure(image: string, error: PixelmetryError): void {
    this.content.totals.failed++;
    this.content.failures.push({ image, tag: error.tag, message: error.message, detail: error.detail });
  }

  failed(spec: ImageSpec, error: PixelmetryError): void {
    this.#failure(spec.image, error);
  }

  /** Adds a measured image; returns how many there are now. */
  measured(spec: ImageSpec, summary: ImageSummary): number {
    const { totals, images, familySeconds } = this.content;
    totals.images++;
    totals.rois += summary.rois;
    images.push({
      image: spec.image,
      labelImage: spec.labelImage,
      size: summary.size,
      channels: summary.channelNames,
      rois: summary.rois,
      seconds: summary.seconds,
      nonFinitePixels: summary.nonFinite,
      spilledBytes: summary.spilledBytes,
      inputs: summary.inputs,
    });
    for (const [family, seconds] of Object.entries(summary.familySeconds)) {
      familySeconds[family] = (familySeconds[family] ?? 0) + seconds;
    }
    return totals.images;
  }

  finish(table: FeatureTable): void {
    const { totals } = this.content;
    totals.rows = table.rows;
    totals.seconds = (performance.now() - this.#startTime) / 1000;
    const cpu = this.#host.cpuSeconds();
    if (cpu !== undefined) totals.cpuSeconds = cpu - (this.#startCpu ?? 0);
    this.content.columns = table.columns.map(({ name }) => name);
    this.content.missing = [...table.missing].flatMap(([column, reasons]) =>
      [...reasons].map(([code, count]) => ({
        column: table.featureColumn(column),
        reason: missingReasons[code],
        count,
      })),
    );
  }
}

export const reportText = (report: RunReport): string => `${JSON.stringify(report, undefined, 2)}\n`;
