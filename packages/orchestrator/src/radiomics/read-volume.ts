/**
 * Volumes of patient space from files.
 * @module
 */
import { type ImageInfo, openImage, type Placement } from "@pixelmetry/io";
import { type Direction, type Volume, volume } from "@pixelmetry/radiomics-ibsi";
import { PixelmetryError, pixelArray } from "@pixelmetry/roi";

/**
 * Reads an image of one channel and one time point.
 * @throws PixelmetryError `invalid-argument` for several channels or time points, and for voxels whose size is
 * unknown; whatever opening and reading the file throws
 */
export async function readVolume(path: string): Promise<Volume> {
  const source = await openImage(path);
  try {
    const { info } = source;
    checkPlain(info);
    const [width, height, depth] = info.size;
    const data = pixelArray(info.dtype, width * height * depth);
    for (let z = 0; z < depth; z++) {
      await source.read({ x: 0, y: 0, z, width, height }, data, z * width * height, width);
    }
    const { x, y, z, unit } = info.spacing;
    const millimetres = unit === "um" ? 1e-3 : 1;
    const spacing = [x * millimetres, y * millimetres, z * millimetres] as const;
    return volume(data, { size: info.size, spacing, ...placed(info.placement) }, info.name);
  } finally {
    await source.close();
  }
}

function checkPlain({ name, channels, frames, spacing }: ImageInfo): void {
  const wrong = (what: string, remedy: string) =>
    new PixelmetryError("invalid-argument", { where: name, what, remedy });
  if (channels > 1) throw wrong(`the image has ${channels} channels`, "save the one to measure by itself");
  if (frames > 1) throw wrong(`the image has ${frames} time points`, "save the one to measure by itself");
  if (spacing.unit === "pixel") {
    throw wrong(
      "the image does not state the size of its voxels",
      "save it in a format that does, such as NIfTI",
    );
  }
}

function placed(placement: Placement | undefined): { origin?: Volume["origin"]; direction?: Direction } {
  if (placement === undefined) return {};
  const [x, y, z] = placement.directions;
  const direction: Direction = [x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2]];
  return { origin: placement.origin, direction };
}
