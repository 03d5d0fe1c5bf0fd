import { expect, test } from "vitest";
import { hexagonality, type Outline, polygonality } from "../src/neighbours/hexagonality.ts";

const { PI, cos, sin, sqrt, tan } = Math;

/** A regular polygon with sides of this length; its widths do not matter to polygonality. */
const regular = (sides: number, side: number): Outline => {
  const area = (sides * side * side) / (4 * tan(PI / sides));
  const radius = side / (2 * sin(PI / sides));
  return {
    area,
    perimeter: sides * side,
    convexArea: area,
    leastWidth: 2 * radius * cos(PI / sides),
    largestWidth: 2 * radius,
  };
};

test.for([3, 4, 5, 6, 7, 12])(
  "a regular polygon with %i sides and neighbours has polygonality 10",
  (sides) => {
    expect(polygonality(regular(sides, 2.7), sides)).toBeCloseTo(10, 12);
  },
);

test("a regular hexagon agrees with itself in all measures", () => {
  const { mean, deviation } = hexagonality(regular(6, 2.7));
  expect(mean).toBeCloseTo(10, 12);
  expect(deviation).toBeCloseTo(0, 12);
});

test("a hexagon with twice the perimeter: each measure that takes part in it is off by its power of two", () => {
  const hexagon = regular(6, 1);
  const { mean, deviation } = hexagonality({ ...hexagon, perimeter: 2 * hexagon.perimeter });
  // Factors by which the measures exceed those of the hexagon, in their order.
  const agreementsOf = (factors: readonly number[]): number[] =>
    factors.flatMap((a, i) => factors.slice(i + 1).map((b) => 1 - Math.abs(1 - a / b)));
  const areas = agreementsOf([4, 1, 1, 2, 2, 1, 2, 1, 1, 1, 1]);
  const perimeters = agreementsOf([1, 1, 2, 1, 1, 1, 0.5, 1, 1, 1, 1, 0.5, 1, 1]);
  const meanOf = (v: readonly number[]): number => v.reduce((a, b) => a + b) / v.length;
  const varianceOf = (v: readonly number[]): number => meanOf(v.map((x) => (x - meanOf(v)) ** 2));
  expect(mean).toBeCloseTo(5 * (meanOf(areas) + meanOf(perimeters)), 12);
  expect(deviation).toBeCloseTo(sqrt((varianceOf(areas) + varianceOf(perimeters)) / 2), 12);
});

test.for([0.5, 3])("sizes do not matter: times %d", (factor) => {
  const outline = { area: 90, perimeter: 44, convexArea: 97, leastWidth: 9, largestWidth: 13 };
  const scaled = {
    area: 90 * factor ** 2,
    perimeter: 44 * factor,
    convexArea: 97 * factor ** 2,
    leastWidth: 9 * factor,
    largestWidth: 13 * factor,
  };
  expect(hexagonality(scaled).mean).toBeCloseTo(hexagonality(outline).mean, 12);
  expect(polygonality(scaled, 5)).toBeCloseTo(polygonality(outline, 5), 12);
});
