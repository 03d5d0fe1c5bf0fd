/**
 * Families that are computed from the boundary of a plane region.
 * @module
 */
import type { Family } from "@pixelmetry/roi";
import { feret, martin, nassenstein } from "./caliper/families.ts";
import { chords } from "./chords/family.ts";
import { circles } from "./circles/family.ts";
import { contour } from "./contour/family.ts";
import { fractal } from "./fractal/family.ts";
import { geodetic } from "./geodetic/family.ts";
import { convexHull } from "./hull/family.ts";
import { skeleton } from "./skeleton/family.ts";

export { chords, circles, contour, convexHull, feret, fractal, geodetic, martin, nassenstein, skeleton };

/** In the order of table columns. */
export const outlineFamilies: readonly Family[] = [
  contour,
  convexHull,
  feret,
  martin,
  nassenstein,
  chords,
  circles,
  geodetic,
  fractal,
  skeleton,
];
