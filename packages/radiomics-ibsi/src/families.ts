import type { Family } from "@pixelmetry/roi";
import { ivh } from "./intensity-volume/family.ts";
import { localIntensity } from "./local-intensity/family.ts";
import { spatialAutocorrelation } from "./spatial-autocorrelation/family.ts";

/** The families of this package. */
export const families: readonly Family[] = [localIntensity, ivh, spatialAutocorrelation];
