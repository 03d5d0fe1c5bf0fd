/**
 * Volumes in several files: a DICOM series, or a file per plane.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import { readBytes } from "../bytes/byte-source.ts";
import { type FileInput, openSource } from "../bytes/open-source.ts";
import { mostOpen, SourcePool } from "../bytes/source-pool.ts";
import { openDicomSeries } from "../dicom/series.ts";
import { isDicom } from "../dicom/signature.ts";
import { openImage } from "../open.ts";
import { checkRegion } from "../region.ts";
import type { ImageInfo, ImageSource, OpenOptions } from "../source.ts";

/**
 * Opens the files of one volume. DICOM files are sorted by position; other files hold a plane each, in the order
 * given. Such files state no distance between planes, so lengths are then in pixels.
 * @throws PixelmetryError `geometry-mismatch` for planes that differ in size or type and for files of several planes,
 *   and whatever opening the files throws
 * @example
 * const volume = await openPlanes(["brain_z01.tif", "brain_z02.tif", "brain_z03.tif"]);
 */
export async function openPlanes(
  inputs: readonly FileInput[],
  options: OpenOptions = {},
): Promise<ImageSource> {
  if (inputs.length === 0) throw new RangeError("a volume has at least one file");
  const { name, ...others } = options;
  if (await startsDicom(inputs[0], others)) return openDicomSeries(inputs, options);
  let first: ImageInfo | undefined;
  for (const input of inputs) {
    const image = await openImage(input, others);
    await image.close();
    first ??= image.info;
    checkPlane(first, image.info);
  }
  const pool = new SourcePool((file) => openImage(inputs[file], others), mostOpen);
  const info: ImageInfo = {
    ...first!,
    name: name ?? first!.name,
    size: [first!.size[0], first!.size[1], inputs.length],
    spacing: { x: 1, y: 1, z: 1, unit: "pixel" },
    ...(first!.spacing.unit === "pixel"
      ? {}
      : {
          notes: [
            ...(first!.notes ?? []),
            "the files state no distance between planes: lengths are in pixels",
          ],
        }),
  };
  return {
    info,
    async read(region, out, offset, stride) {
      checkRegion(info, region, out, offset, stride);
      const { z = 0, ...plane } = region;
      await pool.use(z, (image) => image.read(plane, out, offset, stride));
    },
    close: () => pool.close(),
  };
}

async function startsDicom(input: FileInput, options: OpenOptions): Promise<boolean> {
  const source = await openSource(input, options);
  try {
    return isDicom(await readBytes(source, 0, Math.min(132, source.size)));
  } finally {
    await source.close();
  }
}

function checkPlane(first: ImageInfo, other: ImageInfo): void {
  const shape = ({ size, dtype, channels, frames }: ImageInfo) =>
    `${size[0]} x ${size[1]} ${dtype}, ${channels} channels, ${frames} time points`;
  if (other.size[2] > 1) {
    throw new PixelmetryError("geometry-mismatch", {
      what: "a file of a stack of planes holds several planes",
      where: other.name,
      expected: "one plane",
      received: other.size[2],
      remedy: "measure it as a volume of its own",
    });
  }
  if (shape(first) === shape(other)) return;
  throw new PixelmetryError("geometry-mismatch", {
    what: `the plane does not have the size and type of ${first.name}`,
    where: other.name,
    expected: shape(first),
    received: shape(other),
    remedy: "stack planes of one volume only",
  });
}
