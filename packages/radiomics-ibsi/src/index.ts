/**
 * Radiomics as the Image Biomarker Standardisation Initiative defines it: processing chain, features, filters
 * and verification against the reference values.
 * @module
 */
export {
  type Direction,
  type Grid,
  type GridOptions,
  type Vector,
  type Volume,
  volume,
  voxelCount,
} from "./chain/volume.ts";
export { families } from "./families.ts";
