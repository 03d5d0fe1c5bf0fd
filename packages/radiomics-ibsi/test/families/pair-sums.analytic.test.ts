import { Scratch } from "@pixelmetry/roi";
import { mulberry32 } from "@pixelmetry/roi/testkit";
import { expect, test } from "vitest";
import { type PairSums, pairSums } from "../../src/spatial-autocorrelation/pair-sums.ts";

type Size = readonly [number, number, number];

/** Boxes whose longest axis is x, y and z; long enough to be transformed in 1, 3 and 9 parts. */
const boxes: readonly Size[] = [
  [1, 2, 1],
  [6, 5, 1],
  [31, 4, 1],
  [3, 47, 1],
  [75, 2, 3],
  [5, 40, 6],
  [4, 7, 37],
  [9, 9, 9],
];

test.for(boxes)("%j: the double sum over pairs", (size) => {
  const random = mulberry32(size[0] + 100 * size[1] + 10_000 * size[2]);
  const values = Float64Array.from({ length: size[0] * size[1] * size[2] }, (_, i) =>
    i > 1 && random() < 0.3 ? Number.NaN : 1000 + 40 * random(),
  );
  const spacing: Size = [0.7, 1.3, 2.9];
  const expected = doubleSum(values, 1017, size, spacing);
  const got = pairSums(values, 1017, size, spacing, new Scratch());
  for (const sum of ["weights", "products", "squares"] as const) {
    // Products cancel; their terms are as large as squares. Transforms of a few thousand numbers keep 12 digits.
    const scale = sum === "weights" ? expected.weights : expected.squares;
    expect(Math.abs(got[sum] - expected[sum]), sum).toBeLessThan(1e-12 * scale);
  }
});

function doubleSum(values: Float64Array, mean: number, [w, h]: Size, [sx, sy, sz]: Size): PairSums {
  const sums = { weights: 0, products: 0, squares: 0 };
  const at = (i: number) =>
    [(i % w) * sx, (Math.floor(i / w) % h) * sy, Math.floor(i / (w * h)) * sz] as const;
  for (let i = 0; i < values.length; i++) {
    for (let j = 0; j < values.length; j++) {
      if (i === j || Number.isNaN(values[i]! + values[j]!)) continue;
      const [a, b] = [at(i), at(j)];
      const weight = 1 / Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
      const [y, z] = [values[i]! - mean, values[j]! - mean];
      sums.weights += weight;
      sums.products += weight * y * z;
      sums.squares += weight * y * y;
    }
  }
  return sums;
}
