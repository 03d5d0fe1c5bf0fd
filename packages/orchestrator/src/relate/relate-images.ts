/**
 * Parents and children in pairs of label images on disk: which ROI lies in which, and what the children of each
 * parent have in common.
 * @module
 */
import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFileSink, writeFileAtomic } from "@pixelmetry/io";
import { type RoiRelations, relateRois } from "@pixelmetry/morphology";
import { type ImageReader, isPixelmetryError, PixelmetryError } from "@pixelmetry/roi";
import type { ImageSpec, OpenSettings } from "../input/image-spec.ts";
import { listFiles } from "../input/list-files.ts";
import { openImagePair } from "../input/open-image-pair.ts";
import { pairListings } from "../input/pair-listings.ts";
import type { Pairing, PairTerms } from "../input/pairing.ts";
import { makeFolder } from "../node/make-folder.ts";
import { SpillFile } from "../node/spill-file.ts";
import { parseStatistics } from "../statistics/statistic.ts";
import { version } from "../version.ts";
import { checkWeights } from "./aggregate.ts";
import { RelationTables, type ValueTables } from "./relation-tables.ts";
import type { RelatedSummary, RelateOptions, RelateReport, RelateRequest, RelateResult } from "./request.ts";
import { RoiValues } from "./roi-values.ts";

const terms: PairTerms = {
  first: "label image of parents",
  second: "label image of children",
  firstFlag: "--parents",
  secondFlag: "--children",
  firstPattern: "--pattern",
  secondPattern: "--child-pattern",
};

/**
 * Relates the ROIs of pairs of label images. A pair that fails is reported and left out.
 * @throws PixelmetryError when the request cannot be met, a feature table does not fit, or output cannot be written
 * @example
 * await relateImages(
 *   { parents: ["cells/"], children: ["nuclei/"], childFeatures: "nuclei/features.csv", aggregate: ["mean,q90"] },
 *   { out: "relations/" },
 * );
 */
export async function relateImages(request: RelateRequest, options: RelateOptions): Promise<RelateResult> {
  const { by = "overlap", minimumOverlap, format = "csv", childFeatures } = request;
  checkOptions(request);
  const statistics = parseStatistics(request.aggregate ?? ["mean"], "--aggregate");
  const pairing = await pairImages(request);
  await makeFolder(options.out);
  const images: RelatedSummary[] = [];
  const failures = pairing.unpaired.map(({ file, error }) => ({ image: file, error }));
  for (const failure of failures) options.onEvent?.({ type: "failure", ...failure });
  const folder = join(request.temp ?? tmpdir(), `pixelmetry-${randomUUID()}`);
  const spill = new SpillFile(folder);
  let tables: RelationTables | undefined;
  try {
    const values = await readValues(request, pairing, spill);
    if (childFeatures !== undefined) checkWeights(statistics, values.children!.columns);
    tables = await RelationTables.open(
      {
        open: (name) => createFileSink(join(options.out, name)),
        format,
        touching: by === "touching",
        statistics,
        metadata: { pixelmetry: version, by, ...(minimumOverlap === undefined ? {} : { minimumOverlap }) },
      },
      values,
    );
    for (const spec of pairing.images) {
      let relations: RoiRelations;
      try {
        relations = await relatePair(spec, request);
      } catch (error) {
        if (!isPixelmetryError(error)) throw error;
        failures.push({ image: spec.image, error });
        options.onEvent?.({ type: "failure", image: spec.image, error });
        continue;
      }
      await tables.append({ parents: spec.image, children: spec.labelImage }, relations);
      images.push(summaryOf(spec, relations));
      options.onEvent?.({ type: "image", summary: images.at(-1)! });
    }
    await tables.finish();
  } catch (error) {
    await tables?.abort();
    throw error;
  } finally {
    spill.close();
    await rm(folder, { recursive: true, force: true });
  }
  const report: RelateReport = {
    schema: "pixelmetry-relations/1",
    version,
    request,
    images,
    failures: failures.map(({ image, error }) => ({ image, tag: error.tag, message: error.message })),
  };
  const path = (name: string): string => join(options.out, name);
  await writeFileAtomic(path("report.json"), `${JSON.stringify(report, undefined, 2)}\n`);
  return {
    report,
    relations: path(`relations.${format}`),
    parents: path(`parents.${format}`),
    reportPath: path("report.json"),
  };
}

function checkOptions({ by = "overlap", minimumOverlap, aggregate, childFeatures }: RelateRequest): void {
  if (minimumOverlap !== undefined && by !== "overlap") {
    throw new PixelmetryError("invalid-argument", {
      where: "--min-overlap",
      what: `a relation by ${by} has no fraction of overlap`,
      remedy: "leave it out, or relate by overlap",
    });
  }
  if (aggregate !== undefined && childFeatures === undefined) {
    throw new PixelmetryError("invalid-argument", {
      where: "--aggregate",
      what: "there are no features to aggregate",
      remedy: "give the children's table with --child-features",
    });
  }
}

async function pairImages(request: RelateRequest): Promise<Pairing> {
  const [parents, children] = [
    await listFiles(request.parents, terms.firstFlag),
    await listFiles(request.children, terms.secondFlag),
  ];
  const patterns = {
    ...(request.pattern === undefined ? {} : { pattern: request.pattern }),
    ...(request.childPattern === undefined ? {} : { labelPattern: request.childPattern }),
  };
  return pairListings(parents, children, patterns, terms);
}

async function readValues(
  { parentFeatures, childFeatures, memory = 1 << 29 }: RelateRequest,
  { images }: Pairing,
  spill: SpillFile,
): Promise<ValueTables> {
  const read = (path: string | undefined, flag: string, names: readonly string[]) =>
    path === undefined ? undefined : RoiValues.read(path, flag, new Set(names), memory / 2, spill);
  return {
    parents: await read(
      parentFeatures,
      "--parent-features",
      images.map(({ image }) => image),
    ),
    children: await read(
      childFeatures,
      "--child-features",
      images.map(({ labelImage }) => labelImage),
    ),
  };
}

/** Parents are opened in the place of intensities, so that both images are checked to lie on one grid. */
async function relatePair(spec: ImageSpec, request: RelateRequest): Promise<RoiRelations> {
  const { z, frame, level, by, minimumOverlap } = request;
  const settings: OpenSettings = {
    unit: "pixel",
    ...(z === undefined ? {} : { z }),
    ...(frame === undefined ? {} : { frame }),
    ...(level === undefined ? {} : { level }),
  };
  const image = await openImagePair(spec, settings, true);
  try {
    if (image.channels.length > 1) {
      throw new PixelmetryError("invalid-labels", {
        where: spec.image,
        what: "a label image has one channel",
        received: image.channels.length,
        remedy: "save the labels as a single-channel integer image",
      });
    }
    const reader = (labels: ImageReader["labels"], where: string): ImageReader => ({
      context: image.context,
      tile: image.tile,
      labels,
      channels: [],
      where,
    });
    return await relateRois(reader(image.channels[0], spec.image), reader(image.labels, spec.labelImage), {
      ...(by === undefined ? {} : { by }),
      ...(minimumOverlap === undefined ? {} : { minimumOverlap }),
    });
  } finally {
    await image.close();
  }
}

function summaryOf(spec: ImageSpec, { parents, children, pairs }: RoiRelations): RelatedSummary {
  return {
    parentImage: spec.image,
    childImage: spec.labelImage,
    parents: parents.labels.length,
    children: children.labels.length,
    pairs: pairs.parent.length,
    orphans: children.labels.length - new Set(pairs.child).size,
  };
}
