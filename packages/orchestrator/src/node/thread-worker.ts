/**
 * Entry of a worker thread (Node).
 * @module
 */
import { parentPort, workerData } from "node:worker_threads";
import type { TaskRequest } from "../workers/protocol.ts";
import { serve } from "../workers/serve.ts";
import type { SessionSetup } from "../workers/session.ts";
import { sessionHost } from "./session-host.ts";

/** Starts answering the main thread's requests. */
export function startThreadWorker(): void {
  const port = parentPort;
  if (port === null) throw new Error("this module runs in a worker thread only");
  const handle = serve(
    workerData as SessionSetup,
    { postMessage: (message, transfer) => port.postMessage(message, transfer) },
    sessionHost,
  );
  port.on("message", (request: TaskRequest) => void handle(request));
}
