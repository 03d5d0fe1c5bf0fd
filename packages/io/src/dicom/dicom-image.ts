/**
 * DICOM files as one image: slices in the order of space, or frames in the order of time.
 * @module
 */
import { bytesPerElement, PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "../bytes/byte-source.ts";
import { checkRegion } from "../region.ts";
import { memoryType, type Rescale, rescaledType } from "../samples/stored-type.ts";
import type { ImageInfo, ImageSource } from "../source.ts";
import type { DicomFile } from "./dataset.ts";
import { type Frames, openFrames } from "./frames.ts";
import { frameAttributes } from "./functional-groups.ts";
import { impossible, type PixelModule, pixelModule } from "./pixel-module.ts";
import { type Slice, stackSlices } from "./stack.ts";

/** What is kept of a file once its attributes are read. */
export interface DicomPart {
  readonly slices: readonly Slice[];
  readonly frames: Frames;
  /** Frames follow each other in time. */
  readonly timed: boolean;
}

/** Reads what one file contributes. @param file - its number in the list of files */
export async function readPart({ source, data, syntax }: DicomFile, file: number): Promise<DicomPart> {
  const where = source.name;
  if (data.has("x00283000")) {
    throw new PixelmetryError("unsupported-format", {
      what: "the values of the DICOM file pass a table (Modality LUT Sequence)",
      where,
      expected: "rescale slope and intercept",
      remedy: "convert the file to its modality values",
    });
  }
  const pixels = pixelModule({ source, data, syntax });
  checkRoom(pixels, source);
  const attributes = frameAttributes(data, pixels.frames, where);
  const instance = data.decimal("x00200013") ?? 0;
  const frames = await openFrames(source, pixels);
  const slices = attributes.map((own, frame) => ({ ...own, where, file, frame, instance, pixels }));
  const timed = pixels.frames > 1 && (data.has("x00181063") || data.has("x00181065"));
  return { slices, frames, timed };
}

/** Frames cannot be more than there are bytes: a byte of compressed data holds many pixels, but not many frames. */
function checkRoom({ frames }: PixelModule, source: ByteSource): void {
  if (frames > source.size)
    throw impossible(source.name, "number of frames", `at most ${source.size}`, frames);
}

/** Bytes of one block of rows of uncompressed frames. */
const blockBytes = 2 ** 20;

/**
 * An image of the slices of one or more files.
 * @param use - runs `work` with the opened file of a number
 * @throws PixelmetryError `geometry-mismatch` when the slices are not those of one volume
 */
export function dicomImage(
  name: string,
  parts: readonly DicomPart[],
  use: (file: number, work: (source: ByteSource) => Promise<void>) => Promise<void>,
  close: () => Promise<void>,
): ImageSource {
  const slices = parts.flatMap((part) => part.slices);
  const timed = parts.length === 1 && parts[0].timed && !slices.every(({ position }) => position);
  const {
    slices: sorted,
    spacing,
    placement,
    notes,
  } = timed ? { ...stackSlices(slices.slice(0, 1)), slices } : stackSlices(slices);
  const [{ pixels }] = sorted;
  const { columns, rows, type, coding } = pixels;
  const identity: Rescale = { slope: 1, intercept: 0 };
  const rescaled = sorted.some(({ rescale }) => rescale !== undefined);
  const ranges = sorted.map((slice) => slice.pixels.range);
  const widest = ranges.reduce((a, b) =>
    a && b ? ([Math.min(a[0], b[0]), Math.max(a[1], b[1])] as const) : undefined,
  );
  const dtype = rescaled
    ? rescaledType(
        sorted.map(({ rescale = identity }) => rescale),
        widest,
      )
    : memoryType(type);
  const blockRows = Math.ceil(blockBytes / (columns * bytesPerElement(dtype)));
  const info: ImageInfo = {
    name,
    size: [columns, rows, timed ? 1 : sorted.length],
    dtype,
    tile: [columns, coding === "raw" ? Math.min(rows, blockRows) : rows],
    channels: 1,
    channelNames: [""],
    frames: timed ? sorted.length : 1,
    spacing,
    ...(placement ? { placement } : {}),
    levels: [[columns, rows]],
    level: 0,
    ...(notes.length > 0 ? { notes } : {}),
  };
  return {
    info,
    async read(region, out, offset, stride) {
      checkRegion(info, region, out, offset, stride);
      const { file, frame, rescale } = sorted[(timed ? region.frame : region.z) ?? 0];
      const target = { out, offset, stride };
      await use(file, (source) => parts[file].frames.read(source, frame, region, target, rescale));
    },
    async close() {
      for (const { frames } of parts) frames.close();
      await close();
    },
  };
}
