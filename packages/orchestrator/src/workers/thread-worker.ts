/**
 * Entry of a worker thread (Node).
 * @module
 */
import { parentPort, workerData } from "node:worker_threads";
import type { TaskRequest } from "./protocol.ts";
import { serve } from "./serve.ts";
import type { SessionSetup } from "./session.ts";

/** Starts answering the main thread's requests. */
export function startThreadWorker(): void {
  const port = parentPort;
  if (port === null) throw new Error("this module runs in a worker thread only");
  const handle = serve(workerData as SessionSetup, {
    postMessage: (message, transfer) => port.postMessage(message, transfer),
  });
  port.on("message", (request: TaskRequest) => void handle(request));
}
