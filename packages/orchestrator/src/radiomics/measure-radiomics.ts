/**
 * The processing chain of IBSI over pairs of images and masks on disk.
 * @module
 */
import { join } from "node:path";
import { writeFileAtomic } from "@pixelmetry/io";
import {
  checkSameGrid,
  ibsiColumns,
  measureProcessed,
  type PreparedImage,
  prepareImage,
  processRegion,
  type Volume,
} from "@pixelmetry/radiomics-ibsi";
import { isPixelmetryError, maxLabel, PixelmetryError } from "@pixelmetry/roi";
import type { ImageSpec } from "../input/image-spec.ts";
import { pairImages } from "../input/pair-images.ts";
import { makeFolder } from "../node/make-folder.ts";
import { version } from "../version.ts";
import { readVolume } from "./read-volume.ts";
import { type RegionName, RegionTables } from "./region-tables.ts";
import type { RadiomicsOptions, RadiomicsReport, RadiomicsRequest, RadiomicsResult } from "./request.ts";

type Failure = { readonly image: string; readonly label?: number; readonly error: PixelmetryError };

/**
 * Measures every region of every mask, one after another. An image or a region that fails is reported and left out.
 * @throws PixelmetryError when the request cannot be met or the output cannot be written
 * @example
 * await measureRadiomics(
 *   { intensity: ["ct.nii.gz"], labels: ["tumour.nii.gz"], pipeline: preset("config-e") },
 *   { out: "radiomics/" },
 * );
 */
export async function measureRadiomics(
  request: RadiomicsRequest,
  { out, onEvent }: RadiomicsOptions,
): Promise<RadiomicsResult> {
  const { pipeline, format = "csv", names = "pixelmetry" } = request;
  const pairing = await pairImages(request);
  await makeFolder(out);
  const failures: Failure[] = [];
  const fail = (failure: Failure): void => {
    failures.push(failure);
    onEvent?.({ type: "failure", ...failure });
  };
  for (const { file, error } of pairing.unpaired) fail({ image: file, error });
  const tables = await RegionTables.open({
    features: join(out, "features"),
    diagnostics: join(out, "diagnostics"),
    format,
    names,
    columns: ibsiColumns(pipeline),
    metadata: { pixelmetry: version, pipeline: JSON.parse(JSON.stringify(pipeline)) },
  });
  const images: RadiomicsReport["images"][number][] = [];
  try {
    for (const spec of pairing.images) {
      const labels = await measureImage(spec, request, tables, fail, onEvent);
      images.push({ image: spec.image, mask: spec.labelImage, labels });
    }
    await tables.finish();
  } catch (error) {
    await tables.abort();
    throw error;
  }
  const report: RadiomicsReport = {
    schema: "pixelmetry-radiomics/1",
    version,
    pipeline,
    images,
    failures: failures.map(({ error, ...where }) => ({ ...where, tag: error.tag, message: error.message })),
  };
  const reportPath = join(out, "report.json");
  await writeFileAtomic(reportPath, `${JSON.stringify(report, undefined, 2)}\n`);
  return {
    report,
    features: join(out, `features.${format}`),
    diagnostics: join(out, `diagnostics.${format}`),
    reportPath,
  };
}

/** Measures the regions of one mask and returns their labels. */
async function measureImage(
  spec: ImageSpec,
  { pipeline, label }: RadiomicsRequest,
  tables: RegionTables,
  fail: (failure: Failure) => void,
  onEvent: RadiomicsOptions["onEvent"],
): Promise<number[]> {
  const { image, labelImage: mask } = spec;
  const done: number[] = [];
  let prepared: PreparedImage;
  let labels: Volume;
  let wanted: readonly number[];
  try {
    checkSpec(spec);
    labels = await readVolume(spec.labels!);
    wanted = label === undefined ? labelsOf(labels, mask) : [label];
    const volume = await readVolume(spec.intensity[0].path);
    checkSameGrid(volume, labels, mask);
    prepared = prepareImage(volume, pipeline, image);
  } catch (error) {
    if (!isPixelmetryError(error)) throw error;
    fail({ image, error });
    return done;
  }
  for (const region of wanted) {
    const since = performance.now();
    const name: RegionName = { image, mask, label: region };
    try {
      const processed = processRegion(prepared, labels, { label: region, maskName: mask });
      await tables.append(name, await measureProcessed(processed, pipeline), processed.diagnostics);
    } catch (error) {
      if (!isPixelmetryError(error) || error.tag === "output-failed") throw error;
      fail({ image, label: region, error });
      continue;
    }
    done.push(region);
    onEvent?.({ type: "region", image, label: region, seconds: (performance.now() - since) / 1000 });
  }
  return done;
}

function checkSpec({ image, intensity, labels }: ImageSpec): void {
  if (labels === undefined) {
    throw new PixelmetryError("unpaired-input", {
      where: image,
      what: "the image has no mask",
      remedy: "name masks with --labels",
    });
  }
  if (intensity.length > 1) {
    throw new PixelmetryError("invalid-argument", {
      where: image,
      what: `${intensity.length} files are channels of one image`,
      remedy: "measure one at a time",
    });
  }
}

/** Values of a mask but 0, ascending. */
function labelsOf({ data }: Volume, where: string): number[] {
  const found = new Set<number>();
  let last = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value === last) continue;
    last = value;
    if (value !== 0) found.add(value);
  }
  const labels = [...found].sort((a, b) => a - b);
  if (labels.length === 0) {
    throw new PixelmetryError("no-roi", {
      where,
      what: "every voxel of the mask is 0",
      remedy: "check the mask",
    });
  }
  const wrong = labels.find((value) => !(Number.isInteger(value) && value > 0 && value <= maxLabel));
  if (wrong === undefined) return labels;
  throw new PixelmetryError("invalid-labels", {
    where,
    what: "the mask holds a value that is no label",
    expected: "whole numbers from 0 (background) to 4294967295",
    received: wrong,
    remedy: "export the segmentation as an integer label image",
  });
}
