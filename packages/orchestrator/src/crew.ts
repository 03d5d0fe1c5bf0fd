/**
 * Whoever computes: this thread alone, a pool of workers that each measure whole images, or a pool over which
 * the blocks and ROIs of one image after the other are spread.
 * @module
 */
import {
  type ImageProgress,
  isPixelmetryError,
  isSpilled,
  type MeasureOptions,
  measureImage,
  type OrderedRows,
  PixelmetryError,
  type RoiBatch,
} from "@pixelmetry/roi";
import type { RunHost, TemporaryFolder } from "./host.ts";
import type { ImageSpec } from "./input/image-spec.ts";
import type { PreparedRun } from "./request.ts";
import type { WatchOptions } from "./run.ts";
import { WorkerPool } from "./workers/pool.ts";
import { type ImageSummary, Session, type SessionSetup, shared } from "./workers/session.ts";

/** An image that was measured, with its rows still to be fetched, or that failed. */
export type Outcome =
  | {
      readonly spec: ImageSpec;
      readonly summary: ImageSummary;
      rows(): AsyncIterable<OrderedRows>;
      /** Forgets the rows instead. */
      discard(): Promise<void>;
    }
  | { readonly spec: ImageSpec; readonly error: PixelmetryError };

/** Where an image was measured. */
interface InWorker {
  readonly worker: number;
  readonly result: ImageSummary;
}

export class Crew {
  readonly #prepared: PreparedRun;
  readonly #host: RunHost;
  readonly #options: WatchOptions;
  readonly #local: Session;
  readonly #pool: WorkerPool | undefined;
  readonly #temporary: TemporaryFolder;
  readonly #stop = (): void => void this.#pool?.close();

  constructor(prepared: PreparedRun, host: RunHost, options: WatchOptions) {
    this.#prepared = prepared;
    this.#host = host;
    this.#options = options;
    const { request, features, parameters, settings, budget, workers } = prepared;
    this.#temporary = host.temporaryFolder();
    const setup: SessionSetup = {
      features: features.map(({ feature, named }) => ({ id: feature.id, named })),
      parameters,
      settings,
      budget,
      hash: request.hash ?? true,
      shared: workers > 1,
      spillFolder: this.#temporary.path,
    };
    this.#local = new Session({ ...setup, budget: budget * workers }, host);
    this.#pool = workers > 1 ? new WorkerPool(workers, () => host.startWorker(setup)) : undefined;
    options.signal?.addEventListener("abort", this.#stop, { once: true });
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
        const outcome = wholeImages ? this.#inWorker(spec) : this.#here(spec);
        // What ends the run is thrown when its turn comes; until then it must not count as unhandled.
        outcome.catch(() => undefined);
        pending.push(outcome);
      }
      yield await pending.shift()!;
    }
  }

  /** One worker measures the image. */
  async #inWorker(spec: ImageSpec): Promise<Outcome> {
    const pool = this.#pool!;
    try {
      const measured = await this.#twice(() => pool.runSomewhere<ImageSummary>("measureWhole", spec));
      return {
        spec,
        summary: measured.result,
        rows: () => this.#rowsOf(spec, measured),
        discard: () =>
          measured.result.more ? pool.run("release", spec, undefined, measured.worker) : Promise.resolve(),
      };
    } catch (error) {
      return { spec, error: this.#asUserError(error, spec) };
    }
  }

  /** Rows of an image from the worker that measured it; when that one dies, another one measures the image again. */
  async *#rowsOf(spec: ImageSpec, measured: InWorker): AsyncGenerator<OrderedRows> {
    const pool = this.#pool!;
    let given = 0;
    let source = measured;
    for (let again = false; ; again = true) {
      try {
        let skip = given;
        for await (const rows of rowsFrom(pool, spec, source)) {
          if (skip-- > 0) continue;
          yield rows;
          given++;
        }
        return;
      } catch (error) {
        if (again || !this.#mayRetry(error)) throw error;
        source = await pool.runSomewhere<ImageSummary>("measureWhole", spec);
      }
    }
  }

  /** This thread coordinates: alone, or with the blocks and ROIs of the image spread over the pool. */
  async #here(spec: ImageSpec): Promise<Outcome> {
    const local = this.#local;
    const pool = this.#pool;
    const { signal, onEvent } = this.#options;
    const watching = {
      ...(signal === undefined ? {} : { signal }),
      onProgress: ({ blocksRead, blocks, roisMeasured, rois }: ImageProgress) =>
        onEvent?.({
          type: "progress",
          image: spec.image,
          fraction: rois > 0 ? (blocksRead / blocks) * 0.3 + (roisMeasured / rois) * 0.7 : 0,
          rois: roisMeasured,
        }),
    };
    try {
      const summary =
        pool === undefined
          ? await local.measureWhole(spec, watching)
          : await this.#twice(() => this.#spread(spec, pool, watching));
      return {
        spec,
        summary,
        rows: () => localRows(local, spec, summary),
        discard: () => local.release(spec),
      };
    } catch (error) {
      return { spec, error: this.#asUserError(error, spec) };
    }
  }

  async #spread(
    spec: ImageSpec,
    pool: WorkerPool,
    watching: Pick<MeasureOptions, "signal" | "onProgress">,
  ): Promise<ImageSummary> {
    const started = performance.now();
    const local = this.#local;
    try {
      const description = await local.describe(spec);
      const { blocks, channelNames, ndim, where } = description;
      const tasks = {
        survey: (block: number) => pool.run<never>("survey", spec, block),
        collect: (block: number) => pool.run<never>("collect", spec, block),
        measure: (batch: RoiBatch) =>
          this.#host.sharesSegments || !batch.clouds.some(isSpilled)
            ? pool.run<never>("measure", spec, batch)
            : local.measure(spec, batch),
      };
      const hashing = pool.run<ImageSummary["inputs"]>("hash", spec);
      hashing.catch(() => undefined);
      const result = await measureImage(tasks, blocks, local.planFor(ndim), channelNames.length, where, {
        concurrency: pool.size,
        memoryBudget: this.#prepared.budget * pool.size,
        store: await local.storeOf(spec),
        allocate: shared,
        ...watching,
      });
      const inputs = await hashing;
      const finished = await local.finish(spec, result);
      return { ...description, ...finished, inputs, seconds: (performance.now() - started) / 1000 };
    } catch (error) {
      await local.release(spec);
      throw error;
    } finally {
      await pool.everywhere("release", spec).catch(() => undefined);
    }
  }

  /** A worker that dies may have been unlucky: the image gets a second one. */
  async #twice<T>(measure: () => Promise<T>): Promise<T> {
    try {
      return await measure();
    } catch (error) {
      if (this.#mayRetry(error)) return measure();
      throw error;
    }
  }

  #mayRetry(error: unknown): boolean {
    return isPixelmetryError(error, "worker-failed") && this.#pool?.failure === undefined;
  }

  /** Failures of one image end that image; defects of the program and what concerns every image end the run. */
  #asUserError(error: unknown, spec: ImageSpec): PixelmetryError {
    if (this.#pool?.failure !== undefined) throw this.#pool.failure;
    const known = error instanceof PixelmetryError ? error : unreadable(error);
    if (known === undefined) throw error;
    // A temporary disk that is full, or a stopped run.
    if (known.tag === "output-failed" || known.tag === "aborted") throw known;
    const { where = "" } = known.detail;
    const named = where.includes(spec.image) || (spec.labelImage !== "" && where.includes(spec.labelImage));
    return named
      ? known
      : new PixelmetryError(known.tag, {
          ...known.detail,
          where: where === "" ? spec.image : `${spec.image}: ${where}`,
        });
  }

  /** Stops whoever computes and removes temporary files. */
  async close(): Promise<void> {
    this.#options.signal?.removeEventListener("abort", this.#stop);
    await this.#pool?.close();
    await this.#local.close();
    await this.#temporary.remove();
  }
}

async function* rowsFrom(
  pool: WorkerPool,
  spec: ImageSpec,
  { worker, result }: InWorker,
): AsyncGenerator<OrderedRows> {
  const next = () => pool.run<OrderedRows | undefined>("nextRows", spec, undefined, worker);
  for (let rows = result.first; rows !== undefined; rows = result.more ? await next() : undefined) yield rows;
}

async function* localRows(
  session: Session,
  spec: ImageSpec,
  { first, more }: ImageSummary,
): AsyncGenerator<OrderedRows> {
  for (let rows = first; rows !== undefined; rows = more ? await session.nextRows(spec) : undefined)
    yield rows;
}

/** What the operating system says when a disk or share fails while a file is read. */
function unreadable(error: unknown): PixelmetryError | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return undefined;
  return new PixelmetryError(
    "input-not-found",
    { what: `the file cannot be read (${code} in ${syscall})`, remedy: "check the disk or network share" },
    { cause: error },
  );
}
