/** Statistics over ROIs against closed forms. */
import { multisetOf, quantile, Scratch } from "@pixelmetry/roi";
import { expect, test } from "vitest";
import { MemorySpillStore } from "../../roi/testkit/index.ts";
import { ColumnStore } from "../src/statistics/column-store.ts";
import { computeStatistics, parseStatistics } from "../src/statistics/statistic.ts";

const of = (words: string, values: readonly number[], weights: Record<string, readonly number[]> = {}) =>
  computeStatistics(parseStatistics([words], "--per-image"), values, (name) => weights[name]);

/** 1 to n: sum n (n + 1) / 2, variance n (n + 1) / 12, quantile q at 1 + q (n - 1). */
test("whole numbers from 1 to 101, in any order", () => {
  const values = Array.from({ length: 101 }, (_, i) => ((i * 37) % 101) + 1);
  expect(of("count,sum,mean,min,max,median,q0,q25,q90,q99.5,q100", values)).toEqual([
    101, 5151, 51, 1, 101, 51, 1, 26, 91, 100.5, 101,
  ]);
  const [std] = of("std", values);
  expect(std).toBeCloseTo(Math.sqrt((101 * 102) / 12), 13);
});

test("a weighted mean is the mean of values that come as often as their weight says", () => {
  const weights = { area: [3, 1, 0, 4] };
  expect(of("mean@area", [10, 20, 1e9, 5], weights)).toEqual([(30 + 20 + 20) / 8]);
  expect(of("mean@area", [7, 7, 7, 7], weights)).toEqual([7]);
  expect(of("mean@area", [1, 2, 3, 4], { area: [0, 0, 0, 0] })).toEqual([undefined]);
});

test("missing values take no part, nor do values without weight", () => {
  const gone = Number.NaN;
  expect(of("count,sum,mean,median,min", [4, gone, 2, gone])).toEqual([2, 6, 3, 3, 2]);
  expect(of("mean@w", [4, gone, 2, 6], { w: [1, 5, gone, 1] })).toEqual([5]);
});

test("nothing to measure: a count of 0 and no other value; one value has no deviation", () => {
  expect(of("count,sum,mean,std,min,max,median,q10", [Number.NaN])).toEqual([
    0,
    ...new Array(7).fill(undefined),
  ]);
  expect(of("count,sum,mean,std,min,max,median,q10", [3])).toEqual([1, 3, 3, undefined, 3, 3, 3, 3]);
});

test("sums of 1e16 and ones are not rounded away; deviations far from 0 neither", () => {
  expect(of("sum", [1e16, 1, 1, -1e16])).toEqual([2]);
  const [std] = of("std", [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
  expect(std).toBe(Math.sqrt(30));
});

test("quantiles are those of the quantile features", () => {
  const values = Array.from({ length: 57 }, (_, i) => Math.sin(i * i) * 1000);
  for (const percent of [1, 10, 33.3, 75, 99]) {
    const expected = quantile(multisetOf(Float64Array.from(values), new Scratch()), percent / 100);
    expect(of(`q${percent}`, values)).toEqual([expected]);
  }
});

test("columns of many batches come back whole, from memory and from a segment file", () => {
  for (const budget of [Number.POSITIVE_INFINITY, 200, 0]) {
    const store = new ColumnStore(3, budget, new MemorySpillStore());
    const expected: number[][] = [[], [], []];
    for (const rows of [1, 7, 4, 0, 12]) {
      const batch = expected.map((column, c) =>
        Float64Array.from({ length: rows }, (_, i) => (column.length + i) * 3 + c),
      );
      expected.forEach((column, c) => {
        column.push(...batch[c]);
      });
      store.append(batch);
    }
    for (const c of [2, 0, 1]) expect([...store.column(c)]).toEqual(expected[c]);
    expect(store.rows).toBe(24);
    store.clear();
    store.append([Float64Array.of(1), Float64Array.of(2), Float64Array.of(3)]);
    expect([...store.column(1)]).toEqual([2]);
  }
});

test("names of columns, each statistic once", () => {
  const names = parseStatistics(["mean, q2.5", "mean@morphology_area", "mean"], "--per-image").map(
    ({ name }) => name,
  );
  expect(names).toEqual(["mean", "q2.5", "mean_by_morphology_area"]);
});

test.each(["avg", "q101", "q", "q-1", "mean@", "Mean"])("%s is no statistic", (word) => {
  expect(() => parseStatistics([word], "--per-image")).toThrow(`--per-image: there is no statistic ${word}`);
});
