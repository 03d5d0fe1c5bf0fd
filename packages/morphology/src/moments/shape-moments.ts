import { type Feature, type MomentKind, momentFeatures } from "@pixelmetry/roi";

const plain: Readonly<Record<MomentKind, string>> = {
  raw: "SPAT_MOMENT_",
  central: "CENTRAL_MOMENT_",
  normalised_raw: "NORM_SPAT_MOMENT_",
  normalised_central: "NORM_CENTRAL_MOMENT_",
  hu: "HU_M",
};
const weighted: Readonly<Record<Exclude<MomentKind, "normalised_raw">, string>> = {
  raw: "WEIGHTED_SPAT_MOMENT_",
  central: "WEIGHTED_CENTRAL_MOMENT_",
  normalised_central: "WT_NORM_CTR_MOM_",
  hu: "WEIGHTED_HU_M",
};

/** Moments of the mask: every pixel counts as one. */
export const shapeMoments: readonly Feature[] = momentFeatures("shape", {
  prefix: "shape",
  mass: "one",
  symbol: "",
  nyxus: (kind, isWeighted, order) =>
    `${isWeighted ? weighted[kind as keyof typeof weighted] : plain[kind]}${order}`,
});
