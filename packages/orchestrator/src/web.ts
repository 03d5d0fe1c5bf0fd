/**
 * Runs in a browser: the same as in Node, over files the user picked.
 * @module
 */
export { createStreamSink, type Sink } from "@pixelmetry/io";
export { PixelmetryError } from "@pixelmetry/roi";
export { Catalog, type CatalogEntry, type Vocabulary } from "./catalog.ts";
export type { RunEvent } from "./events.ts";
export { allFamilies, type ListedFamily } from "./families.ts";
export type { RunReport } from "./output/report.ts";
export { type Parameters, parameterSchema, resolveParameters } from "./parameters.ts";
export { findProfile, type Profile, profiles } from "./profiles.ts";
export { selectFeatures } from "./selection.ts";
export { version } from "./version.ts";
export { extract, type WebRunOptions, type WebRunRequest, type WebRunResult } from "./web/extract.ts";
export type { WebWorkerLike } from "./web/start-worker.ts";
export { startWebWorker } from "./web/web-worker.ts";
