/**
 * Texture features of labelled regions: how grey levels lie beside each other.
 * @module
 */
export { families } from "./families.ts";
export { features } from "./features.ts";
export { gabor } from "./gabor/family.ts";
export { glcm } from "./glcm/family.ts";
export { gldm } from "./gldm/family.ts";
export { gldzm } from "./gldzm/family.ts";
export { glrlm } from "./glrlm/family.ts";
export { glszm } from "./glszm/family.ts";
export { lbp } from "./lbp/family.ts";
export { measureTexture } from "./measure-texture.ts";
export { ngldm } from "./ngldm/family.ts";
export { ngtdm } from "./ngtdm/family.ts";
export { zernike } from "./zernike/family.ts";
