/**
 * Intensity features of labelled regions: first-order statistics and histograms.
 * @module
 */
export { families, histogram, intensity } from "./families.ts";
export { measureIntensity } from "./measure-intensity.ts";
