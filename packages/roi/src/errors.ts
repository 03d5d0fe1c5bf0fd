/**
 * Errors a user can act on. Each carries a literal tag, data fields and one sentence that says
 * what is wrong, where, what was expected, what was found and how to mend it.
 * Anything that is not a {@link PixelmetryError} is a defect of the program, not of its input.
 * @module
 */

/** Every kind of failure that a user's input or machine can cause. */
export type ErrorTag =
  | "invalid-argument"
  | "unknown-feature"
  | "input-not-found"
  | "unpaired-input"
  | "unsupported-format"
  | "corrupt-input"
  | "geometry-mismatch"
  | "invalid-labels"
  | "no-roi"
  | "memory-budget"
  | "output-failed"
  | "worker-failed"
  | "aborted";

/** What a message is made of; `where` is a file, a flag or a column. */
export interface ErrorDetail {
  /** What is wrong, without a full stop: "the label image is smaller than the intensity image". */
  readonly what: string;
  /** File, flag, column or ROI at fault. */
  readonly where?: string;
  readonly expected?: string | number;
  readonly received?: string | number;
  /** What the user can do about it, as an imperative without a full stop. */
  readonly remedy?: string;
  /** Machine-readable fields for reports. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Thrown for every failure that the user can mend; narrow it with {@link isPixelmetryError}. */
export class PixelmetryError extends Error {
  override readonly name = "PixelmetryError";
  readonly tag: ErrorTag;
  readonly detail: ErrorDetail;

  constructor(tag: ErrorTag, detail: ErrorDetail, options?: { cause?: unknown }) {
    super(sentence(detail), options);
    this.tag = tag;
    this.detail = detail;
  }

  /** A structured-clonable form: errors cross worker boundaries as this. */
  toJSON(): { tag: ErrorTag; detail: ErrorDetail; message: string } {
    return { tag: this.tag, detail: this.detail, message: this.message };
  }
}

function sentence({ what, where, expected, received, remedy }: ErrorDetail): string {
  let text = where === undefined ? what : `${where}: ${what}`;
  if (expected !== undefined && received !== undefined) {
    text += ` (expected ${expected}, found ${received})`;
  } else if (expected !== undefined) {
    text += ` (expected ${expected})`;
  } else if (received !== undefined) {
    text += ` (found ${received})`;
  }
  if (remedy !== undefined) text += `; ${remedy}`;
  return text.endsWith("?") ? text : `${text}.`;
}

/**
 * Whether `error` is a {@link PixelmetryError}, optionally with one of `tags`.
 * @example
 * try { await run(); } catch (error) {
 *   if (isPixelmetryError(error, "unknown-feature")) suggest(error.detail.data);
 *   else throw error;
 * }
 */
export function isPixelmetryError(error: unknown, ...tags: ErrorTag[]): error is PixelmetryError {
  return error instanceof PixelmetryError && (tags.length === 0 || tags.includes(error.tag));
}
