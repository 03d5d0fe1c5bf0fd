import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { colourAt, hexColour } from "../src/picture/colour-map.ts";
import { binsOf, renderHistogram } from "../src/picture/histogram.ts";
import { layOut, textWidth } from "../src/picture/stroke-font.ts";
import { displayUnit, formatNumber, niceTicks } from "../src/picture/ticks.ts";
import { valueScale } from "../src/picture/value-scale.ts";

describe("ticks", () => {
  it.each([
    [0, 10, 5, "0 2 4 6 8 10", ""],
    [0.2, 0.5, 3, "0.2 0.3 0.4 0.5", ""],
    [-2.8, 2.8, 5, "−2 0 2", ""],
    [0, 152_000, 3, "0 100\u2009000", ""],
    [0, 2.5e6, 5, "0.0 0.5 1.0 1.5 2.0 2.5", "10⁶"],
    [0, 4e-7, 4, "0 100 200 300 400", "10⁻⁹"],
    [42, 42, 5, "42", ""],
    [1_234_567, 1_234_567, 5, "1.23457", "10⁶"],
  ])("from %d to %d, about %i", (low, high, count, labels, factor) => {
    const ticks = niceTicks(low, high, count);
    expect(ticks.labels.join(" ")).toBe(labels);
    expect(ticks.factor).toBe(factor);
  });

  it("lie between the limits, in order, with labels that differ", () => {
    const number = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.integer({ min: 1, max: 12 }), (a, b, count) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const { values, labels } = niceTicks(low, high, count);
        const slack = (high - low) * 1e-5;
        expect(values.length).toBeLessThanOrEqual(count + 1);
        for (const value of values) {
          expect(value).toBeGreaterThanOrEqual(low - slack);
          expect(value).toBeLessThanOrEqual(high + slack);
        }
        expect(new Set(labels).size).toBe(values.length);
      }),
      { seed: 2 },
    );
  });
});

describe("printing", () => {
  it("writes units as print does", () => {
    expect(["um", "um^2", "1/um", "mm^3", "1", "", "grey level^2", "pixel"].map(displayUnit)).toEqual([
      "µm",
      "µm²",
      "1/µm",
      "mm³",
      "",
      "",
      "grey level²",
      "pixel",
    ]);
  });

  it("writes numbers with as many digits as matter", () => {
    expect([0, 12.3456, -0.5, 123456, 2e-7, -3.25e9].map((value) => formatNumber(value))).toEqual([
      "0",
      "12.35",
      "−0.5",
      "123\u2009456",
      "2×10⁻⁷",
      "−3.25×10⁹",
    ]);
  });

  it("has a shape for every sign of the keyboard and those of units", () => {
    const box = layOut("\u{1F600}").strokes;
    const keyboard = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
    for (const sign of [...keyboard, ..."µ×·°±≤≥−–…²³⁻¹⁰"]) {
      expect(layOut(sign).strokes, sign).not.toEqual(box);
      expect(layOut(sign).advance, sign).toBeGreaterThan(0);
    }
    expect(textWidth("naïve", 10)).toBe(textWidth("naive", 10));
  });
});

describe("colour maps", () => {
  // Ten equidistant colours of the published maps, which lie between the stops that the tables hold.
  it.each([
    ["viridis", "440154 482878 3e4989 31688e 26828e 1f9e89 35b779 6ece58 b5de2b fde725"],
    ["cividis", "00224e 123570 3b496c 575d6d 707173 8a8678 a59c74 c3b369 e1cc55 fee838"],
  ] as const)("%s passes through its published colours", (name, published) => {
    published.split(" ").forEach((hex, i) => {
      const expected = Number.parseInt(hex, 16);
      colourAt(name, i / 9).forEach((part, k) => {
        expect(Math.abs(part - ((expected >> (16 - 8 * k)) & 255)), `${hex} at ${i}`).toBeLessThanOrEqual(4);
      });
    });
  });

  it("end where they end", () => {
    expect(hexColour(colourAt("viridis", -1))).toBe("#440154");
    expect(hexColour(colourAt("viridis", 2))).toBe("#fde725");
  });
});

describe("value scale", () => {
  it("spans all values, unless a few lie far out", () => {
    const even = Array.from({ length: 100 }, (_, i) => i);
    expect(valueScale(even, "viridis")).toMatchObject({ low: 0, high: 99 });
    const { low, high } = valueScale([...even, 1e6], "viridis");
    expect(low).toBeCloseTo(2, 6);
    expect(high).toBeCloseTo(98, 6);
    expect(valueScale([1, 2, 1000], "viridis")).toMatchObject({ low: 1, high: 1000 });
    expect(valueScale(even, "viridis", [10, 20])).toMatchObject({ low: 10, high: 20 });
    expect(valueScale([null, undefined, Number.NaN, Infinity], "viridis").low).toBeNaN();
  });
});

describe("histogram", () => {
  it("counts every value once", () => {
    const value = fc.oneof(
      fc.double({ min: -1e299, max: 1e299, noNaN: true }),
      fc.integer({ min: -9, max: 9 }),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 300 }), (values) => {
        const sorted = Float64Array.from(values).sort();
        const { from, step, counts } = binsOf(sorted)!;
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
        expect(counts.length).toBeLessThanOrEqual(62);
        expect(step).toBeGreaterThan(0);
        expect(Number.isFinite(from)).toBe(true);
      }),
      { seed: 3 },
    );
  });

  it("gives whole numbers a bin each", () => {
    const bins = binsOf(Float64Array.from([0, 0, 1, 1, 1, 2, 5]))!;
    expect(bins).toEqual({ from: -0.5, step: 1, counts: [2, 3, 1, 0, 0, 1] });
  });

  it("states name, unit, number, median and missing", () => {
    const svg = renderHistogram([1.5, null, 2.5, Number.NaN, 4], { title: "area <1>", unit: "um^2" });
    expect(svg).toContain(">area &lt;1&gt; (µm²)</text>");
    expect(svg).toContain("n = 3  ·  2 without value  ·  median 2.5  ·  middle half 2 to 3.25");
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).not.toMatch(/href=|@font-face|url\(/);
  });

  it.each([[[]], [[null]], [[7]], [[7, 7, 7]], [[-1e308, 1e308]], [[5e-324, 1e-323]], [[1e15, 1e15 + 1]]])(
    "is drawn for %j",
    (values) => {
      expect(renderHistogram(values, { title: "x" })).not.toMatch(/NaN|undefined|Infinity/);
    },
  );
});
