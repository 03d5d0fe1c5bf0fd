import type { Block } from "@pixelmetry/roi";
import { mulberry32, randomInteger } from "@pixelmetry/roi/testkit";
import { expect, test } from "vitest";
import { differenceOfProducts } from "../src/numeric/difference-of-products.ts";
import { symmetricEigenvalues } from "../src/numeric/symmetric-eigenvalues.ts";
import { coordinateSums } from "../src/position/coordinate-sums.ts";

test("a difference of products is the rounded exact one for integers up to 2^52", () => {
  const random = mulberry32(1);
  for (const bits of [8, 20, 30, 45, 52]) {
    for (let i = 0; i < 200; i++) {
      const [a, b] = [0, 0].map(() => randomInteger(random, 0, 2 ** bits - 1)) as [number, number];
      // Nearly equal products: what is left is far below the rounding of either.
      const [c, d] = [a + randomInteger(random, -1, 1), b + randomInteger(random, -1, 1)];
      const exact = Number(BigInt(a) * BigInt(b) - BigInt(c) * BigInt(d));
      expect(differenceOfProducts(a, b, c, d)).toBe(exact === 0 ? 0 : exact);
    }
  }
});

test("equal products differ by exactly 0", () => {
  expect(differenceOfProducts(0.1, 0.3, 0.3, 0.1)).toBe(0);
  expect(differenceOfProducts(1e15 + 1, 3e14 + 7, 3e14 + 7, 1e15 + 1)).toBe(0);
});

test("eigenvalues of matrices made from known ones, in descending order", () => {
  const random = mulberry32(2);
  for (let i = 0; i < 100; i++) {
    const known = [random() * 10, random(), random() * 1e-3].sort((a, b) => b - a);
    const rotation = randomRotation(random);
    const element = (r: number, c: number) =>
      known.reduce((sum, value, k) => sum + value * rotation[k][r] * rotation[k][c], 0);
    const found = symmetricEigenvalues({
      xx: element(0, 0),
      yy: element(1, 1),
      zz: element(2, 2),
      xy: element(0, 1),
      xz: element(0, 2),
      yz: element(1, 2),
    });
    found.forEach((value, k) => expect(Math.abs(value - known[k])).toBeLessThan(1e-14 * known[0]));
  }
});

test("eigenvalues of diagonal and of singular matrices", () => {
  expect(symmetricEigenvalues({ xx: 1, yy: 3, zz: 2, xy: 0, xz: 0, yz: 0 })).toEqual([3, 2, 1]);
  expect(symmetricEigenvalues({ xx: 0, yy: 0, zz: 0, xy: 0, xz: 0, yz: 0 })).toEqual([0, 0, 0]);
  const ones = symmetricEigenvalues({ xx: 1, yy: 1, zz: 1, xy: 1, xz: 1, yz: 1 });
  expect(ones[0]).toBeCloseTo(3, 14);
  expect(Math.abs(ones[1]) + Math.abs(ones[2])).toBeLessThan(1e-15);
});

test("coordinate sums of a square of 12,000 x 12,000 pixels are exact", () => {
  const side = 12000;
  const state = coordinateSums.create(1);
  coordinateSums.update(state, { runs: squareRuns(side) } as unknown as Block);

  const { n, x, y, sx, sy, sxx, syy, sxy } = coordinateSums.read(state, 0);

  // Relative to floor((side - 1) / 2): coordinates from 1 - side / 2 to side / 2.
  const squares = (side * (side * side + 2)) / 12;
  expect([n, x, y]).toEqual([side * side, 7 + side / 2 - 1, 9 + side / 2 - 1]);
  expect([sx, sy, sxy]).toEqual([(side * side) / 2, (side * side) / 2, (side / 2) ** 2]);
  expect([sxx, syy]).toEqual([side * squares, side * squares]);
});

/** One run per row from (7, 9). */
function squareRuns(side: number): Block["runs"] {
  const column = (value: (row: number) => number) =>
    Int32Array.from({ length: side }, (_, row) => value(row));
  return {
    count: side,
    slot: column(() => 0),
    x: column(() => 7),
    y: column((row) => 9 + row),
    z: column(() => 0),
    length: column(() => side),
    offset: column(() => 0),
  };
}

/** Orthonormal rows by Gram and Schmidt. */
function randomRotation(random: () => number): number[][] {
  const rows: number[][] = [];
  while (rows.length < 3) {
    let row = [random() - 0.5, random() - 0.5, random() - 0.5];
    for (const other of rows) {
      const along = row.reduce((sum, v, i) => sum + v * other[i], 0);
      row = row.map((v, i) => v - along * other[i]);
    }
    const norm = Math.sqrt(row.reduce((sum, v) => sum + v * v, 0));
    if (norm > 0.1) rows.push(row.map((v) => v / norm));
  }
  return rows;
}
