import { expect, test } from "vitest";
import { discretise, type GreyLevels, type Resegmentation, resegment, volume } from "../../src/index.ts";

const line = (...values: number[]) => volume(Float64Array.from(values), { size: [values.length, 1, 1] });
const inside = (...values: number[]) => volume(Uint8Array.from(values), { size: [values.length, 1, 1] });
const all: Resegmentation = { range: [null, null], outliers: null };

// Mean 0; ±8 and eight 0 have a population variance of 128 / 10: a standard deviation of 3.578.
const spread = line(-8, 0, 0, 0, 0, 0, 0, 0, 0, 8);
const deviation = Math.sqrt(12.8);

test.each<[string, Resegmentation, number[]]>([
  ["nothing", all, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
  ["a range with its bounds", { range: [0, 8], outliers: null }, [0, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
  ["a lower bound", { range: [-7, null], outliers: null }, [0, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
  ["an upper bound", { range: [null, 7], outliers: null }, [1, 1, 1, 1, 1, 1, 1, 1, 1, 0]],
  [
    "outliers that are none",
    { range: [null, null], outliers: 8 / deviation + 1e-9 },
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  ],
  ["outliers", { range: [null, null], outliers: 8 / deviation - 1e-9 }, [0, 1, 1, 1, 1, 1, 1, 1, 1, 0]],
  // Without -8 the mean would be 8/9 and 8 no outlier at 2.5 deviations of 2.51.
  ["both, on the same voxels", { range: [-1, null], outliers: 2 }, [0, 1, 1, 1, 1, 1, 1, 1, 1, 0]],
])("%s", (_, rule, expected) => {
  const mask = inside(...new Array(10).fill(1));
  expect([...resegment(spread, mask, rule).data]).toEqual(expected);
});

test("voxels outside the mask do not count, nor do those that are not finite", () => {
  const image = line(0, Number.NaN, 1, 1000, Number.POSITIVE_INFINITY, 2);
  const mask = inside(1, 1, 1, 0, 1, 1);
  expect([...resegment(image, mask, all).data]).toEqual([1, 0, 1, 0, 0, 1]);
  expect([...resegment(image, mask, { range: [null, null], outliers: 1.3 }).data]).toEqual([
    1, 0, 1, 0, 0, 1,
  ]);
});

test("a constant region has no outliers, whatever its mean is rounded to", () => {
  const image = line(...new Array<number>(10).fill(0.1));
  const mask = inside(...new Array(10).fill(1));
  expect([...resegment(image, mask, { range: [null, null], outliers: 3 }).data]).toEqual([...mask.data]);
});

const image = line(-500, -475.75, -475, 12, 400, 7);
const mask = inside(1, 1, 1, 1, 1, 0);

test.each<[string, GreyLevels, Resegmentation, number[], number]>([
  // floor((x + 600) / 25) + 1
  [
    "bins of a size start at the lower bound of the range",
    { method: "fixed-bin-size", size: 25 },
    { range: [-600, 400], outliers: null },
    [5, 5, 6, 25, 41, 0],
    41,
  ],
  // floor((x + 500) / 25) + 1
  ["or at the smallest intensity", { method: "fixed-bin-size", size: 25 }, all, [1, 1, 2, 21, 37, 0], 37],
  // floor(9 (x + 500) / 900) + 1, the maximum in the last bin
  [
    "a number of bins spans the intensities, not the range",
    { method: "fixed-bin-number", bins: 9 },
    { range: [-600, 500], outliers: null },
    [1, 1, 1, 6, 9, 0],
    9,
  ],
  // round(x) + 501: levels are counted from 1.
  ["none lifts whole numbers to 1", { method: "none" }, all, [1, 25, 26, 513, 901, 0], 901],
])("%s", (_, rule, resegmentation, expected, count) => {
  const levels = discretise(image, mask, rule, resegmentation.range);
  expect([...levels.data]).toEqual(expected);
  expect(levels.count).toBe(count);
});

test("more than 65535 grey levels are refused", () => {
  const tooSmall: GreyLevels = { method: "fixed-bin-size", size: 0.01 };
  expect(() => discretise(image, mask, tooSmall)).toThrow(/more than 65535 grey levels; choose larger bins/);
});
