/**
 * Radiomics as the Image Biomarker Standardisation Initiative defines it: processing chain, features, filters
 * and verification against the reference values.
 * @module
 */
export type { InterpolationMethod } from "./chain/axis-taps.ts";
export {
  type Diagnostics,
  diagnosticTags,
  diagnosticValues,
  type ImageDiagnostics,
  type RoiDiagnostics,
} from "./chain/diagnostics.ts";
export { discretise, type LevelRange, type LevelVolume } from "./chain/grey-levels.ts";
export type { IntensitySummary } from "./chain/intensity-summary.ts";
export { alignedGrid, interpolate, interpolateMask } from "./chain/interpolate.ts";
export { type Box, checkSameGrid, type Roi } from "./chain/mask.ts";
export {
  type IbsiColumn,
  type IbsiMeasurement,
  type IbsiValue,
  ibsiColumns,
  measureIbsi,
  measureProcessed,
} from "./chain/measure-ibsi.ts";
export type { AggregationTag } from "./chain/measurements.ts";
export { parsePipeline } from "./chain/parse-pipeline.ts";
export type {
  GreyLevels,
  Interpolation,
  Pipeline,
  Resegmentation,
  Rounding,
  Texture,
} from "./chain/pipeline.ts";
export { type PresetName, preset, presetNames } from "./chain/presets.ts";
export {
  type PreparedImage,
  type Processed,
  type ProcessOptions,
  prepareImage,
  processImage,
  processRegion,
} from "./chain/process.ts";
export { resegment } from "./chain/resegment.ts";
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
export { checkFilter } from "./filters/check-filter.ts";
export { type FilterMetadata, filterMetadata } from "./filters/filter-metadata.ts";
export { type FilteredVolume, type FilterOptions, filterVolume } from "./filters/filter-volume.ts";
export type { Precision, RealArray } from "./filters/response.ts";
export type {
  Boundary,
  FilterSpec,
  GaborSpec,
  LawsSpec,
  LengthUnit,
  LogSpec,
  MeanSpec,
  Pooling,
  RieszSpec,
  SimoncelliSpec,
  WaveletSpec,
} from "./filters/spec.ts";
export { agrees } from "./verify/compare.ts";
export { verificationPage } from "./verify/report-html.ts";
export type { CheckedValue, ComparisonRule, VerificationData, VerificationSet } from "./verify/types.ts";
export {
  type Verification,
  type VerifiedSet,
  type VerifiedValue,
  verificationSets,
  verify,
} from "./verify/verify.ts";
