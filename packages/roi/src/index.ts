/**
 * The contract every feature package shares: tokens, accumulators, features, the planner, and measuring
 * images in memory. No file access, no features, no dependencies.
 * @module
 */
export {
  type Block,
  type DerivedToken,
  defineAccumulator,
  defineDerived,
  defineScan,
  defineSlabToken,
  type RoiAccumulator,
  type RoiSetup,
  type ScanAccumulator,
  type ScanState,
  type SlabToken,
} from "./accumulator.ts";
export { type AssembledSlab, assembleSlab } from "./assemble.ts";
export { BlockBuffers } from "./block-buffers.ts";
export { type Allocate, type BlockClouds, cloudBytes, compactClouds, packClouds } from "./block-clouds.ts";
export { type BlockBox, blockBytes, blockGrid } from "./block-grid.ts";
export type { CloudPart } from "./cloud-view.ts";
export { type ImageContext, type RoiInfo, roiInfo } from "./context.ts";
export { type ErrorDetail, type ErrorTag, isPixelmetryError, PixelmetryError } from "./errors.ts";
export {
  defaultParameters,
  defineFamily,
  type Family,
  type Parameter,
  type ParameterSchema,
  type ParametersOf,
  type ParameterValue,
} from "./family.ts";
export {
  type AnyFeature,
  columnCount,
  defineFeature,
  defineSetFeature,
  type Feature,
  type FeatureDescription,
  type FeatureNames,
  isSetFeature,
  type Quantity,
  type RoiSet,
  type SetFeature,
  type Value,
} from "./feature.ts";
export {
  type BlockResult,
  type BlockSurvey,
  type ImageTasks,
  imageBlocks,
  LocalImageTasks,
} from "./image-tasks.ts";
export { type BoundaryPixels, type BoundarySide, boundaryPixels } from "./intermediates/boundary-pixels.ts";
export {
  type Discretisation,
  discretisationKey,
  discretisationOf,
  discretisationParameters,
  discretisationValues,
  type LevelGrid,
  levelCount,
  levelGrid,
  levelOf,
  maxLevels,
  textureDiscretisationParameters,
} from "./intermediates/discretise.ts";
export {
  type DistanceMap,
  type DistanceMetric,
  type DistanceOptions,
  distanceMap,
} from "./intermediates/distance-map.ts";
export { type GridLayout, gridLayout, type MaskGrid, maskGrid, runIndex } from "./intermediates/grid.ts";
export {
  huInvariants,
  type ImageMoments,
  imageMoments,
  type MomentMass,
  normalisedMoment,
} from "./intermediates/image-moments.ts";
export { type IntensityExtrema, intensityExtrema } from "./intermediates/intensity-extrema.ts";
export { type MomentKind, type MomentNames, momentFeatures } from "./intermediates/moment-features.ts";
export { valueCounts } from "./intermediates/value-counts.ts";
export { LabelIndex } from "./label-index.ts";
export { type LayoutEntry, type RowLayout, rowLayout } from "./layout.ts";
export { type MeasuredRoi, measure } from "./measure.ts";
export { type MeasureFamiliesOptions, measureFamilies } from "./measure-families.ts";
export { type ImageProgress, type ImageResult, type MeasureOptions, measureImage } from "./measure-image.ts";
export { RoiMeasurer } from "./measure-rois.ts";
export { type Missing, type MissingReason, missing, missingReasons } from "./missing.ts";
export { nearest } from "./nearest.ts";
export { type CentralSums, centralSums } from "./numeric/central-sums.ts";
export { compensatedSum } from "./numeric/compensated-sum.ts";
export {
  atan2,
  cbrt,
  cos,
  cosDegrees,
  exp,
  expm1,
  hypot,
  ln,
  log2,
  sin,
  sinDegrees,
} from "./numeric/elementary.ts";
export { integerPower, square } from "./numeric/integer-power.ts";
export { quantile, quantiles, valueAtRank } from "./numeric/order-statistics.ts";
export { type Multiset, mergeMultisets, multisetOf } from "./numeric/sort-values.ts";
export { checkParameters } from "./parameters.ts";
export {
  bytesPerElement,
  type DType,
  dtypeOf,
  isIntegerType,
  type PixelArray,
  pixelArray,
} from "./pixels.ts";
export { type Plan, plan, type RoiPass, reach, scanHalo } from "./plan.ts";
export {
  contiguous,
  type ImageReader,
  type MemoryImage,
  memoryPlanes,
  memoryReader,
  type NdArrayLike,
  type PixelInput,
  type PlaneReader,
  wholeImageLabels,
} from "./reader.ts";
export { infoWidth, type RoiBatch, type RowBatch } from "./roi-batch.ts";
export { RoiTable } from "./roi-table.ts";
export { countMissing, type OrderedRows, RowStore } from "./row-store.ts";
export { type BoxGeometry, finiteRuns, labelRuns, maxLabel, type Runs } from "./runs.ts";
export { Scratch, type ScratchMark } from "./scratch.ts";
export { type Slab, type SlabRuns, slabCount, slabExtent, slabPixels } from "./slab.ts";
export {
  isSpilled,
  readSpilled,
  type SegmentReader,
  type SpilledClouds,
  type SpillStore,
  spillClouds,
} from "./spill.ts";
export {
  type Cost,
  type Needs,
  nothing,
  type Token,
  type TokenKind,
  type ValueOf,
  type ValuesOf,
} from "./token.ts";
