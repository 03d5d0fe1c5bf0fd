/**
 * Composes sources, feature packages and tables into runs.
 * @module
 */
export { Catalog, type CatalogEntry, type Vocabulary } from "./catalog.ts";
export { featureColumns, type LengthUnit, unitText } from "./columns.ts";
export {
  type ComparedColumn,
  type CompareRequest,
  type Comparison,
  compareTables,
} from "./compare/compare-tables.ts";
export { type Peer, peers } from "./compare/peer-formats.ts";
export type { PlanFor } from "./dimensions.ts";
export type { RunEvent } from "./events.ts";
export { allFamilies, type ListedFamily } from "./families.ts";
export type { ImageSpec, OpenSettings } from "./input/image-spec.ts";
export type { LabelRules, MergeRule, SkipRule } from "./input/label-rules.ts";
export { type OpenedImage, openImagePair } from "./input/open-image-pair.ts";
export { pairImages } from "./input/pair-images.ts";
export type { InputRequest, Pairing, Unpaired } from "./input/pairing.ts";
export { readMerge, readSkip } from "./input/read-label-rules.ts";
export { formatBytes, parseBytes } from "./memory-size.ts";
export { nearest } from "./nearest.ts";
export { extract, type RunOptions, type RunResult } from "./node/extract.ts";
export { prepareRun } from "./node/prepare-run.ts";
export { startThreadWorker } from "./node/thread-worker.ts";
export type { ImageReport, RunReport } from "./output/report.ts";
export { type Parameters, parameterSchema, resolveParameters } from "./parameters.ts";
export {
  type ColourMapName,
  type HistogramOptions,
  type OverlayOptions,
  type PictureImage,
  type PicturePlane,
  pictureLevel,
  renderHistogram,
  renderOverlay,
  renderOverlaySvg,
} from "./picture/index.ts";
export { findProfile, type Profile, profiles } from "./profiles.ts";
export { measureRadiomics } from "./radiomics/measure-radiomics.ts";
export { readVolume } from "./radiomics/read-volume.ts";
export type {
  RadiomicsEvent,
  RadiomicsOptions,
  RadiomicsReport,
  RadiomicsRequest,
  RadiomicsResult,
} from "./radiomics/request.ts";
export { relateImages } from "./relate/relate-images.ts";
export type {
  RelatedSummary,
  RelateEvent,
  RelateOptions,
  RelateReport,
  RelateRequest,
  RelateResult,
} from "./relate/request.ts";
export type { MeasureRequest, PreparedRun, RunRequest } from "./request.ts";
export type { WatchOptions } from "./run.ts";
export { parseSelectionFile, type SelectedFeature, selectFeatures } from "./selection.ts";
export { type Statistic, statisticWords } from "./statistics/statistic.ts";
export { version } from "./version.ts";
