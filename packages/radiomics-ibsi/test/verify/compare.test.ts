import { describe, expect, test } from "vitest";
import { agrees } from "../../src/index.ts";
import { rounded } from "../../src/verify/compare.ts";

describe("rounding", () => {
  test.for([
    [0.03974, 0.0003, 0.0397],
    [-0.35456, 0, -0.355],
    [1200.43, 10, 1200],
    [356_499, 5000, 356_000],
    // The first digit of the tolerance stands further left: three digits from there.
    [0.012345, 0.4, 0.012],
    [7.26, 300, 7],
    [0.004, 3, 0],
    [0, 0.1, 0],
    [9.999, 0, 10],
  ] as const)("%d with tolerance %d is compared as %d", ([value, tolerance, expected]) => {
    expect(rounded(value, tolerance, "digits")).toBeCloseTo(expected, 12);
  });

  test("diagnostics keep whole numbers from 1000 on", () => {
    expect(rounded(125_256.4, 0, "diagnostic")).toBe(125_256);
    expect(rounded(-46.914, 0, "diagnostic")).toBe(-46.9);
    expect(rounded(125_256.4, 0, "plain")).toBe(125_256.4);
  });
});

describe("agreement", () => {
  test.for([
    { got: 2.1494, expected: 2.15, tolerance: 0, rule: "digits", agree: true },
    { got: 2.1449, expected: 2.15, tolerance: 0, rule: "digits", agree: false },
    { got: 2.1494, expected: 2.15, tolerance: 0, rule: "plain", agree: false },
    // Bounds included, also where decimal fractions are not exact.
    { got: 0.0394, expected: 0.0397, tolerance: 0.0003, rule: "digits", agree: true },
    { got: 0.03934, expected: 0.0397, tolerance: 0.0003, rule: "digits", agree: false },
    { got: 362_999, expected: 358_000, tolerance: 5000, rule: "digits", agree: true },
    { got: 363_500, expected: 358_000, tolerance: 5000, rule: "digits", agree: false },
    { got: 125_257, expected: 125_256, tolerance: 0, rule: "diagnostic", agree: false },
    { got: 0.009, expected: 0, tolerance: 0.01, rule: "plain", agree: true },
    { got: -0.011, expected: 0, tolerance: 0.01, rule: "plain", agree: false },
    { got: "constant-intensity", expected: 0, tolerance: 1, rule: "digits", agree: false },
    { got: Number.NaN, expected: 0, tolerance: 1, rule: "plain", agree: false },
  ] as const)("$got for $expected ± $tolerance ($rule): $agree", ({ agree, ...value }) => {
    expect(agrees(value)).toBe(agree);
  });
});
