/** Elementary functions against 60 digits of mpmath, rounded to doubles. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  atan2,
  cbrt,
  cos,
  cosDegrees,
  exp,
  expm1,
  ln,
  log2,
  sin,
  sinDegrees,
} from "../src/numeric/elementary.ts";

const elementary = { atan2, cbrt, cos, cosDegrees, exp, expm1, ln, log2, sin, sinDegrees };

interface Reference {
  readonly values: Readonly<Record<string, readonly (readonly number[])[]>>;
}
const { values } = JSON.parse(
  readFileSync(new URL("../../../reference-data/elementary/mpmath.json", import.meta.url), "utf8"),
) as Reference;

/** Steps between doubles from `a` to `b`. */
function steps(a: number, b: number): number {
  if (a === b) return 0;
  const order = (x: number): bigint => {
    const bits = BigInt.asIntN(64, new BigUint64Array(Float64Array.of(x).buffer)[0]);
    return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
  };
  const apart = order(a) - order(b);
  return Number(apart < 0n ? -apart : apart);
}

// Two units in the last place is what the module promises. Near multiples of pi a sine is the difference of
// numbers of size 1 and is held to their last place.
test.each(Object.keys(values))("%s", (name) => {
  const f = elementary[name as keyof typeof elementary] as (...given: number[]) => number;
  const failures: string[] = [];
  for (const row of values[name]) {
    const [given, expected] = [row.slice(0, -1), row[row.length - 1]];
    const got = f(...given);
    const close =
      steps(got, expected) <= 2 || (/^(sin|cos)$/.test(name) && Math.abs(got - expected) <= 2 ** -53);
    if (!close) failures.push(`${name}(${given}) = ${got}, not ${expected}: ${steps(got, expected)} steps`);
  }
  expect(failures).toEqual([]);
});

test("special values are those of Math", () => {
  const special = [0, -0, 1, -1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
  for (const x of special) {
    expect(elementary.ln(x)).toBe(Math.log(x));
    expect(elementary.log2(x)).toBe(Math.log2(x));
    expect(elementary.cbrt(x)).toBe(Math.cbrt(x));
    if (x !== 1 && x !== -1) expect(elementary.exp(x)).toBe(Math.exp(x));
    for (const y of special.filter((value) => !Number.isFinite(value) === Number.isNaN(value))) {
      if (Number.isFinite(x) || Number.isNaN(x)) expect(elementary.atan2(y, x)).toBe(Math.atan2(y, x));
    }
  }
});

test("powers of two have whole logarithms, turns have exact sines", () => {
  for (let k = -1074; k < 1024; k++) expect(elementary.log2(2 ** k)).toBe(k);
  for (let k = -8; k <= 8; k++) {
    expect(Math.abs(elementary.sinDegrees(180 * k))).toBe(0);
    expect(Math.abs(elementary.cosDegrees(180 * k + 90))).toBe(0);
    expect(elementary.cosDegrees(360 * k + 60)).toBe(0.5);
    expect(elementary.sinDegrees(360 * k + 210)).toBe(-0.5);
    expect(elementary.cosDegrees(360 * k + 180)).toBe(-1);
  }
});
