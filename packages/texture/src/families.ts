import type { Family } from "@pixelmetry/roi";
import { gabor } from "./gabor/family.ts";
import { glcm } from "./glcm/family.ts";
import { gldm } from "./gldm/family.ts";
import { gldzm } from "./gldzm/family.ts";
import { glrlm } from "./glrlm/family.ts";
import { glszm } from "./glszm/family.ts";
import { lbp } from "./lbp/family.ts";
import { ngldm } from "./ngldm/family.ts";
import { ngtdm } from "./ngtdm/family.ts";
import { zernike } from "./zernike/family.ts";

/** The families of this package. */
export const families: readonly Family[] = [
  glcm,
  glrlm,
  glszm,
  gldzm,
  gldm,
  ngldm,
  ngtdm,
  gabor,
  lbp,
  zernike,
];
