/**
 * Web Workers for the pool.
 * @module
 */
import type { WorkerHandle } from "../workers/pool.ts";
import type { TaskAnswer } from "../workers/protocol.ts";
import type { SessionSetup } from "../workers/session.ts";
import type { FirstMessage, WebPort } from "./messages.ts";

/** What is used of a Web Worker. */
export interface WebWorkerLike extends WebPort {
  addEventListener(
    type: "message" | "messageerror",
    listener: (event: { readonly data: unknown }) => void,
  ): void;
  addEventListener(type: "error", listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

/** Has a worker serve sessions with this setup. */
export function startWebWorker(worker: WebWorkerLike, setup: SessionSetup): WorkerHandle {
  worker.postMessage({ serve: setup } satisfies FirstMessage);
  return {
    postMessage: (message, transfer) => worker.postMessage(message, transfer),
    onMessage: (listener) =>
      worker.addEventListener("message", ({ data }: { readonly data: unknown }) =>
        listener(data as TaskAnswer),
      ),
    onExit(listener) {
      let gone = false;
      const lose = (reason: string): void => {
        if (gone) return;
        gone = true;
        // A worker with a defect would go on with half of its state.
        worker.terminate();
        listener(reason);
      };
      worker.addEventListener("error", ({ message }) => lose(message ?? "its program cannot be loaded"));
      worker.addEventListener("messageerror", () => lose("a message could not be read"));
    },
    terminate: async () => worker.terminate(),
  };
}
