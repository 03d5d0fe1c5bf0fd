import type { MeasuredRoi } from "@pixelmetry/roi";
import { expect } from "vitest";

/** What a ROI must give for one feature. */
export interface Expectation {
  readonly id: string;
  /** A value, one value per column, or the reason why there is none. */
  readonly expected: number | readonly number[] | string;
  /** Relative to the larger of both values and of `scale`; 0 is exact. */
  readonly tolerance: number;
  readonly scale?: number;
  readonly reason: string;
}

/** Fails unless the ROI gives it; `convert` goes from our definition to that of the expected value. */
export function expectValue(
  { values, missing }: MeasuredRoi,
  { id, expected, tolerance, scale = 0, reason }: Expectation,
  convert: (value: number) => number = (value) => value,
): void {
  if (typeof expected === "string") {
    expect(missing[id] ?? missing[`${id}_bin_0`], reason).toBe(expected);
    return;
  }
  const columns = typeof expected === "number" ? [id] : expected.map((_, i) => `${id}_bin_${i}`);
  const wanted = typeof expected === "number" ? [expected] : expected;
  wanted.forEach((want, i) => {
    const value = values[columns[i]];
    expect(value, missing[columns[i]] ?? `no column ${columns[i]}`).toBeTypeOf("number");
    const got = convert(value!);
    const allowed = tolerance * Math.max(Math.abs(got), Math.abs(want), scale);
    expect(Math.abs(got - want), `${got} for ${want}: ${reason}`).toBeLessThanOrEqual(allowed);
  });
}
