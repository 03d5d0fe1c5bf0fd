import { multisetOf, quantile, quantiles, Scratch, valueAtRank } from "@pixelmetry/roi";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const setOf = (values: readonly number[]) => multisetOf(Float64Array.from(values), new Scratch());
const finite = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.double({ min: -1e9, max: 1e9, noNaN: true }));

/** x[h] + (h - floor h)(x[h + 1] - x[h]) with h = q (n - 1), on the sorted list itself. */
function byDefinition(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const h = q * (sorted.length - 1);
  const low = Math.floor(h);
  const fraction = h - low;
  return fraction === 0 ? sorted[low] : sorted[low] + fraction * (sorted[low + 1] - sorted[low]);
}

describe("quantiles", () => {
  test("follow the definition on the sorted list", () => {
    const q = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 60 }), fc.array(q), (values, qs) => {
        qs.sort((a, b) => a - b);
        const found = quantiles(setOf(values), qs);
        // 0 and -0 are one value of a multiset.
        expect(found.map((v) => v + 0)).toEqual(qs.map((one) => byDefinition(values, one) + 0));
        for (const one of qs) expect(quantile(setOf(values), one) + 0).toBe(byDefinition(values, one) + 0);
      }),
    );
  });

  test("of known lists", () => {
    expect(quantiles(setOf([1, 2, 3, 4]), [0, 0.25, 0.5, 0.75, 1])).toEqual([1, 1.75, 2.5, 3.25, 4]);
    expect(quantile(setOf([7]), 0.3)).toBe(7);
    expect(quantile(setOf([1, 1, 1, 9]), 0.5)).toBe(1);
  });

  test("of nothing are NaN", () => {
    expect(quantiles(setOf([]), [0, 0.5, 1])).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});

test("the value at a rank is the element of the sorted list", () => {
  fc.assert(
    fc.property(fc.array(finite, { minLength: 1, maxLength: 60 }), (values) => {
      const sorted = [...values].sort((a, b) => a - b);
      sorted.forEach((value, rank) => expect(valueAtRank(setOf(values), rank) + 0).toBe(value + 0));
    }),
  );
  expect(valueAtRank(setOf([]), 0)).toBeNaN();
});
