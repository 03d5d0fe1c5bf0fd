/**
 * What the page and the worker that runs for it say to each other, and the first message of every Web Worker.
 * @module
 */
import type { RunEvent } from "../events.ts";
import type { ListedFile, Patterns } from "../input/pairing.ts";
import type { MeasureRequest } from "../request.ts";
import type { RunOutputs } from "../run.ts";
import { packError, type TaskError, unpackError } from "../workers/protocol.ts";
import type { SessionSetup } from "../workers/session.ts";

/** What is used of a Web Worker, a worker's own scope, or a message port. */
export interface WebPort {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
}

/** A file that was handed over, or the address of a remote one. */
export interface HandedFile extends ListedFile {
  readonly content?: Blob;
}

/** A run as the page hands it to its worker. */
export interface HandedRun {
  readonly request: MeasureRequest & Patterns;
  readonly intensity: readonly HandedFile[];
  readonly labels?: readonly HandedFile[];
}

/** The first message a worker gets says what it is for. */
export type FirstMessage = { readonly serve: SessionSetup } | { readonly run: HandedRun };

/** From the page. */
export type ToRun = { readonly stop: true } | { readonly answer: number; readonly error?: TaskError };

/** To the page. Outputs are opened, written, closed or aborted in turn; each step is answered. */
export type FromRun =
  | { readonly event: PackedEvent }
  | { readonly call: number; readonly output: number; readonly step: OutputStep }
  | { readonly done: RunOutputs }
  | { readonly failed: TaskError };

export type OutputStep =
  | { readonly open: string }
  | { readonly write: Uint8Array<ArrayBuffer> }
  | { readonly close: true }
  | { readonly abort: true };

type Failure = Extract<RunEvent, { type: "failure" }>;
type PackedEvent = Exclude<RunEvent, Failure> | (Omit<Failure, "error"> & { readonly error: TaskError });

/** Events as plain data: a clone of an error loses what it says. */
export const packEvent = (event: RunEvent): PackedEvent =>
  event.type === "failure" ? { ...event, error: packError(event.error) } : event;

export const unpackEvent = (event: PackedEvent): RunEvent =>
  event.type === "failure" ? { ...event, error: unpackError(event.error) as Failure["error"] } : event;
