import type { Family } from "@pixelmetry/roi";

/** The families of this package. */
export const families: readonly Family[] = [];
