/**
 * What a user asks for, and its resolved form: every name looked up, every default filled in, files paired,
 * resources shared out. `plan` shows it, `extract` runs it.
 * @module
 */
import type { TableFormat } from "@pixelmetry/io";
import { blockBytes, type ParameterValue, PixelmetryError, type Plan, plan } from "@pixelmetry/roi";
import { Catalog, type Vocabulary } from "./catalog.ts";
import type { LengthUnit } from "./columns.ts";
import { type PlanFor, plansOf } from "./dimensions.ts";
import { type Annotations, annotationsOf } from "./input/annotations.ts";
import type { OpenSettings } from "./input/image-spec.ts";
import { checkLabelRules, type MergeRule, type SkipRule } from "./input/label-rules.ts";
import type { InputRequest, Pairing } from "./input/pairing.ts";
import { formatBytes } from "./memory-size.ts";
import { type Parameters, resolveParameters } from "./parameters.ts";
import { findProfile } from "./profiles.ts";
import { type SelectedFeature, selectFeatures } from "./selection.ts";
import { parseStatistics, type Statistic } from "./statistics/statistic.ts";

export interface RunRequest extends InputRequest, MeasureRequest {
  /** Folder for temporary files. */
  readonly temp?: string;
}

/** What is measured, and how; from where is another matter. */
export interface MeasureRequest {
  /** Selection words; everything when absent. */
  readonly features?: readonly string[];
  readonly profile?: string;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** Vocabulary of column names; the profile's when absent. */
  readonly names?: Vocabulary;
  /** `name = expression` columns. */
  readonly define?: readonly string[];
  /** Regular expressions on names of images; their named groups become columns. */
  readonly annotate?: readonly string[];
  /** Labels that are left out. */
  readonly skip?: readonly SkipRule[];
  /** Labels that are one ROI; those that no rule names are left out. */
  readonly merge?: "all" | readonly MergeRule[];
  /** Statistics of every column over the ROIs of an image, for a table with a row per image. */
  readonly perImage?: readonly string[];
  /** Whether pairs of neighbours are written as well. */
  readonly graph?: boolean;
  readonly channels?: readonly string[];
  readonly z?: number;
  readonly frame?: number;
  readonly level?: number;
  /** Unit of lengths in the table; default `pixel`. */
  readonly units?: LengthUnit;
  /** Physical pixel size, micrometres. */
  readonly spacingUm?: readonly [number, number, number];
  readonly format?: TableFormat;
  /** Columns of which overlays and histograms are drawn. */
  readonly pictures?: readonly string[];
  /** Threads that compute; chosen by the size of the work when absent. */
  readonly workers?: number;
  /** Bytes for pixels, states and rows; half of the machine's memory when absent. */
  readonly memory?: number;
  /** Whether input files are hashed for the report; default true. */
  readonly hash?: boolean;
}

/** A request with everything looked up. */
export interface PreparedRun {
  readonly request: MeasureRequest;
  readonly catalog: Catalog;
  readonly parameters: Parameters;
  readonly features: readonly SelectedFeature[];
  /** Everything that is selected, for images of any dimensions. */
  readonly plan: Plan;
  /** What is done with an image of these dimensions. */
  readonly planFor: PlanFor;
  readonly pairing: Pairing;
  readonly settings: OpenSettings;
  readonly annotations: Annotations;
  /** Statistics of the table with a row per image; empty: no such table. */
  readonly perImage: readonly Statistic[];
  readonly names: Vocabulary;
  readonly format: TableFormat;
  readonly workers: number;
  readonly memory: number;
  /** Spill budget of one session. */
  readonly budget: number;
  /** Bytes of all input files that are local. */
  readonly inputBytes: number;
  /** Expected CPU seconds, a rough guess from file sizes and the plan's costs. */
  readonly expectedSeconds: number;
}

/** Decoded block, its packed clouds, and the scratch of one slab: what a worker holds beside its budget. */
export const workerBytes = 2 * blockBytes + (24 << 20);

/** What the machine offers a run. */
export interface Resources {
  /** Bytes of memory that a run may take when nothing is said. */
  readonly memory: number;
  /** Threads that run at the same time. */
  readonly threads: number;
}

/** Images that were found for a request. */
export interface Found {
  readonly pairing: Pairing;
  /** Bytes of all files that are local. */
  readonly inputBytes: number;
}

/**
 * Resolves a request.
 * @param find - looks for the images, once the features are known to exist
 * @throws PixelmetryError for anything in the request that cannot be met, before any pixel is read
 */
export async function resolveRun(
  request: MeasureRequest,
  resources: Resources,
  find: () => Promise<Found>,
): Promise<PreparedRun> {
  const profile = findProfile(request.profile ?? "default");
  const parameters = resolveParameters({ ...profile.parameters, ...request.parameters });
  const catalog = new Catalog(parameters);
  const features = selectFeatures(catalog, request.features ?? []);
  const compiled = plan(features.map(({ feature }) => feature));
  const perImage = parseStatistics(request.perImage ?? [], "--per-image");
  const { pairing, inputBytes } = await find();
  const settings = openSettings(request);
  if (settings.labelRules !== undefined) checkLabelRules(settings.labelRules, pairing.images);
  if (request.graph) checkLabelled(pairing);
  const expectedSeconds = expectedCost(compiled, inputBytes);
  const memory = request.memory ?? resources.memory;
  const workers = chooseWorkers(request.workers, memory, expectedSeconds, resources.threads);
  return {
    request,
    catalog,
    parameters,
    features,
    plan: compiled,
    planFor: plansOf(features),
    pairing,
    settings,
    annotations: annotationsOf(request.annotate ?? [], pairing.images),
    perImage,
    names: request.names ?? profile.names,
    format: request.format ?? "csv",
    workers,
    memory,
    budget: Math.max(1 << 20, Math.floor((memory - workers * workerBytes) / workers)),
    inputBytes,
    expectedSeconds,
  };
}

function openSettings(request: MeasureRequest): OpenSettings {
  const { channels, z, frame, level, units, spacingUm, skip, merge } = request;
  const labelRules = { ...(skip === undefined ? {} : { skip }), ...(merge === undefined ? {} : { merge }) };
  return {
    unit: units ?? "pixel",
    ...(skip === undefined && merge === undefined ? {} : { labelRules }),
    ...(channels === undefined ? {} : { channels }),
    ...(z === undefined ? {} : { z }),
    ...(frame === undefined ? {} : { frame }),
    ...(level === undefined ? {} : { level }),
    ...(spacingUm === undefined ? {} : { spacingUm }),
  };
}

function checkLabelled({ images }: Pairing): void {
  if (images.every(({ labels }) => labels !== undefined)) return;
  throw new PixelmetryError("invalid-argument", {
    where: "--graph",
    what: "whole images are measured, and they have no neighbours",
    remedy: "give label images with --labels",
  });
}

/** Two bytes a pixel and image, a seventh of the image in ROIs of 700 pixels: the middle of what people measure. */
function expectedCost({ cost }: Plan, inputBytes: number): number {
  const pixels = inputBytes / 4;
  const inRois = pixels / 7;
  return (pixels * 6 + inRois * cost.perPixel + (inRois / 700) * cost.perRoi) * 1e-9;
}

/** A thread costs about a tenth of a second to start and warm up; below a second of work it is not worth it. */
function chooseWorkers(
  wanted: number | undefined,
  memory: number,
  expectedSeconds: number,
  threads: number,
): number {
  if (wanted !== undefined && !(Number.isInteger(wanted) && wanted > 0)) {
    throw new PixelmetryError("invalid-argument", {
      where: "--workers",
      what: "this is no number of threads",
      expected: "1 or more",
      received: wanted,
    });
  }
  if (!(memory >= workerBytes)) {
    throw new PixelmetryError("memory-budget", {
      where: "--memory",
      what: "the memory budget is too small for one block of an image",
      expected: `at least ${formatBytes(workerBytes)}`,
      received: formatBytes(memory),
      remedy: "raise it",
    });
  }
  const fitting = Math.max(1, Math.floor(memory / workerBytes));
  if (wanted !== undefined) {
    if (wanted > fitting) {
      throw new PixelmetryError("memory-budget", {
        where: "--memory",
        what: `the memory budget is too small for ${wanted} workers`,
        expected: `at least ${formatBytes(wanted * workerBytes)}`,
        received: formatBytes(memory),
        remedy: `raise it, or use --workers ${fitting}`,
      });
    }
    return wanted;
  }
  return Math.max(1, Math.min(threads, fitting, Math.floor(expectedSeconds)));
}
