import {
  type Discretisation,
  defaultParameters,
  defineAccumulator,
  defineFeature,
  discretisationKey,
  discretisationOf,
  discretisationParameters,
  levelCount,
  levelGrid,
  levelOf,
  measure,
} from "@pixelmetry/roi";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const fixedBinNumber = (bins: number): Discretisation => ({
  method: "fixed-bin-number",
  bins,
  size: 1,
  origin: "roi-minimum",
  minimum: 0,
});
const fixedBinSize = (
  size: number,
  origin: Discretisation["origin"] = "roi-minimum",
  minimum = 0,
): Discretisation => ({
  method: "fixed-bin-size",
  bins: 1,
  size,
  origin,
  minimum,
});
const fromZero = (bins: number): Discretisation => ({ ...fixedBinNumber(bins), from: "zero" });
const none: Discretisation = { ...fixedBinNumber(1), method: "none" };

/** Grey levels of a row of pixels, as a whole measurement paints them. */
async function painted(
  d: Discretisation,
  intensity: Float64Array | Uint16Array,
): Promise<{ levels: number[]; count: number }> {
  let found = { levels: [] as number[], count: 0 };
  const copy = defineAccumulator({
    key: "copy",
    needs: { grid: levelGrid(d, 0) },
    reads: "intensity",
    halo: 0,
    tolerance: 0,
    create: () => ({}),
    update(_state, _slab, { grid }) {
      found = { levels: [...grid.levels], count: grid.count };
    },
    merge: () => undefined,
    read: () => 0,
  });
  const feature = defineFeature({
    id: "copy",
    definition: "",
    formula: "",
    unit: "count",
    dimensions: [2, 3],
    names: {},
    reference: "",
    degenerate: "",
    needs: { copy },
    compute: ({ copy: value }) => value,
  });
  await measure([feature], { intensity, width: intensity.length, height: 1 });
  return found;
}

describe("fixed bin number (K15C): floor(N (x - min) / (max - min)) + 1, N at the maximum", () => {
  test("equal bins over the range", async () => {
    const row = Float64Array.of(0, 0.99, 1, 1.99, 2, 3.99, 4);
    expect(await painted(fixedBinNumber(4), row)).toEqual({ levels: [1, 1, 2, 2, 3, 4, 4], count: 4 });
  });

  test("follows the formula for any values, and so does every single level", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 50 }),
        fc.integer({ min: 1, max: 300 }),
        async (list, bins) => {
          const [min, max] = [Math.min(...list), Math.max(...list)];
          fc.pre(max > min);
          const expected = list.map((x) =>
            x === max ? bins : Math.floor((bins * (x - min)) / (max - min)) + 1,
          );
          // x below the maximum may still be rounded up to it; the last bin is closed.
          const closed = expected.map((level) => Math.min(level, bins));
          expect((await painted(fixedBinNumber(bins), Float64Array.from(list))).levels).toEqual(closed);
          expect(list.map((x) => levelOf(fixedBinNumber(bins), x, min, max))).toEqual(closed);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("every edge of 8-bit data falls where exact arithmetic puts it", () => {
    for (const bins of [7, 32, 64, 100]) {
      for (let x = 0; x < 255; x++) {
        const exact = Number((BigInt(bins) * BigInt(x)) / 255n) + 1;
        expect(levelOf(fixedBinNumber(bins), x, 0, 255)).toBe(exact);
      }
    }
  });

  test("a constant ROI has the one level 1", async () => {
    expect(await painted(fixedBinNumber(64), Uint16Array.of(9, 9))).toEqual({ levels: [1, 1], count: 1 });
  });
});

describe("fixed bin number from 0 (Nyxus): floor(N x / max) + 1, N at the maximum", () => {
  test("equal bins between 0 and the maximum, whatever the minimum is", async () => {
    const row = Float64Array.of(3, 0, 0.99, 1, 3.99, 4);
    expect(await painted(fromZero(4), row)).toEqual({ levels: [4, 1, 1, 2, 4, 4], count: 4 });
    expect(await painted(fromZero(4), Uint16Array.of(200, 150, 199))).toEqual({
      levels: [4, 4, 4],
      count: 4,
    });
  });

  test("every edge of 8-bit data falls where exact arithmetic puts it", async () => {
    for (const bins of [7, 32, 64, 100]) {
      const exact = Array.from({ length: 255 }, (_, x) => Number((BigInt(bins) * BigInt(x)) / 255n) + 1);
      expect(exact).toEqual(exact.map((_, x) => levelOf(fromZero(bins), x, 3, 255)));
      const { levels } = await painted(
        fromZero(bins),
        Uint8Array.from({ length: 256 }, (_, x) => x) as never,
      );
      expect(levels).toEqual([...exact, bins]);
    }
  });

  test("below 0 is level 1, and so is all of a ROI without anything above 0", async () => {
    expect(await painted(fromZero(4), Float64Array.of(-2, 0, 4))).toEqual({ levels: [1, 1, 4], count: 4 });
    expect(await painted(fromZero(4), Float64Array.of(-2, 0))).toEqual({ levels: [1, 1], count: 1 });
  });
});

describe("fixed bin size (Q3RU): floor((x - origin) / w) + 1", () => {
  test("from the smallest intensity", async () => {
    const row = Float64Array.of(-3, 21.9, 22, 47, 50);
    expect(await painted(fixedBinSize(25), row)).toEqual({ levels: [1, 1, 2, 3, 3], count: 3 });
  });

  test("from the multiple of the size below it, also for negative intensities", async () => {
    expect(await painted(fixedBinSize(25, "multiple-of-size"), Float64Array.of(30, 49, 50, 75))).toEqual({
      levels: [1, 1, 2, 3],
      count: 3,
    });
    expect(await painted(fixedBinSize(25, "multiple-of-size"), Float64Array.of(-30, -25, 0))).toEqual({
      levels: [1, 2, 3],
      count: 3,
    });
  });

  test("from a fixed edge; what lies below belongs to level 1", async () => {
    expect(await painted(fixedBinSize(10, "fixed", 100), Float64Array.of(80, 100, 109, 110, 135))).toEqual({
      levels: [1, 1, 1, 2, 4],
      count: 4,
    });
    expect(await painted(fixedBinSize(10, "fixed", 100), Float64Array.of(1, 2))).toEqual({
      levels: [1, 1],
      count: 1,
    });
  });
});

describe("none", () => {
  test("keeps whole numbers from 1 up", async () => {
    expect(await painted(none, Uint16Array.of(3, 1, 7))).toEqual({ levels: [3, 1, 7], count: 7 });
  });
  test("lifts a ROI that reaches below 1 as a whole", async () => {
    expect(await painted(none, Float64Array.of(0, 2))).toEqual({ levels: [1, 3], count: 3 });
    expect(await painted(none, Float64Array.of(-5, 2))).toEqual({ levels: [1, 8], count: 8 });
  });
});

describe("number of levels", () => {
  test("NaN beyond what 16 bits hold, and nothing is painted", async () => {
    expect(levelCount(fixedBinSize(1), { min: 0, max: 65534, count: 2 })).toBe(65535);
    expect(levelCount(fixedBinSize(1), { min: 0, max: 65535, count: 2 })).toBeNaN();
    expect(levelCount(none, { min: 0, max: 65535, count: 2 })).toBeNaN();
    expect(levelCount(none, { min: 1, max: 65535, count: 2 })).toBe(65535);
    expect(await painted(fixedBinSize(1), Float64Array.of(0, 65535))).toEqual({
      levels: [],
      count: Number.NaN,
    });
  });
  test("0 without a finite pixel", () => {
    expect(levelCount(fixedBinNumber(8), { min: 1 / 0, max: -1 / 0, count: 0 })).toBe(0);
  });
});

test("keys tell apart what computes different levels", () => {
  const all = [
    fixedBinNumber(32),
    fixedBinNumber(64),
    fromZero(64),
    fixedBinSize(25),
    fixedBinSize(25, "multiple-of-size"),
    fixedBinSize(25, "fixed", 0),
    fixedBinSize(25, "fixed", -1000),
    none,
  ].map(discretisationKey);
  expect(new Set(all).size).toBe(all.length);
});

test("the defaults are those of the schema", () => {
  const d = discretisationOf(defaultParameters(discretisationParameters) as never);
  expect(d).toEqual({ method: "fixed-bin-number", bins: 64, size: 25, origin: "roi-minimum", minimum: 0 });
});
