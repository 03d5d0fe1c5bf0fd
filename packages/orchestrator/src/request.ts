/**
 * What a user asks for, and its resolved form: every name looked up, every default filled in, files paired,
 * resources shared out. `plan` shows it, `extract` runs it.
 * @module
 */

import { access, constants, stat } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import type { TableFormat } from "@pixelmetry/io";
import { blockBytes, type ParameterValue, PixelmetryError, type Plan, plan } from "@pixelmetry/roi";
import { Catalog, type Vocabulary } from "./catalog.ts";
import type { LengthUnit } from "./columns.ts";
import { type PlanFor, plansOf } from "./dimensions.ts";
import type { OpenSettings } from "./input/image-spec.ts";
import { pairImages } from "./input/pair-images.ts";
import type { InputRequest, Pairing } from "./input/pairing.ts";
import { formatBytes } from "./memory-size.ts";
import { type Parameters, resolveParameters } from "./parameters.ts";
import { findProfile } from "./profiles.ts";
import { type SelectedFeature, selectFeatures } from "./selection.ts";

export interface RunRequest extends InputRequest {
  /** Selection words; everything when absent. */
  readonly features?: readonly string[];
  readonly profile?: string;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** Vocabulary of column names; the profile's when absent. */
  readonly names?: Vocabulary;
  /** `name = expression` columns. */
  readonly define?: readonly string[];
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
  /** Folder for temporary files. */
  readonly temp?: string;
  /** Whether input files are hashed for the report; default true. */
  readonly hash?: boolean;
}

/** A request with everything looked up. */
export interface PreparedRun {
  readonly request: RunRequest;
  readonly catalog: Catalog;
  readonly parameters: Parameters;
  readonly features: readonly SelectedFeature[];
  /** Everything that is selected, for images of any dimensions. */
  readonly plan: Plan;
  /** What is done with an image of these dimensions. */
  readonly planFor: PlanFor;
  readonly pairing: Pairing;
  readonly settings: OpenSettings;
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

/** @throws PixelmetryError for anything in the request that cannot be met, before any pixel is read */
export async function prepareRun(request: RunRequest): Promise<PreparedRun> {
  const profile = findProfile(request.profile ?? "default");
  const parameters = resolveParameters({ ...profile.parameters, ...request.parameters });
  const catalog = new Catalog(parameters);
  const features = selectFeatures(catalog, request.features ?? []);
  const compiled = plan(features.map(({ feature }) => feature));
  const pairing = await pairImages(request);
  if (request.temp !== undefined) await checkTemp(request.temp);
  const inputBytes = await sizeOf(pairing);
  const expectedSeconds = expectedCost(compiled, inputBytes);
  const memory = request.memory ?? Math.floor(totalmem() / 2);
  const workers = chooseWorkers(request.workers, memory, expectedSeconds);
  return {
    request,
    catalog,
    parameters,
    features,
    plan: compiled,
    planFor: plansOf(features),
    pairing,
    settings: openSettings(request),
    names: request.names ?? profile.names,
    format: request.format ?? "csv",
    workers,
    memory,
    budget: Math.max(1 << 20, Math.floor((memory - workers * workerBytes) / workers)),
    inputBytes,
    expectedSeconds,
  };
}

function openSettings({ channels, z, frame, level, units, spacingUm }: RunRequest): OpenSettings {
  return {
    unit: units ?? "pixel",
    ...(channels === undefined ? {} : { channels }),
    ...(z === undefined ? {} : { z }),
    ...(frame === undefined ? {} : { frame }),
    ...(level === undefined ? {} : { level }),
    ...(spacingUm === undefined ? {} : { spacingUm }),
  };
}

/** A run may compute for hours before it spills; a folder that cannot be written to is told at once. */
async function checkTemp(path: string): Promise<void> {
  const isFolder = await stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  const writable =
    isFolder &&
    (await access(path, constants.W_OK).then(
      () => true,
      () => false,
    ));
  if (writable) return;
  throw new PixelmetryError("output-failed", {
    where: path,
    what: isFolder ? "temporary files may not be written to this folder" : "there is no such folder",
    remedy: "choose another folder with --temp",
  });
}

async function sizeOf({ images }: Pairing): Promise<number> {
  let bytes = 0;
  for (const { intensity, labels } of images) {
    for (const path of [...intensity.map((file) => file.path), ...(labels === undefined ? [] : [labels])]) {
      bytes += await stat(path).then(
        ({ size }) => size,
        () => 0,
      );
    }
  }
  return bytes;
}

/** Two bytes a pixel and image, a seventh of the image in ROIs of 700 pixels: the middle of what people measure. */
function expectedCost({ cost }: Plan, inputBytes: number): number {
  const pixels = inputBytes / 4;
  const inRois = pixels / 7;
  return (pixels * 6 + inRois * cost.perPixel + (inRois / 700) * cost.perRoi) * 1e-9;
}

/** A thread costs about a tenth of a second to start and warm up; below a second of work it is not worth it. */
function chooseWorkers(wanted: number | undefined, memory: number, expectedSeconds: number): number {
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
  return Math.max(1, Math.min(availableParallelism(), fitting, Math.floor(expectedSeconds)));
}
