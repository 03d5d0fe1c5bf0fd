import { defineFamily } from "@pixelmetry/roi";
import { ngtdmFeatures } from "./features.ts";
import { ngtdmParameters, ngtdmSettings } from "./settings.ts";

/** Neighbourhood grey tone difference matrix. */
export const ngtdm = defineFamily({
  id: "ngtdm",
  title: "Neighbourhood grey tone difference matrix",
  description:
    "How far pixels of each grey level are from the mean level of their neighbours inside the ROI, as IBSI defines it. Pixels without a neighbour in the ROI are left out.",
  nyxusGroups: ["*ALL_NGTDM*", "*3D_NGTDM*"],
  parameters: ngtdmParameters,
  features: (parameters) => ngtdmFeatures(ngtdmSettings(parameters)),
});
