/**
 * How the program ends when something goes wrong: one sentence and an exit code for what a user can mend, a
 * stack trace only for defects of the program.
 * @module
 */
import { isPixelmetryError } from "@pixelmetry/roi";

/** 1: some images failed; 2: the request could not be met; 70: a defect; 130: stopped by the user. */
export const exitCodes = { someFailed: 1, request: 2, defect: 70, interrupted: 130 } as const;

/** Prints an error and sets the exit code. */
export function fail(error: unknown): void {
  if (isPixelmetryError(error)) {
    process.stderr.write(`pixelmetry: ${error.message}\n`);
    process.exitCode = error.tag === "aborted" ? exitCodes.interrupted : exitCodes.request;
    return;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`pixelmetry: this is a defect of the program, please report it.\n${text}\n`);
  process.exitCode = exitCodes.defect;
}
