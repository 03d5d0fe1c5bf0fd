/**
 * A run from request to table: open → measure → write, image by image. Small images are measured whole, one
 * per worker; when there are few, the blocks and ROIs of each image are spread over all workers. Rows are
 * written in the order of the images either way.
 * @module
 */

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  type Allocate,
  isPixelmetryError,
  measureImage,
  type OrderedRows,
  PixelmetryError,
} from "@pixelmetry/roi";
import type { RunEvent } from "./events.ts";
import type { ImageSpec } from "./input/image-spec.ts";
import { FeatureTable } from "./output/feature-table.ts";
import { Pictures } from "./output/pictures.ts";
import { ReportBuilder, type RunReport, writeReport } from "./output/report.ts";
import { type PreparedRun, prepareRun, type RunRequest } from "./request.ts";
import { version } from "./version.ts";
import { WorkerPool } from "./workers/pool.ts";
import { type ImageSummary, Session, type SessionSetup } from "./workers/session.ts";
import { threadStarter } from "./workers/thread-pool.ts";

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

/** An image that was measured or failed, with its rows still to be fetched. */
type Outcome =
  | {
      readonly spec: ImageSpec;
      readonly summary: ImageSummary;
      readonly more: () => Promise<OrderedRows | undefined>;
    }
  | { readonly spec: ImageSpec; readonly error: PixelmetryError };

/**
 * Measures images and writes the feature table and the run report. An image that fails is reported and left
 * out; the others are measured.
 * @throws PixelmetryError when the request cannot be met, the output cannot be written or the run is aborted
 */
export async function extract(request: RunRequest, options: RunOptions): Promise<RunResult> {
  const started = new Date();
  const prepared = await prepareRun(request);
  const { images, unpaired } = prepared.pairing;
  const emit = options.onEvent ?? (() => undefined);
  await makeFolder(options.out);
  const path = join(options.out, `features.${prepared.format}`);
  const table = new FeatureTable(prepared.plan, {
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
    for await (const outcome of crew.outcomes(images)) {
      options.signal?.throwIfAborted();
      await take(outcome, table, pictures, report, emit);
    }
    const written = await table.finish();
    await pictures?.finish();
    report.finish(table);
    const reportPath = join(options.out, "report.json");
    await writeReport(reportPath, report.content);
    const { failed, rois, seconds } = report.content.totals;
    emit({ type: "done", images: images.length, failed, rois, seconds });
    return { prepared, report: report.content, reportPath, pictures: pictures?.files ?? [], ...(written ? { table: path } : {}) };
  } catch (error) {
    await table.abort();
    throw options.signal?.aborted ? aborted() : error;
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
): Promise<void> {
  const { spec } = outcome;
  const fail = (error: PixelmetryError): void => {
    report.failed(spec, error);
    emit({ type: "failure", image: spec.image, error });
  };
  if ("error" in outcome) return fail(outcome.error);
  const { summary, more } = outcome;
  try {
    await table.open(spec, summary.channelNames);
  } catch (error) {
    if (isPixelmetryError(error, "geometry-mismatch")) return fail(error);
    throw error;
  }
  for (let rows = summary.first; rows !== undefined; rows = summary.more ? await more() : undefined) {
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

/** Whoever computes: this thread alone, or a pool of workers. */
class Crew {
  readonly #prepared: PreparedRun;
  readonly #options: RunOptions;
  readonly #local: Session;
  readonly #pool: WorkerPool | undefined;
  /** Images under way per worker. */
  readonly #load: number[];

  constructor(prepared: PreparedRun, options: RunOptions) {
    this.#prepared = prepared;
    this.#options = options;
    const threads = prepared.workers > 1;
    const setup: SessionSetup = {
      features: prepared.features.map(({ feature }) => feature.id),
      parameters: prepared.parameters,
      settings: prepared.settings,
      budget: prepared.budget,
      hash: prepared.request.hash ?? true,
      shared: threads,
      ...(prepared.request.temp === undefined ? {} : { temp: prepared.request.temp }),
    };
    this.#local = new Session({ ...setup, budget: prepared.budget * prepared.workers });
    this.#load = new Array<number>(prepared.workers).fill(0);
    const url = options.workerUrl ?? new URL("./worker.js", import.meta.url);
    this.#pool = threads ? new WorkerPool(prepared.workers, threadStarter(url, setup)) : undefined;
  }

  /** Outcomes in the order of `images`. */
  async *outcomes(images: readonly ImageSpec[]): AsyncGenerator<Outcome> {
    const wholeImages = this.#pool !== undefined && images.length >= 2 * this.#pool.size;
    // With one image per worker under way and one ready, nobody waits for the writer.
    const ahead = wholeImages ? 2 * this.#pool!.size : 1;
    const pending: Promise<Outcome>[] = [];
    let next = 0;
    for (let i = 0; i < images.length; i++) {
      while (next < images.length && next < i + ahead) {
        const spec = images[next++];
        pending.push(wholeImages ? this.#inWorker(spec) : this.#here(spec));
      }
      yield await pending.shift()!;
    }
  }

  /** One worker measures the image. A worker that dies may have been unlucky: the image gets a second one. */
  async #inWorker(spec: ImageSpec, second = false): Promise<Outcome> {
    const pool = this.#pool!;
    const worker = this.#load.indexOf(Math.min(...this.#load));
    this.#load[worker]++;
    try {
      const summary = await pool.run<ImageSummary>("measureWhole", spec, undefined, worker);
      return {
        spec,
        summary,
        more: () => pool.run<OrderedRows | undefined>("nextRows", spec, undefined, worker),
      };
    } catch (error) {
      await pool.run("release", spec, undefined, worker).catch(() => undefined);
      if (isPixelmetryError(error, "worker-failed") && !second) return this.#inWorker(spec, true);
      return { spec, error: asUserError(error, spec) };
    } finally {
      this.#load[worker]--;
    }
  }

  /** This thread coordinates: alone, or with the blocks and ROIs of the image spread over the pool. */
  async #here(spec: ImageSpec): Promise<Outcome> {
    const local = this.#local;
    const { signal, onEvent } = this.#options;
    const progress = {
      ...(signal === undefined ? {} : { signal }),
      onProgress: ({ blocksRead, blocks, roisMeasured, rois }: ProgressParts) =>
        onEvent?.({
          type: "progress",
          image: spec.image,
          fraction: rois > 0 ? (blocksRead / blocks) * 0.3 + (roisMeasured / rois) * 0.7 : 0,
          rois: roisMeasured,
        }),
    };
    try {
      const summary =
        this.#pool === undefined
          ? await local.measureWhole(spec, progress)
          : await this.#spread(spec, this.#pool, progress);
      return { spec, summary, more: () => local.nextRows(spec) };
    } catch (error) {
      await local.release(spec);
      await this.#pool?.everywhere("release", spec).catch(() => undefined);
      if (signal?.aborted) throw aborted();
      return { spec, error: asUserError(error, spec) };
    }
  }

  async #spread(
    spec: ImageSpec,
    pool: WorkerPool,
    progress: Parameters<typeof measureImage>[5],
  ): Promise<ImageSummary> {
    const started = performance.now();
    const local = this.#local;
    const description = await local.describe(spec);
    const tasks = {
      survey: (block: number) => pool.run<never>("survey", spec, block),
      collect: (block: number) => pool.run<never>("collect", spec, block),
      measure: (batch: unknown) => pool.run<never>("measure", spec, batch),
    };
    const hashing = pool.run<ImageSummary["inputs"]>("hash", spec);
    hashing.catch(() => undefined);
    const result = await measureImage(
      tasks,
      description.blocks,
      local.plan,
      description.channelNames.length,
      description.where,
      {
        concurrency: pool.size,
        memoryBudget: this.#prepared.budget * pool.size,
        store: local.store,
        allocate: shareable,
        ...progress,
      },
    );
    const inputs = await hashing;
    await pool.everywhere("release", spec);
    return {
      ...description,
      ...(await local.finish(spec, result)),
      inputs,
      seconds: (performance.now() - started) / 1000,
    };
  }

  async close(): Promise<void> {
    await this.#pool?.close();
    await this.#local.close();
  }
}

interface ProgressParts {
  readonly blocksRead: number;
  readonly blocks: number;
  readonly roisMeasured: number;
  readonly rois: number;
}

const shareable: Allocate = (bytes) => new SharedArrayBuffer(bytes);

/** Failures of one image end that image; defects of the program end the run. */
function asUserError(error: unknown, spec: ImageSpec): PixelmetryError {
  if (!(error instanceof PixelmetryError)) throw error;
  // A temporary disk that is full, or a stopped run, concerns every image.
  if (error.tag === "output-failed" || error.tag === "aborted") throw error;
  const { where = "" } = error.detail;
  const named = where.includes(spec.image) || (spec.labelImage !== "" && where.includes(spec.labelImage));
  return named
    ? error
    : new PixelmetryError(error.tag, {
        ...error.detail,
        where: where === "" ? spec.image : `${spec.image}: ${where}`,
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
