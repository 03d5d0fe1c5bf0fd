/**
 * Opens the files of one image and checks that they fit together, before any pixel is read.
 * @module
 */
import { type ImageInfo, type ImageSource, openImage, openPlanes } from "@pixelmetry/io";
import {
  type ImageContext,
  type ImageReader,
  PixelmetryError,
  type PlaneReader,
  wholeImageLabels,
} from "@pixelmetry/roi";
import type { LengthUnit } from "../columns.ts";
import { nearest } from "../nearest.ts";
import type { ImageSpec, OpenSettings } from "./image-spec.ts";
import { applyLabelRules } from "./label-rules.ts";
import { checkSameGrid, inUm } from "./same-grid.ts";

/** An image ready to be measured. */
export interface OpenedImage extends ImageReader {
  readonly channelNames: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens an image.
 * @param readsIntensity - false: only the label image is opened when there is one
 * @throws PixelmetryError `geometry-mismatch` and whatever opening the files throws
 */
export async function openImagePair(
  spec: ImageSpec,
  settings: OpenSettings,
  readsIntensity: boolean,
): Promise<OpenedImage> {
  const opened: ImageSource[] = [];
  const level = settings.level === undefined ? {} : { level: settings.level };
  try {
    const open = async (path: string, grid?: ImageInfo): Promise<ImageSource> => {
      const input = (file: string) => spec.contents?.[file] ?? file;
      const planes = spec.planes?.[path];
      const source = planes
        ? await openPlanes(planes.map(input), { ...level, ...nameOf(path, spec) })
        : await openImage(input(path), { ...level, ...(grid ? { grid } : {}) });
      opened.push(source);
      return source;
    };
    const needsIntensity = readsIntensity || spec.labels === undefined;
    const sources: { source: ImageSource; channel?: string }[] = [];
    for (const { path, channel } of needsIntensity ? spec.intensity : []) {
      sources.push({ source: await open(path), ...(channel === undefined ? {} : { channel }) });
    }
    // Labels of DICOM are given by position: the image they belong to says which pixels these are.
    const labels = spec.labels === undefined ? undefined : await open(spec.labels, sources[0]?.source.info);
    const first = sources[0]?.source ?? labels!;
    for (const { source } of sources.slice(1)) checkSameGrid(first.info, source.info, "the intensity image");
    if (labels !== undefined) {
      checkSameGrid(first.info, labels.info, "the label image");
      if (labels.info.channels > 1) throw severalLabelChannels(labels);
    }
    const channels = readsIntensity ? chooseChannels(sources, settings, spec) : [];
    const z = planeOf(first, settings);
    const measuredLabels = (all: PlaneReader): PlaneReader =>
      settings.labelRules === undefined ? all : applyLabelRules(all, settings.labelRules, spec);
    return {
      context: contextOf(first, labels, settings, z),
      tile: (labels ?? first).info.tile,
      labels: labels === undefined ? wholeImageLabels : measuredLabels(plane(labels, 0, settings, z)),
      channels: channels.map(({ source, index }) => plane(source, index, settings, z)),
      channelNames: channels.map(({ name }) => name),
      where: labels === undefined ? spec.image : spec.labelImage,
      close: () => closeAll(opened),
    };
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

/** Messages name a volume in several files like the table does. */
function nameOf(path: string, { labels, labelImage, intensity, image }: ImageSpec): { name?: string } {
  return path === labels ? { name: labelImage } : path === intensity[0].path ? { name: image } : {};
}

async function closeAll(sources: readonly ImageSource[]): Promise<void> {
  await Promise.all(sources.map((source) => source.close()));
}

function plane(
  source: ImageSource,
  channel: number,
  settings: OpenSettings,
  z: number | undefined,
): PlaneReader {
  // A label image with one frame or plane serves all frames or planes that are chosen.
  const frame = source.info.frames > 1 ? (settings.frame ?? 0) : 0;
  const only = z === undefined ? undefined : source.info.size[2] > 1 ? z : 0;
  return {
    dtype: source.info.dtype,
    read: (region, out, offset, stride) =>
      source.read({ ...region, z: only ?? region.z, channel, frame }, out, offset, stride),
  };
}

function planeOf(source: ImageSource, { z, frame }: OpenSettings): number | undefined {
  const { name, size, frames } = source.info;
  if (frames > 1 && frame === undefined) {
    throw new PixelmetryError("invalid-argument", {
      where: name,
      what: `the image has ${frames} time points`,
      remedy: `choose one with --frame 0 to --frame ${frames - 1}`,
    });
  }
  if (frame !== undefined && frame >= Math.max(1, frames))
    throw outOfRange(name, "--frame", "time points", frames, frame);
  if (z !== undefined && z >= size[2]) throw outOfRange(name, "--z", "planes", size[2], z);
  return z;
}

function outOfRange(
  where: string,
  flag: string,
  what: string,
  count: number,
  received: number,
): PixelmetryError {
  return new PixelmetryError("invalid-argument", {
    where,
    what: `${flag} ${received} is beyond the image's ${what}`,
    expected: `0 to ${count - 1}`,
    remedy: `choose another ${flag}`,
  });
}

function severalLabelChannels(labels: ImageSource): PixelmetryError {
  return new PixelmetryError("invalid-labels", {
    where: labels.info.name,
    what: "a label image has one channel",
    received: labels.info.channels,
    remedy: "save the labels as a single-channel integer image",
  });
}

interface ChosenChannel {
  readonly source: ImageSource;
  readonly index: number;
  readonly name: string;
}

function chooseChannels(
  sources: readonly { source: ImageSource; channel?: string }[],
  settings: OpenSettings,
  spec: ImageSpec,
): ChosenChannel[] {
  const all = sources.flatMap(({ source, channel }) =>
    Array.from({ length: source.info.channels }, (_, index) => ({
      source,
      index,
      name: [
        channel,
        source.info.channels > 1 || channel === undefined ? source.info.channelNames[index] : "",
      ]
        .filter(Boolean)
        .join("_"),
    })),
  );
  const named = all.map((entry, i) => ({ ...entry, name: columnSafe(entry.name) || `c${i}` }));
  const unique: ChosenChannel[] = [];
  for (const [i, entry] of named.entries()) {
    let { name } = entry;
    while (unique.some((other) => other.name === name)) name = `${name}_${i}`;
    unique.push({ ...entry, name });
  }
  if (settings.channels === undefined) return unique;
  const chosen = settings.channels.map((wanted) => {
    const byNumber = /^\d+$/.test(wanted) ? unique[Number(wanted)] : undefined;
    // Wavelengths are names that look like numbers.
    const found = byNumber ?? unique.find(({ name }) => name === columnSafe(wanted));
    if (found !== undefined) return found;
    const near = nearest(
      wanted,
      unique.map(({ name }) => name),
      1,
    );
    throw new PixelmetryError("invalid-argument", {
      where: spec.image,
      what: `there is no channel ${wanted}`,
      expected: unique.map(({ name }, i) => `${i} (${name})`).join(", "),
      remedy: near.length > 0 ? `did you mean ${near[0]}?` : "choose one of these",
    });
  });
  return [...new Set(chosen)];
}

/** Channel names become parts of column names. */
const columnSafe = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_|_$/g, "");

function contextOf(
  image: ImageSource,
  labels: ImageSource | undefined,
  settings: OpenSettings,
  z: number | undefined,
): ImageContext {
  const [width, height, planes] = image.info.size;
  const depth = z === undefined ? planes : 1;
  const stated = [image, labels].find(
    (source) => source !== undefined && source.info.spacing.unit !== "pixel",
  );
  const spacingUm =
    settings.spacingUm ??
    (stated === undefined
      ? undefined
      : (["x", "y", "z"] as const).map((axis) => inUm(stated.info.spacing, axis)));
  return {
    size: [width, height, depth],
    ndim: depth > 1 ? 3 : 2,
    spacing: lengthUnit(settings.unit, spacingUm, image.info.name),
    ...(spacingUm === undefined
      ? {}
      : { spacingUm: spacingUm as unknown as readonly [number, number, number] }),
  };
}

function lengthUnit(
  unit: LengthUnit,
  um: readonly number[] | undefined,
  where: string,
): readonly [number, number, number] {
  if (unit === "pixel") return [1, 1, 1];
  if (um === undefined) {
    throw new PixelmetryError("geometry-mismatch", {
      where,
      what: `the image states no pixel size, so lengths cannot be given in ${unit}`,
      remedy: "state it with --spacing 0.325,0.325 (micrometres), or measure in pixels with --units pixel",
    });
  }
  const factor = unit === "mm" ? 1e-3 : 1;
  return [um[0] * factor, um[1] * factor, (um[2] ?? 1) * factor];
}
