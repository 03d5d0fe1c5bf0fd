/**
 * A Web Worker from its first message on.
 * @module
 */
import type { TaskRequest } from "../workers/protocol.ts";
import { serve } from "../workers/serve.ts";
import { coordinate } from "./coordinate.ts";
import type { FirstMessage, WebPort } from "./messages.ts";
import { sessionHost } from "./session-host.ts";
import type { WebWorkerLike } from "./start-worker.ts";

/**
 * Waits for the message that says what this worker is for: to run for a page, or to compute for a run.
 * @param newWorker - starts another worker of the same program
 */
export function servePage(port: WebPort, newWorker: () => WebWorkerLike): void {
  let handle: ((request: TaskRequest) => Promise<void>) | undefined;
  let running = false;
  port.addEventListener("message", ({ data }) => {
    if (running) return;
    if (handle !== undefined) return void handle(data as TaskRequest);
    const first = data as FirstMessage;
    if ("serve" in first) {
      const post = {
        postMessage: (message: unknown, transfer: ArrayBuffer[]) => port.postMessage(message, transfer),
      };
      handle = serve(first.serve, post, sessionHost);
    } else {
      running = true;
      void coordinate(first.run, port, newWorker);
    }
  });
}
