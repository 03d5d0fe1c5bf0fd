/**
 * Missing values: a value that is undefined for a ROI is null in the table and counted by reason in the
 * run report. There are no sentinel numbers.
 * @module
 */

/** Why a value is missing; the position in this list is the code stored beside a row's values. */
export const missingReasons = [
  "present",
  "empty",
  "too-few-pixels",
  "constant-intensity",
  "undefined",
  "not-defined-in-3d",
  "no-physical-spacing",
  "exceeds-budget",
  "no-neighbour",
  "not-defined-in-2d",
] as const;

export type MissingReason = Exclude<(typeof missingReasons)[number], "present">;

/** Returned by a feature in the place of a number. */
export interface Missing {
  readonly missing: MissingReason;
  /** Index in {@link missingReasons}. */
  readonly code: number;
}

const instances = new Map<MissingReason, Missing>(
  missingReasons
    .slice(1)
    .map((reason, i) => [
      reason as MissingReason,
      Object.freeze({ missing: reason as MissingReason, code: i + 1 }),
    ]),
);

/** The missing value with this reason. */
export const missing = (reason: MissingReason): Missing => instances.get(reason)!;
