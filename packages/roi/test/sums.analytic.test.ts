import { centralSums, compensatedSum, multisetOf, Scratch } from "@pixelmetry/roi";
import { mulberry32, randomInteger } from "@pixelmetry/roi/testkit";
import { describe, expect, test } from "vitest";

/** Sums of whole numbers and of the k-th powers of their deviations from the mean, in exact arithmetic. */
function exactly(values: readonly number[]): {
  sum: number;
  squares: number;
  central: number[];
  scale: number[];
} {
  const big = values.map(BigInt);
  const n = BigInt(values.length);
  const sum = big.reduce((a, b) => a + b, 0n);
  const deviations = big.map((v) => n * v - sum);
  const over = (numerator: bigint, k: number) => {
    // Scaled before the division so that the quotient keeps 60 bits.
    const shift = 1n << 200n;
    return Number((numerator * shift) / n ** BigInt(k)) / Number(shift);
  };
  const power = (k: number, absolute: boolean) =>
    over(
      deviations.reduce((a, d) => a + (absolute && d < 0n ? -d : d) ** BigInt(k), 0n),
      k,
    );
  return {
    sum: Number(sum),
    squares: Number(big.reduce((a, b) => a + b * b, 0n)),
    central: [2, 3, 4, 5, 6].map((k) => power(k, false)),
    scale: [2, 3, 4, 5, 6].map((k) => power(k, true)),
  };
}

function check(values: Uint16Array | Uint32Array | Int32Array): void {
  const { n, sum, sumOfSquares, mean, m2, m3, m4, m5, m6 } = centralSums(multisetOf(values, new Scratch()));
  const truth = exactly([...values]);
  expect(n).toBe(values.length);
  expect(sum).toBe(truth.sum);
  expect(Math.abs(sumOfSquares - truth.squares)).toBeLessThanOrEqual(1e-15 * truth.squares);
  expect(Math.abs(mean - truth.sum / n)).toBeLessThanOrEqual(2 ** -52 * Math.abs(mean));
  for (const [k, m] of [m2, m3, m4, m5, m6].entries()) {
    // Relative to the sum of absolute terms: an odd sum near zero is no more accurate than its terms.
    expect(Math.abs(m - truth.central[k])).toBeLessThanOrEqual(1e-12 * truth.scale[k]);
  }
}

describe("central sums equal exact arithmetic", () => {
  const random = mulberry32(4);
  test("bright values, where raw power sums lose everything", () => {
    check(Uint16Array.from({ length: 20_000 }, () => 60000 + randomInteger(random, 0, 7)));
    check(Uint32Array.from({ length: 2000 }, () => 4294967290 + randomInteger(random, 0, 5)));
  });
  test("wide, skewed and negative values", () => {
    check(Uint16Array.from({ length: 5000 }, () => 65535 * random() ** 6));
    check(Int32Array.from({ length: 3000 }, () => (random() - 0.5) * 4e9));
  });
  test("few values", () => {
    check(Uint16Array.of(1, 2));
    check(Uint16Array.of(1, 2, 3, 10));
    check(Uint16Array.of(0, 65535, 65535));
  });
});

test("constants have no deviation, whatever their value", () => {
  for (const value of [0.1, 1 / 3, -1e-300, 1e300]) {
    const sums = centralSums(multisetOf(new Float64Array(7).fill(value), new Scratch()));
    expect(sums.mean).toBe(value);
    expect([sums.m2, sums.m3, sums.m4, sums.m5, sums.m6]).toEqual([0, 0, 0, 0, 0]);
  }
});

test("an empty multiset has no mean", () => {
  expect(centralSums(multisetOf(new Uint8Array(0), new Scratch())).mean).toBeNaN();
});

describe("compensated sum", () => {
  test("keeps what plain summation loses", () => {
    expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2);
    expect(compensatedSum(new Float64Array(1e6).fill(0.1))).toBe(100000);
  });
  test("weights multiply the terms", () => {
    expect(compensatedSum([1, 1e100, -1e100], [3, 2, 2])).toBe(3);
  });
  test("of nothing is 0", () => {
    expect(compensatedSum([])).toBe(0);
  });
});
