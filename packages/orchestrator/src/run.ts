/**
 * A run from plan to table: open → measure → write, image by image. Small images are measured whole, one
 * per worker; when there are few, the blocks and ROIs of each image are spread over all workers. Rows are
 * written in the order of the images either way.
 * @module
 */
import { writeWhole } from "@pixelmetry/io";
import { isPixelmetryError, PixelmetryError } from "@pixelmetry/roi";
import { Crew, type Outcome } from "./crew.ts";
import type { RunEvent } from "./events.ts";
import type { RunHost } from "./host.ts";
import type { ImageSpec } from "./input/image-spec.ts";
import { FeatureTable } from "./output/feature-table.ts";
import { Pictures } from "./output/pictures.ts";
import { ReportBuilder, type RunReport, reportText } from "./output/report.ts";
import type { PreparedRun } from "./request.ts";
import { version } from "./version.ts";
import type { ImageSummary } from "./workers/session.ts";

/** How a caller follows a run, and stops it. */
export interface WatchOptions {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}

/** What a run wrote: names of its outputs. */
export interface RunOutputs {
  readonly report: RunReport;
  readonly reportName: string;
  /** Absent when no image could be measured. */
  readonly tableName?: string;
  readonly pictureNames: readonly string[];
}

/**
 * Measures images and writes the feature table and the run report. An image that fails is reported and left
 * out; the others are measured.
 * @throws PixelmetryError when the output cannot be written or the run is aborted
 */
export async function runImages(
  prepared: PreparedRun,
  host: RunHost,
  options: WatchOptions = {},
  started = new Date(),
): Promise<RunOutputs> {
  const { signal } = options;
  const goOn = (): void => checkGoing(signal);
  goOn();
  const { request, format } = prepared;
  const { images, unpaired } = prepared.pairing;
  const emit = options.onEvent ?? (() => undefined);
  const tableName = `features.${format}`;
  const reportName = "report.json";
  const table = new FeatureTable(prepared.planFor, {
    open: () => host.output(tableName),
    format,
    names: prepared.names,
    unit: prepared.settings.unit,
    define: request.define ?? [],
    metadata: { pixelmetry: version, profile: request.profile ?? "default", parameters: prepared.parameters },
  });
  const wanted = request.pictures ?? [];
  const pictures = wanted.length > 0 ? new Pictures(wanted, host.output, prepared.settings) : undefined;
  emit({
    type: "start",
    images: images.length,
    features: prepared.features.length,
    workers: prepared.workers,
  });
  for (const { file, error } of unpaired) emit({ type: "failure", image: file, error });
  const report = new ReportBuilder(prepared, host, started);
  const crew = new Crew(prepared, host, options);
  try {
    goOn();
    for await (const outcome of crew.outcomes(images)) {
      await take(outcome, table, pictures, report, emit, goOn);
    }
    goOn();
    const written = await table.finish();
    await pictures?.finish();
    report.finish(table);
    await writeWhole(await host.output(reportName), reportText(report.content));
    const { failed, rois, seconds } = report.content.totals;
    emit({ type: "done", images: images.length, failed, rois, seconds });
    return {
      report: report.content,
      reportName,
      pictureNames: pictures?.files ?? [],
      ...(written ? { tableName } : {}),
    };
  } catch (error) {
    await table.abort();
    throw signal?.aborted ? aborted() : error;
  } finally {
    await crew.close();
  }
}

async function take(
  outcome: Outcome,
  table: FeatureTable,
  pictures: Pictures | undefined,
  report: ReportBuilder,
  emit: (event: RunEvent) => void,
  goOn: () => void,
): Promise<void> {
  const { spec } = outcome;
  const fail = (error: PixelmetryError): void => {
    report.failed(spec, error);
    emit({ type: "failure", image: spec.image, error });
  };
  if ("error" in outcome) return fail(outcome.error);
  const { summary } = outcome;
  try {
    await table.open(spec, summary);
  } catch (error) {
    if (!isPixelmetryError(error, "geometry-mismatch")) throw error;
    await outcome.discard();
    return fail(error);
  }
  for await (const rows of outcome.rows()) {
    goOn();
    const batch = await table.append(spec, rows);
    pictures?.add(table.columns, rows.labels, batch);
  }
  await pictures?.finishImage(spec);
  const done = report.measured(spec, summary);
  warn(spec, summary, emit);
  emit({ type: "image", image: spec.image, rois: summary.rois, seconds: summary.seconds, done });
}

function warn(
  spec: ImageSpec,
  { nonFinite, channelNames }: ImageSummary,
  emit: (event: RunEvent) => void,
): void {
  nonFinite.forEach((pixels, c) => {
    if (pixels === 0) return;
    const channel = channelNames.length > 1 ? ` of channel ${channelNames[c]}` : "";
    const message = `${spec.image}: ${pixels} NaN or infinite pixels${channel} inside ROIs were left out of intensity and texture features`;
    emit({ type: "warning", message, data: { image: spec.image, channel: c, pixels } });
  });
}

const aborted = (): PixelmetryError =>
  new PixelmetryError("aborted", {
    what: "the run was stopped before it was complete; no table was written",
  });

/** @throws PixelmetryError `aborted` once the signal has fired */
export function checkGoing(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw aborted();
}
