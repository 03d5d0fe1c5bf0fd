/**
 * Where a TIFF file is written to. The header points to the directories, which come last because they hold the
 * positions of the tiles: its bytes are written a second time at the end.
 * @module
 */
import { nodeModule } from "../../platform.ts";
import { createFileSink, type FileSystem } from "../../writers/file-sink.ts";
import { outputError } from "../../writers/output-error.ts";
import type { Sink } from "../../writers/sink.ts";

/** Appends bytes and replaces the first ones at the end. */
export interface TiffOutput {
  /** Bytes appended so far. */
  readonly length: number;
  append(bytes: Uint8Array): Promise<void>;
  /** Replaces the first bytes of the file and makes it visible. */
  finish(head: Uint8Array): Promise<void>;
  abort(): Promise<void>;
}

/** Bytes held back so that small files reach the sink in order. Larger than any buffer of a file sink. */
const heldBytes = 2 ** 20;

/**
 * A path is streamed to, atomically. Any other sink takes bytes in order only, so the file is kept in memory until
 * it is complete.
 */
export async function openOutput(target: string | Sink): Promise<TiffOutput> {
  if (typeof target !== "string") return new Output(target, Number.POSITIVE_INFINITY);
  const fs = nodeModule("node:fs")?.promises;
  let handle: Awaited<ReturnType<FileSystem["open"]>> | undefined;
  const sink = await createFileSink(
    target,
    fs && {
      ...fs,
      async open(...options) {
        const opened = await fs.open(...options);
        // The first file opened is the output; later ones are its folder.
        handle ??= opened;
        return opened;
      },
    },
  );
  return new Output(sink, heldBytes, async (head) => {
    await handle!.write(head, 0, head.length, 0);
  });
}

class Output implements TiffOutput {
  readonly #sink: Sink;
  readonly #mostHeld: number;
  readonly #rewriteHead: ((head: Uint8Array) => Promise<void>) | undefined;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #length = 0;

  constructor(sink: Sink, mostHeld: number, rewriteHead?: (head: Uint8Array) => Promise<void>) {
    this.#sink = sink;
    this.#mostHeld = mostHeld;
    this.#rewriteHead = rewriteHead;
  }

  get length(): number {
    return this.#length;
  }

  async append(bytes: Uint8Array): Promise<void> {
    this.#length += bytes.length;
    if (this.#heldBytes < 0) return this.#sink.write(bytes);
    this.#held.push(new Uint8Array(bytes));
    this.#heldBytes += bytes.length;
    if (this.#heldBytes > this.#mostHeld) await this.#release();
  }

  async finish(head: Uint8Array): Promise<void> {
    if (this.#heldBytes >= 0) {
      this.#held[0].set(head);
      await this.#release();
    } else {
      try {
        await this.#rewriteHead!(head);
      } catch (error) {
        await this.abort();
        throw outputError(this.#sink.name, error);
      }
    }
    await this.#sink.close();
  }

  async abort(): Promise<void> {
    this.#held = [];
    await this.#sink.abort();
  }

  /** From here on bytes go straight to the sink. One large write: a file sink then buffers nothing before it. */
  async #release(): Promise<void> {
    const whole = new Uint8Array(this.#heldBytes);
    let at = 0;
    for (const bytes of this.#held) {
      whole.set(bytes, at);
      at += bytes.length;
    }
    this.#held = [];
    this.#heldBytes = -1;
    await this.#sink.write(whole);
  }
}
