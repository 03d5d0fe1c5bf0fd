/**
 * The worker's side: answers requests with a session. The same for worker_threads and Web Workers; only the
 * port differs.
 * @module
 */
import type { RoiBatch } from "@pixelmetry/roi";
import type { SessionHost } from "../host.ts";
import { packError, type TaskAnswer, type TaskRequest, transferables } from "./protocol.ts";
import { Session, type SessionSetup } from "./session.ts";

export interface Port {
  postMessage(message: TaskAnswer, transfer: ArrayBuffer[]): void;
}

/** Makes the handler for a worker's incoming messages, and says that it is there. */
export function serve(
  setup: SessionSetup,
  port: Port,
  host: SessionHost,
): (request: TaskRequest) => Promise<void> {
  const session = new Session(setup, host);
  port.postMessage({ ready: true }, []);
  return async ({ id, task, spec, argument }) => {
    try {
      const result = await perform(session, task, spec, argument);
      port.postMessage({ id, result }, transferables(result));
    } catch (error) {
      port.postMessage({ id, error: packError(error) }, []);
    }
  };
}

function perform(
  session: Session,
  task: TaskRequest["task"],
  spec: TaskRequest["spec"],
  argument: unknown,
): Promise<unknown> {
  switch (task) {
    case "survey":
      return session.survey(spec, argument as number);
    case "collect":
      return session.collect(spec, argument as number);
    case "measure":
      return session.measure(spec, argument as RoiBatch);
    case "measureWhole":
      return session.measureWhole(spec);
    default:
      return session[task](spec);
  }
}
