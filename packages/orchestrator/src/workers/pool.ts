/**
 * A pool of workers. Tasks of one image that must see the same state go to the worker that has it; everything
 * else goes to whoever is free.
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
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

interface Member {
  handle: WorkerHandle;
  /** Requests sent and not answered. */
  readonly pending: Map<number, Waiting>;
  /** Requests for this worker only. */
  readonly queue: Waiting[];
}

export class WorkerPool {
  readonly size: number;
  readonly #start: () => WorkerHandle;
  readonly #members: Member[] = [];
  readonly #queue: Waiting[] = [];
  #nextId = 1;
  #closed = false;

  constructor(size: number, start: () => WorkerHandle) {
    this.size = size;
    this.#start = start;
    for (let i = 0; i < size; i++) this.#members.push(this.#hire({ pending: new Map(), queue: [] }));
  }

  #hire(member: Pick<Member, "pending" | "queue">): Member {
    const hired: Member = { ...member, handle: this.#start() };
    this.#listen(hired);
    return hired;
  }

  #listen(member: Member): void {
    const { handle } = member;
    handle.onMessage((answer) => {
      const waiting = member.pending.get(answer.id);
      member.pending.delete(answer.id);
      if ("error" in answer) waiting?.reject(unpackError(answer.error));
      else waiting?.resolve(answer.result as never);
      this.#dispatch();
    });
    handle.onExit((reason) => {
      if (this.#closed || member.handle !== handle) return;
      const lost = [...member.pending.values()];
      member.pending.clear();
      // The images this worker had open are gone with it; tasks that wait for it start afresh on its successor.
      member.handle = this.#start();
      this.#listen(member);
      for (const { request, reject } of lost) reject(workerGone(request.spec, reason));
      this.#dispatch();
    });
  }

  /**
   * Runs a task.
   * @param worker - number of the worker that must run it; any when absent
   * @throws whatever the task throws; PixelmetryError `worker-failed` when the worker dies
   */
  run<T>(task: TaskName, spec: ImageSpec, argument?: unknown, worker?: number): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const request: TaskRequest = { id: this.#nextId++, task, spec, argument };
      const waiting = { request, resolve: resolve as (value: never) => void, reject };
      (worker === undefined ? this.#queue : this.#members[worker].queue).push(waiting);
      this.#dispatch();
    });
  }

  /** Runs a task on every worker. */
  async everywhere(task: TaskName, spec: ImageSpec): Promise<void> {
    await Promise.all(this.#members.map((_, worker) => this.run(task, spec, undefined, worker)));
  }

  /** One task at a time per worker: a worker computes, so a second one would only hold memory. */
  #dispatch(): void {
    for (const member of this.#members) {
      while (member.pending.size === 0) {
        const next = member.queue.shift() ?? this.#queue.shift();
        if (next === undefined) break;
        member.pending.set(next.request.id, next);
        member.handle.postMessage(
          next.request,
          next.request.task === "measure" ? [] : transferables(next.request.argument),
        );
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const gone = new PixelmetryError("aborted", { what: "the run was stopped" });
    for (const { pending, queue } of this.#members) {
      for (const { reject } of [...pending.values(), ...queue.splice(0)]) reject(gone);
      pending.clear();
    }
    for (const { reject } of this.#queue.splice(0)) reject(gone);
    await Promise.all(this.#members.map(({ handle }) => handle.terminate()));
  }
}

function workerGone(spec: ImageSpec, reason: string): PixelmetryError {
  return new PixelmetryError("worker-failed", {
    where: spec.image,
    what: `the worker that measured this image stopped (${reason})`,
    remedy: "run it again with fewer --workers or a smaller --memory",
  });
}
