/**
 * Worker threads for the pool (Node).
 * @module
 */
import { Worker } from "node:worker_threads";
import type { WorkerHandle } from "../workers/pool.ts";
import type { TaskAnswer } from "../workers/protocol.ts";
import type { SessionSetup } from "../workers/session.ts";

/** Starts a worker thread that runs the module at `url`. */
export function startThread(url: URL, setup: SessionSetup): WorkerHandle {
  const worker = new Worker(url, { workerData: setup, stdout: false, stderr: false });
  return {
    postMessage: (message, transfer) => worker.postMessage(message, transfer),
    onMessage: (listener) => void worker.on("message", (answer: TaskAnswer) => listener(answer)),
    onExit(listener) {
      let reason: string | undefined;
      worker.on("error", (error) => {
        reason =
          (error as { code?: string }).code === "ERR_WORKER_OUT_OF_MEMORY" ? "out of memory" : error.message;
      });
      worker.on("exit", (code) => listener(reason ?? `exit code ${code}`));
    },
    terminate: async () => void (await worker.terminate()),
  };
}
