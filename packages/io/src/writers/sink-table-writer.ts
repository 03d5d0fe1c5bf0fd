import type { TableBatch, TableColumn, TableWriter } from "../table.ts";
import { checkBatch } from "./check-batch.ts";
import type { Sink } from "./sink.ts";

/** Turns batches into the bytes of one format and awaits `emit` before it reuses an emitted array. */
export interface TableEncoder {
  begin(emit: Emit): Promise<void>;
  append(batch: TableBatch, emit: Emit): Promise<void>;
  end(emit: Emit): Promise<void>;
}
export type Emit = (bytes: Uint8Array) => Promise<void>;

/** What all formats share: one call at a time, the state of the table, and no output after a failure. */
export class SinkTableWriter implements TableWriter {
  readonly #encoder: TableEncoder;
  readonly #sink: Sink;
  readonly #columns: readonly TableColumn[];
  readonly #emit: Emit;
  #last: Promise<void> = Promise.resolve();
  #state: "open" | "finished" | "aborted" = "open";
  #failure: { readonly error: unknown } | undefined;

  constructor(encoder: TableEncoder, sink: Sink, columns: readonly TableColumn[]) {
    this.#encoder = encoder;
    this.#sink = sink;
    this.#columns = columns;
    this.#emit = (bytes) => sink.write(bytes);
  }

  /** Writes what precedes the first row; called once, before anything else. */
  begin(): Promise<void> {
    return this.inTurn((emit) => this.#encoder.begin(emit));
  }

  async append(batch: TableBatch): Promise<void> {
    checkBatch(batch, this.#columns);
    await this.inTurn((emit) => this.#encoder.append(batch, emit));
  }

  finish(): Promise<void> {
    return this.inTurn(async (emit) => {
      await this.#encoder.end(emit);
      await this.#sink.close();
      this.#state = "finished";
    });
  }

  /** Does nothing after `finish` or a failure, so it can stand in a `finally`. */
  async abort(): Promise<void> {
    await this.#last;
    if (this.#state !== "open") return;
    this.#state = "aborted";
    await this.#sink.abort();
  }

  /** Runs `work` after all earlier calls; when it fails the output is removed and later calls fail alike. */
  protected inTurn(work: (emit: Emit) => Promise<void>): Promise<void> {
    const run = this.#last.then(async () => {
      if (this.#failure !== undefined) throw this.#failure.error;
      if (this.#state !== "open") throw new TypeError(`"${this.#sink.name}" is already ${this.#state}`);
      try {
        await work(this.#emit);
      } catch (error) {
        this.#failure = { error };
        this.#state = "aborted";
        await this.#sink.abort();
        throw error;
      }
    });
    this.#last = run.catch(() => {});
    return run;
  }
}
