/**
 * Families that are computed from the boundary of a plane region.
 * @module
 */
import type { Family } from "@pixelmetry/roi";
import { feret, martin, nassenstein } from "./caliper/families.ts";
import { circles } from "./circles/family.ts";
import { contour } from "./contour/family.ts";
import { geodetic } from "./geodetic/family.ts";
import { convexHull } from "./hull/family.ts";

export { circles, contour, convexHull, feret, geodetic, martin, nassenstein };

/** In the order of table columns. */
export const outlineFamilies: readonly Family[] = [
  contour,
  convexHull,
  feret,
  martin,
  nassenstein,
  circles,
  geodetic,
];
