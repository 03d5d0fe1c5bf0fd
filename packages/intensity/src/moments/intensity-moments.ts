import { type Feature, type MomentKind, momentFeatures } from "@pixelmetry/roi";

const codes: Readonly<Record<MomentKind, string>> = {
  raw: "RM_",
  central: "CM_",
  normalised_raw: "NRM_",
  normalised_central: "NCM_",
  hu: "HU",
};

/** Moments of the image: every pixel counts as its intensity. */
export const intensityMoments: readonly Feature[] = momentFeatures("intensity", {
  prefix: "intensity",
  mass: "its intensity",
  symbol: "I_i",
  nyxus: (kind, weighted, order) => `IMOM_${weighted ? "W" : ""}${codes[kind]}${order}`,
});
