/**
 * A run from request to table: open → measure → write, image by image. Small images are measured whole, one
 * per worker; when there are few, the blocks and ROIs of each image are spread over all workers. Rows are
 * written in the order of the images either way.
 * @module
 */

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { isPixelmetryError, PixelmetryError } from "@pixelmetry/roi";
import { Crew, type Outcome } from "./crew.ts";
import type { RunEvent } from "./events.ts";
import type { ImageSpec } from "./input/image-spec.ts";
import { FeatureTable } from "./output/feature-table.ts";
import { Pictures } from "./output/pictures.ts";
import { ReportBuilder, type RunReport, writeReport } from "./output/report.ts";
import { type PreparedRun, prepareRun, type RunRequest } from "./request.ts";
import { version } from "./version.ts";
import type { ImageSummary } from "./workers/session.ts";

export interface RunOptions {
  /** Folder for table and report; made when it does not exist. */
  readonly out: string;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  /** Module that worker threads run; the one beside this module when absent. */
  readonly workerUrl?: URL;
}

export interface RunResult {
  readonly prepared: PreparedRun;
  readonly report: RunReport;
  /** Path of the table; absent when no image could be measured. */
  readonly table?: string;
  readonly reportPath: string;
  /** Paths of the pictures that were asked for. */
  readonly pictures: readonly string[];
}

/**
 * Measures images and writes the feature table and the run report. An image that fails is reported and left
 * out; the others are measured.
 * @throws PixelmetryError when the request cannot be met, the output cannot be written or the run is aborted
 * @example
 * const { table, report } = await extract(
 *   { intensity: ["images/"], labels: ["labels/"], features: ["intensity", "glcm"] },
 *   { out: "results/", onEvent: (event) => console.log(event.type) },
 * );
 */
export async function extract(request: RunRequest, options: RunOptions): Promise<RunResult> {
  const { signal } = options;
  const goOn = (): void => {
    if (signal?.aborted) throw aborted();
  };
  goOn();
  const started = new Date();
  const prepared = await prepareRun(request);
  const { images, unpaired } = prepared.pairing;
  const emit = options.onEvent ?? (() => undefined);
  await makeFolder(options.out);
  const path = join(options.out, `features.${prepared.format}`);
  const table = new FeatureTable(prepared.planFor, {
    path,
    format: prepared.format,
    names: prepared.names,
    unit: prepared.settings.unit,
    define: request.define ?? [],
    metadata: { pixelmetry: version, profile: request.profile ?? "default", parameters: prepared.parameters },
  });
  const wanted = request.pictures ?? [];
  const pictures = wanted.length > 0 ? new Pictures(wanted, options.out, prepared.settings) : undefined;
  emit({
    type: "start",
    images: images.length,
    features: prepared.features.length,
    workers: prepared.workers,
  });
  for (const { file, error } of unpaired) emit({ type: "failure", image: file, error });
  const report = new ReportBuilder(prepared, started);
  const crew = new Crew(prepared, options);
  try {
    goOn();
    for await (const outcome of crew.outcomes(images)) {
      await take(outcome, table, pictures, report, emit, goOn);
    }
    goOn();
    const written = await table.finish();
    await pictures?.finish();
    report.finish(table);
    const reportPath = join(options.out, "report.json");
    await writeReport(reportPath, report.content);
    const { failed, rois, seconds } = report.content.totals;
    emit({ type: "done", images: images.length, failed, rois, seconds });
    return {
      prepared,
      report: report.content,
      reportPath,
      pictures: pictures?.files ?? [],
      ...(written ? { table: path } : {}),
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

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? "unknown error";
    throw new PixelmetryError(
      "output-failed",
      {
        where: path,
        what: `the output folder cannot be made (${code})`,
        remedy: "choose another folder with --out",
      },
      { cause },
    );
  }
}
