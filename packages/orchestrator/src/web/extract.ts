/**
 * Runs in a browser, over files the user picked.
 * @module
 */
import { createMemorySink, type MemorySink, type Sink } from "@pixelmetry/io";
import { PixelmetryError } from "@pixelmetry/roi";
import type { Patterns } from "../input/pairing.ts";
import type { RunReport } from "../output/report.ts";
import type { MeasureRequest } from "../request.ts";
import { checkGoing, type WatchOptions } from "../run.ts";
import { packError, unpackError } from "../workers/protocol.ts";
import {
  type FirstMessage,
  type FromRun,
  type HandedFile,
  type OutputStep,
  type ToRun,
  unpackEvent,
} from "./messages.ts";
import type { WebWorkerLike } from "./start-worker.ts";

/** Files of a run: picked by the user, or addresses of remote ones. */
export interface WebRunRequest extends MeasureRequest, Patterns {
  /** Files with intensities. Several pair with the labels by name. */
  readonly intensity: readonly (File | string)[];
  /** Files with labels; absent: whole images are measured. */
  readonly labels?: readonly (File | string)[];
}

export interface WebRunOptions extends WatchOptions {
  /**
   * Where an output goes, such as `createStreamSink(await handle.createWritable())`. Outputs are kept in memory
   * when absent.
   */
  readonly output?: (name: string) => Sink | Promise<Sink>;
  /**
   * Starts a worker that runs `@pixelmetry/orchestrator/web-worker`; a bundler that does not follow
   * `new Worker(new URL(…))` into packages needs it.
   */
  readonly worker?: () => WebWorkerLike;
}

export interface WebRunResult {
  readonly report: RunReport;
  /** Name of the table; absent when no image could be measured. */
  readonly tableName?: string;
  /** Names of the table with a row per image and of the pairs of neighbours, if they were asked for. */
  readonly imageTableName?: string;
  readonly graphName?: string;
  readonly reportName: string;
  readonly pictureNames: readonly string[];
  /** Contents by name, unless the caller took them with `output`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Measures images in the browser: the same run as in Node, coordinated by a Web Worker with more of them to
 * help, temporary data in the origin private file system. Values are the same to the last bit.
 * @throws PixelmetryError when the request cannot be met, an output cannot be written or the run is aborted
 * @example
 * const { files, tableName } = await extract(
 *   { intensity: [...input.files], labels: [...masks.files], features: ["intensity", "glcm"] },
 *   { onEvent: (event) => console.log(event.type) },
 * );
 * const csv = new Blob([files.get(tableName)], { type: "text/csv" });
 */
export async function extract(request: WebRunRequest, options: WebRunOptions = {}): Promise<WebRunResult> {
  const { signal } = options;
  checkGoing(signal);
  const { intensity, labels, ...rest } = request;
  const run = {
    request: rest,
    intensity: intensity.map((file) => handed(file, "intensity")),
    ...(labels === undefined ? {} : { labels: labels.map((file) => handed(file, "labels")) }),
  };
  checkNames(run.intensity);
  checkNames(run.labels ?? []);
  const worker: WebWorkerLike =
    options.worker?.() ??
    new Worker(new URL("./web-worker.js", import.meta.url), { type: "module", name: "pixelmetry" });
  const stop = (): void => worker.postMessage({ stop: true } satisfies ToRun);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return await follow(worker, { run }, options);
  } finally {
    signal?.removeEventListener("abort", stop);
    worker.terminate();
  }
}

function handed(file: File | string, folder: string): HandedFile {
  if (typeof file === "string") return { path: file, name: new URL(file).pathname.split("/").at(-1) ?? file };
  return { path: `${folder}/${file.webkitRelativePath || file.name}`, name: file.name, content: file };
}

function checkNames(files: readonly HandedFile[]): void {
  const seen = new Set<string>();
  for (const { path } of files) {
    if (seen.has(path)) {
      throw new PixelmetryError("invalid-argument", {
        where: path,
        what: "two files have this name",
        remedy: "rename one of them, or measure them in separate runs",
      });
    }
    seen.add(path);
  }
}

function follow(worker: WebWorkerLike, first: FirstMessage, options: WebRunOptions): Promise<WebRunResult> {
  const outputs = new Outputs(options.output);
  return new Promise((resolve, reject) => {
    worker.addEventListener("error", ({ message }) => reject(noWorker(message)));
    worker.addEventListener("message", ({ data }: { readonly data: unknown }) => {
      const message = data as FromRun;
      if ("done" in message) resolve({ ...message.done, files: outputs.files() });
      else if ("failed" in message) reject(unpackError(message.failed));
      else if ("event" in message) {
        try {
          options.onEvent?.(unpackEvent(message.event));
        } catch (error) {
          reject(error);
        }
      } else {
        const { call, output, step } = message;
        outputs.take(output, step).then(
          () => worker.postMessage({ answer: call } satisfies ToRun),
          (error) => worker.postMessage({ answer: call, error: packError(error) } satisfies ToRun),
        );
      }
    });
    worker.postMessage(first);
  });
}

/** Outputs of a run, wherever they go. */
class Outputs {
  readonly #open: WebRunOptions["output"];
  readonly #sinks = new Map<number, Sink>();
  readonly #kept = new Map<string, MemorySink>();

  constructor(open: WebRunOptions["output"]) {
    this.#open = open;
  }

  async take(output: number, step: OutputStep): Promise<void> {
    if ("open" in step) {
      const sink = (await this.#open?.(step.open)) ?? createMemorySink(step.open);
      this.#sinks.set(output, sink);
      if (this.#open === undefined) this.#kept.set(step.open, sink as MemorySink);
      return;
    }
    const sink = this.#sinks.get(output);
    if (sink === undefined) throw new Error(`output ${output} is not open`);
    if ("write" in step) return sink.write(step.write);
    this.#sinks.delete(output);
    if ("close" in step) return sink.close();
    this.#kept.delete(sink.name);
    return sink.abort();
  }

  files(): Map<string, Uint8Array> {
    return new Map([...this.#kept].map(([name, sink]) => [name, sink.bytes()]));
  }
}

const noWorker = (reason = "its program cannot be loaded"): PixelmetryError =>
  new PixelmetryError("worker-failed", {
    what: `the worker that runs for this page stopped (${reason})`,
    remedy: "check that the page may load the worker module, or bring one with the option worker",
  });
