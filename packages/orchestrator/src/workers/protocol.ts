/**
 * Messages between the main thread and its workers: a request names a method of {@link Session}, the answer
 * carries its result or an error a user can read.
 * @module
 */
import { type ErrorDetail, type ErrorTag, PixelmetryError } from "@pixelmetry/roi";
import type { ImageSpec } from "../input/image-spec.ts";

/** Methods of a session that run in workers. */
export type TaskName =
  | "describe"
  | "survey"
  | "collect"
  | "measure"
  | "hash"
  | "measureWhole"
  | "nextRows"
  | "release";

export interface TaskRequest {
  readonly id: number;
  readonly task: TaskName;
  readonly spec: ImageSpec;
  readonly argument?: unknown;
}

export type TaskAnswer =
  /** Sent once, when the worker takes requests. */
  | { readonly ready: true }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: TaskError };

/** An error as plain data: of the user's input, or a defect with its stack. */
export type TaskError =
  | { readonly tag: ErrorTag; readonly detail: ErrorDetail }
  | { readonly message: string; readonly stack?: string; readonly code?: string; readonly syscall?: string };

export function packError(error: unknown): TaskError {
  if (error instanceof PixelmetryError) return { tag: error.tag, detail: error.detail };
  const { message, stack, code, syscall } = (
    error instanceof Error ? error : new Error(String(error))
  ) as NodeJS.ErrnoException;
  return {
    message,
    ...(stack === undefined ? {} : { stack }),
    ...(code === undefined ? {} : { code }),
    ...(syscall === undefined ? {} : { syscall }),
  };
}

export function unpackError(error: TaskError): Error {
  if ("tag" in error) return new PixelmetryError(error.tag, error.detail);
  const { message, ...fields } = error;
  return Object.assign(new Error(message), fields);
}

/** Buffers that an answer gives away; shared buffers stay where they are. */
export function transferables(value: unknown, found: ArrayBuffer[] = []): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer && !found.includes(value.buffer)) found.push(value.buffer);
  } else if (Array.isArray(value)) {
    for (const item of value) transferables(item, found);
  } else if (typeof value === "object" && value !== null) {
    for (const item of Object.values(value)) transferables(item, found);
  }
  return found;
}
