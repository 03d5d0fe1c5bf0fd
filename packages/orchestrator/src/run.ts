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
import { ReportBuilder, type RunReport, reportText } from "./output/report.ts";
import { RunTables, type TableOutputs } from "./output/run-tables.ts";
import type { PreparedRun } from "./request.ts";
import type { ImageSummary } from "./workers/session.ts";

/** How a caller follows a run, and stops it. */
export interface WatchOptions {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}

/** What a run wrote: names of its outputs. */
export interface RunOutputs extends TableOutputs {
  readonly report: RunReport;
  readonly reportName: string;
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
  const { images, unpaired } = prepared.pairing;
  const emit = options.onEvent ?? (() => undefined);
  const reportName = "report.json";
  const tables = new RunTables(prepared, host);
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
      await take(outcome, tables, report, emit, goOn);
    }
    goOn();
    const written = await tables.finish();
    report.finish(tables.features);
    await writeWhole(await host.output(reportName), reportText(report.content));
    const { failed, rois, seconds } = report.content.totals;
    emit({ type: "done", images: images.length, failed, rois, seconds });
    return { ...written, report: report.content, reportName };
  } catch (error) {
    await tables.abort();
    throw signal?.aborted ? aborted() : error;
  } finally {
    await crew.close();
    await tables.close();
  }
}

async function take(
  outcome: Outcome,
  tables: RunTables,
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
    await tables.open(spec, summary);
  } catch (error) {
    if (!isPixelmetryError(error, "geometry-mismatch")) throw error;
    await outcome.discard();
    return fail(error);
  }
  for await (const rows of outcome.rows()) {
    goOn();
    await tables.append(spec, rows);
  }
  await tables.finishImage(spec);
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
