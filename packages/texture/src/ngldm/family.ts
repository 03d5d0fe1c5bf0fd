import { defineFamily } from "@pixelmetry/roi";
import { dependenceFeatures } from "../dependence/features.ts";
import { dependenceSettings, ngldmParameters } from "../dependence/settings.ts";
import { names } from "./names.ts";

const reference = (ibsi: string | undefined): string =>
  `${ibsi === undefined ? "Not an IBSI feature, its matrix is" : `IBSI ${ibsi}`}: Zwanenburg et al., Image biomarker standardisation initiative, chapter 3.11 (arXiv:1612.07003). Sun and Wee 1983, doi:10.1016/0734-189X(83)90032-4.`;

/** Neighbouring grey level dependence matrix. */
export const ngldm = defineFamily({
  id: "ngldm",
  title: "Neighbouring grey level dependence matrix",
  description:
    "How many pixels of each grey level have how many neighbours of about the same level inside the ROI, as IBSI defines it; neighbours outside the ROI do not count. Does not change when the image is turned or mirrored. The matrix is that of gldm: with equal parameters it is counted once.",
  nyxusGroups: ["*ALL_NGLDM*", "*3D_NGLDM*"],
  parameters: ngldmParameters,
  features: (parameters) =>
    dependenceFeatures("ngldm", names, reference, dependenceSettings("ngldm", parameters)),
});
