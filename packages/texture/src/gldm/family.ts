import { defineFamily } from "@pixelmetry/roi";
import { dependenceFeatures } from "../dependence/features.ts";
import { dependenceSettings, gldmParameters } from "../dependence/settings.ts";
import { names } from "./names.ts";

const reference = (): string =>
  "PyRadiomics: van Griethuysen et al. 2017, doi:10.1158/0008-5472.CAN-17-0339. Sun and Wee 1983, doi:10.1016/0734-189X(83)90032-4.";

/** Grey level dependence matrix. */
export const gldm = defineFamily({
  id: "gldm",
  title: "Grey level dependence matrix",
  description:
    "How many pixels of each grey level have how many neighbours of about the same level inside the ROI, with the measures and names of PyRadiomics. The matrix is that of ngldm: with equal parameters it is counted once.",
  nyxusGroups: ["*ALL_GLDM*", "*3D_GLDM*"],
  parameters: gldmParameters,
  features: (parameters) =>
    dependenceFeatures("gldm", names, reference, dependenceSettings("gldm", parameters)),
});
