/**
 * A run in a worker of the page: it coordinates, computes, and spills where a page may not.
 * @module
 */
import type { Sink } from "@pixelmetry/io";
import type { RunHost } from "../host.ts";
import { filesOf, type ImageSpec } from "../input/image-spec.ts";
import { pairListings } from "../input/pair-listings.ts";
import { type Found, type Resources, resolveRun } from "../request.ts";
import { runImages } from "../run.ts";
import { packError, unpackError } from "../workers/protocol.ts";
import {
  type FromRun,
  type HandedFile,
  type HandedRun,
  type OutputStep,
  packEvent,
  type ToRun,
  type WebPort,
} from "./messages.ts";
import { opfsFolder } from "./opfs-segments.ts";
import { sessionHost } from "./session-host.ts";
import { startWebWorker, type WebWorkerLike } from "./start-worker.ts";

/** Runs what the page asked for and tells it how that goes. */
export async function coordinate(
  run: HandedRun,
  port: WebPort,
  newWorker: () => WebWorkerLike,
): Promise<void> {
  const page = new Page(port);
  const host: RunHost = {
    ...sessionHost,
    runtime: navigator.userAgent,
    sharesSegments: false,
    cpuSeconds: () => undefined,
    startWorker: (setup) => startWebWorker(newWorker(), setup),
    temporaryFolder: opfsFolder,
    output: (name) => page.open(name),
  };
  try {
    const prepared = await resolveRun(run.request, resources(), async () => findIn(run));
    const { signal } = page;
    const done = await runImages(prepared, host, {
      signal,
      onEvent: (event) => page.tell({ event: packEvent(event) }),
    });
    page.tell({ done });
  } catch (error) {
    page.tell({ failed: packError(error) });
  }
}

/** A quarter of the device's memory, which browsers round and cap; the tab and the system need the rest. */
function resources(): Resources {
  const { deviceMemory = 4 } = navigator as { deviceMemory?: number };
  return { memory: deviceMemory * 2 ** 28, threads: navigator.hardwareConcurrency };
}

function findIn({ request, intensity, labels }: HandedRun): Found {
  const files = [...intensity, ...(labels ?? [])];
  // People pick files in any order, so several pair by name.
  const listing = (handed: readonly HandedFile[]) => ({
    files: handed.map(({ path, name }) => ({ path, name })),
    fromFolder: handed.length > 1,
  });
  const { images, unpaired } = pairListings(
    listing(intensity),
    labels === undefined ? undefined : listing(labels),
    request,
  );
  const contents = new Map(files.map(({ path, content }) => [path, content]));
  return {
    pairing: { images: images.map((spec) => ({ ...spec, contents: contentsOf(spec, contents) })), unpaired },
    inputBytes: files.reduce((bytes, { content }) => bytes + (content?.size ?? 0), 0),
  };
}

function contentsOf(spec: ImageSpec, contents: ReadonlyMap<string, Blob | undefined>): Record<string, Blob> {
  const own: Record<string, Blob> = {};
  for (const { path } of filesOf(spec, true)) {
    const content = contents.get(path);
    if (content !== undefined) own[path] = content;
  }
  return own;
}

/** The page at the other end of the port. */
class Page {
  readonly #port: WebPort;
  readonly #stop = new AbortController();
  readonly #waiting = new Map<number, (error: Error | undefined) => void>();
  #calls = 0;
  #outputs = 0;

  constructor(port: WebPort) {
    this.#port = port;
    port.addEventListener("message", ({ data }) => this.#hear(data as ToRun));
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  #hear(message: ToRun): void {
    if ("stop" in message) {
      this.#stop.abort();
      return;
    }
    const { answer, error } = message;
    this.#waiting.get(answer)?.(error === undefined ? undefined : unpackError(error));
    this.#waiting.delete(answer);
  }

  tell(message: FromRun): void {
    this.#port.postMessage(message);
  }

  /** Every step is answered before the next, so a slow disk holds the run back instead of filling memory. */
  #step(output: number, step: OutputStep): Promise<void> {
    return new Promise((resolve, reject) => {
      const call = this.#calls++;
      this.#waiting.set(call, (error) => (error === undefined ? resolve() : reject(error)));
      const message: FromRun = { call, output, step };
      this.#port.postMessage(message, "write" in step ? [step.write.buffer] : []);
    });
  }

  async open(name: string): Promise<Sink> {
    const output = this.#outputs++;
    await this.#step(output, { open: name });
    let open = true;
    return {
      name,
      write: (bytes) => this.#step(output, { write: bytes.slice() }),
      close: async () => {
        open = false;
        await this.#step(output, { close: true });
      },
      abort: async () => {
        if (!open) return;
        open = false;
        await this.#step(output, { abort: true });
      },
    };
  }
}
