import type { AnyFeature } from "@pixelmetry/roi";

/** The features of this family, alphabetically; table columns follow this order. */
export const __camel__Features: readonly AnyFeature[] = [];
