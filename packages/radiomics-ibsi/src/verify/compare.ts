/**
 * When a value agrees with its reference: the rule by which the consensus of IBSI-1 was formed
 * (theibsi/ibsi_1_data_analysis, tools.R), and the plain difference of IBSI-2.
 * @module
 */
import type { CheckedValue, ComparisonRule } from "./types.ts";

/** Decimal fractions such as 3.58e5 ± 5e3 would miss their own bounds by the last bit. */
const slack = 1e-9;

/** Whether the value is there and, rounded by its rule, no further from the reference than the tolerance. */
export function agrees({
  got,
  expected,
  tolerance,
  rule,
}: Pick<CheckedValue, "got" | "expected" | "tolerance" | "rule">): boolean {
  if (typeof got === "string") return false;
  return (
    Math.abs(rounded(got, tolerance, rule) - expected) <=
    tolerance + slack * Math.max(Math.abs(expected), tolerance)
  );
}

/** The value as the rule compares it. */
export function rounded(value: number, tolerance: number, rule: ComparisonRule): number {
  if (rule === "plain" || value === 0) return value;
  if (rule === "diagnostic" && Math.abs(value) >= 1000) return Math.round(value);
  return roundTo(value, Math.max(decade(value), decade(tolerance)) - 2);
}

/** Place of the first digit: 2 for 345. */
const decade = (value: number): number =>
  value === 0 ? Number.NEGATIVE_INFINITY : Number(value.toExponential().split("e")[1]);

/** Rounds to a multiple of 10^place through decimal digits, which division by a power of ten would blur. */
function roundTo(value: number, place: number): number {
  const digits = decade(value) - place + 1;
  return digits >= 1 ? Number(value.toPrecision(digits)) : 0;
}
