/**
 * How close a region is to a regular polygon, and to a regular hexagon.
 * @module
 */

import { cosDegrees, sinDegrees, square } from "@pixelmetry/roi";

/** What the measures look at. */
export interface Outline {
  readonly area: number;
  readonly perimeter: number;
  readonly convexArea: number;
  /** Least and largest Feret diameter. */
  readonly leastWidth: number;
  readonly largestWidth: number;
}

const root3 = Math.sqrt(3);
/** A perfect fit of both, area and perimeter. */
const half = 5;

/** 1 when a number is what is expected, less by what part of it it is off. */
const agreement = (value: number, expected: number): number => 1 - Math.abs(1 - value / expected);

/** Agreement of a region with the regular polygon of so many sides that has its area, and with that of its perimeter. */
export function polygonality({ area, perimeter }: Outline, sides: number): number {
  const tangent = sinDegrees(180 / sides) / cosDegrees(180 / sides);
  const side = perimeter / sides;
  return (
    half *
    (agreement(side, Math.sqrt((4 * area * tangent) / sides)) +
      agreement(area, (sides * side * side) / (4 * tangent)))
  );
}

/** Mean agreement of what a region's measures say its area and perimeter were if it was a hexagon, and its spread. */
export function hexagonality(outline: Outline): { readonly mean: number; readonly deviation: number } {
  const areas = agreements(hexagonAreas(outline));
  const perimeters = agreements(hexagonPerimeters(outline));
  return {
    mean: half * (areas.mean + perimeters.mean),
    deviation: Math.sqrt((areas.variance + perimeters.variance) / 2),
  };
}

/** Sides and apothems of regular hexagons: with this perimeter, largest and least width, and with the convex area. */
function hexagons({ perimeter, convexArea, leastWidth, largestWidth }: Outline) {
  const side = [
    perimeter / 6,
    largestWidth / 2,
    leastWidth / root3,
    Math.sqrt(convexArea / (1.5 * root3)),
  ] as const;
  return { side, apothem: side.map((s) => (s * root3) / 2) };
}

/** Eleven areas that are equal for a regular hexagon. */
function hexagonAreas(outline: Outline): number[] {
  const { side, apothem } = hexagons(outline);
  const triangles = (s: number, a: number): number => 3 * side[s] * apothem[a];
  return [
    ...[0, 1, 2].map((s) => 1.5 * root3 * side[s] * side[s]),
    triangles(0, 1),
    triangles(0, 2),
    triangles(1, 2),
    triangles(3, 0),
    triangles(3, 1),
    triangles(3, 2),
    outline.convexArea,
    outline.area,
  ];
}

/** Fourteen perimeters that are equal for a regular hexagon. */
function hexagonPerimeters(outline: Outline): number[] {
  const { area, convexArea, perimeter, largestWidth, leastWidth } = outline;
  const { side, apothem } = hexagons(outline);
  const ofArea = (a: number): number => Math.sqrt((24 * a) / root3);
  // The apothem of the hexagon with the convex area counts twice: by its side, and by its area itself.
  const byArea = Math.sqrt(convexArea / (2 * root3));
  return [
    ofArea(area),
    ofArea(convexArea),
    perimeter,
    6 * side[3],
    3 * largestWidth,
    (6 * leastWidth) / root3,
    ...[...apothem, byArea].map((a) => (2 * area) / a),
    ...apothem.slice(0, 3).map((a) => (2 * convexArea) / a),
  ];
}

/** Mean and variance of the agreement of every number with every later one. */
function agreements(values: readonly number[]): { readonly mean: number; readonly variance: number } {
  const found = values.flatMap((value, i) => values.slice(i + 1).map((other) => agreement(value, other)));
  const mean = found.reduce((a, b) => a + b) / found.length;
  return { mean, variance: found.reduce((a, b) => a + square(b - mean), 0) / found.length };
}
