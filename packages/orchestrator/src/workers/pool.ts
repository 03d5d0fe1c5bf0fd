/**
 * A pool of workers. Tasks that must see the state of one worker go to that one; everything else goes to
 * whoever is free.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { ImageSpec } from "../input/image-spec.ts";
import { type TaskAnswer, type TaskName, type TaskRequest, transferables, unpackError } from "./protocol.ts";

/** One worker as the pool sees it, whatever thread API is behind it. */
export interface WorkerHandle {
  postMessage(message: TaskRequest, transfer: ArrayBuffer[]): void;
  onMessage(listener: (answer: TaskAnswer) => void): void;
  /** Called once when the worker is gone, however that happened. */
  onExit(listener: (reason: string) => void): void;
  terminate(): Promise<void>;
}

interface Waiting {
  readonly request: TaskRequest;
  /** Gets the result and the number of the worker that has the state behind it. */
  readonly resolve: (result: unknown, worker: number) => void;
  readonly reject: (error: unknown) => void;
}

interface Member {
  readonly number: number;
  handle?: WorkerHandle;
  /** Whether the worker has said that it takes requests. */
  ready: boolean;
  /** The request that was sent and not answered. */
  busy?: Waiting;
  /** Requests for this worker only. */
  readonly queue: Waiting[];
}

/** Workers that die one after the other, with no task in hand and none done between, are not replaced for ever. */
const idleDeathsAllowed = 3;

export class WorkerPool {
  readonly size: number;
  readonly #start: () => WorkerHandle;
  readonly #members: Member[];
  readonly #queue: Waiting[] = [];
  #nextId = 1;
  #idleDeaths = 0;
  /** Why no task can run any more. */
  #failure: PixelmetryError | undefined;
  #closing: Promise<void> | undefined;

  constructor(size: number, start: () => WorkerHandle) {
    this.size = size;
    this.#start = start;
    this.#members = Array.from({ length: size }, (_, number) => ({ number, ready: false, queue: [] }));
    for (const member of this.#members) this.#hire(member);
  }

  /** Set when workers cannot be started: every task is rejected with it, now and later. */
  get failure(): PixelmetryError | undefined {
    return this.#failure;
  }

  #hire(member: Member): void {
    if (this.#failure !== undefined) return;
    let handle: WorkerHandle;
    try {
      handle = this.#start();
    } catch (cause) {
      this.#giveUp(noWorkers((cause as Error).message));
      return;
    }
    member.handle = handle;
    member.ready = false;
    handle.onMessage((answer) => this.#hear(member, answer));
    handle.onExit((reason) => this.#lose(member, reason));
  }

  #hear(member: Member, answer: TaskAnswer): void {
    const { busy } = member;
    if ("ready" in answer) member.ready = true;
    else if (busy?.request.id === answer.id) {
      this.#idleDeaths = 0;
      delete member.busy;
      if ("error" in answer) busy.reject(unpackError(answer.error));
      else busy.resolve(answer.result, member.number);
    }
    this.#dispatch();
  }

  #lose(member: Member, reason: string): void {
    if (this.#failure !== undefined) return;
    const { busy } = member;
    delete member.busy;
    delete member.handle;
    member.ready = false;
    if (busy === undefined && ++this.#idleDeaths >= idleDeathsAllowed) {
      this.#giveUp(noWorkers(reason));
      return;
    }
    // What this worker had open is gone with it; tasks that wait for it find that out from its successor.
    this.#hire(member);
    busy?.reject(workerGone(busy.request.spec, reason));
    this.#dispatch();
  }

  /** Rejects everything, for good. */
  #giveUp(failure: PixelmetryError): void {
    this.#failure ??= failure;
    for (const member of this.#members) {
      const { busy, queue } = member;
      delete member.busy;
      for (const { reject } of [...(busy === undefined ? [] : [busy]), ...queue.splice(0)])
        reject(this.#failure);
    }
    for (const { reject } of this.#queue.splice(0)) reject(this.#failure);
  }

  /**
   * Runs a task.
   * @param worker - number of the worker that must run it; any when absent
   * @throws whatever the task throws; PixelmetryError `worker-failed` when the worker dies
   */
  async run<T>(task: TaskName, spec: ImageSpec, argument?: unknown, worker?: number): Promise<T> {
    return (await this.runSomewhere<T>(task, spec, argument, worker)).result;
  }

  /** Like {@link run}; tells the worker that has the state behind the result. */
  runSomewhere<T>(
    task: TaskName,
    spec: ImageSpec,
    argument?: unknown,
    worker?: number,
  ): Promise<{ result: T; worker: number }> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure);
      const waiting: Waiting = {
        request: { id: this.#nextId++, task, spec, argument },
        resolve: (result, by) => resolve({ result: result as T, worker: by }),
        reject,
      };
      (worker === undefined ? this.#queue : this.#members[worker].queue).push(waiting);
      this.#dispatch();
    });
  }

  /** Runs a task on every worker. */
  async everywhere(task: TaskName, spec: ImageSpec): Promise<void> {
    await Promise.all(this.#members.map(({ number }) => this.run(task, spec, undefined, number)));
  }

  /** One task at a time per worker: a worker computes, so a second one would only hold memory. */
  #dispatch(): void {
    for (const member of this.#members) {
      if (!member.ready || member.busy !== undefined) continue;
      const next = member.queue.shift() ?? this.#queue.shift();
      if (next === undefined) continue;
      member.busy = next;
      const { request } = next;
      try {
        // Batches of ROIs stay usable here: their clouds are shared.
        member.handle!.postMessage(
          request,
          request.task === "measure" ? [] : transferables(request.argument),
        );
      } catch (error) {
        delete member.busy;
        next.reject(error);
      }
    }
  }

  /** Stops all workers, whatever they are doing; what was under way is rejected as aborted. */
  close(): Promise<void> {
    if (this.#closing === undefined) {
      this.#giveUp(new PixelmetryError("aborted", { what: "the run was stopped" }));
      const handles = this.#members.flatMap(({ handle }) => (handle === undefined ? [] : [handle]));
      this.#closing = Promise.all(handles.map((handle) => handle.terminate())).then(() => undefined);
    }
    return this.#closing;
  }
}

function workerGone(spec: ImageSpec, reason: string): PixelmetryError {
  return new PixelmetryError("worker-failed", {
    where: spec.image,
    what: `the worker that measured this image stopped (${reason})`,
    remedy: "run it again with fewer --workers or a smaller --memory",
  });
}

function noWorkers(reason: string): PixelmetryError {
  return new PixelmetryError("worker-failed", {
    what: `worker threads cannot be started (${reason})`,
    remedy: "run with --workers 1, or mend the installation",
  });
}
