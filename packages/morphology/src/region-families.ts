/**
 * Families that are computed from distances inside a plane region and from the regions around it.
 * @module
 */
import type { Family } from "@pixelmetry/roi";
import { erosion, roiRadius } from "./distances/families.ts";
import { neighbours } from "./neighbours/family.ts";
import { hexagonalityFamily as hexagonality } from "./neighbours/hexagonality-features.ts";

export { erosion, hexagonality, neighbours, roiRadius };

/** In the order of table columns. */
export const regionFamilies: readonly Family[] = [erosion, roiRadius, neighbours, hexagonality];
