/**
 * Opens images of any known format. The format follows from the first bytes of the file, never from its name.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import { type ByteSource, readBytes } from "./bytes/byte-source.ts";
import { firstBytes, inflateSource, isGzip } from "./bytes/inflate-source.ts";
import { type ImageInput, openSource } from "./bytes/open-source.ts";
import { formats } from "./formats.ts";
import type { ImageSource, OpenOptions } from "./source.ts";

/** Bytes that are enough to tell every format; DICOM has its mark at 128, NIfTI-1 at 344. */
const headBytes = 1024;

/**
 * Opens an image.
 * @throws PixelmetryError `input-not-found`, `unsupported-format` or `corrupt-input`
 * @example
 * const image = await openImage("cells.ome.tif");
 * const [width, height] = image.info.size;
 * const pixels = pixelArray(image.info.dtype, width * height);
 * await image.read({ x: 0, y: 0, width, height }, pixels, 0, width);
 * await image.close();
 */
export async function openImage(input: ImageInput, options: OpenOptions = {}): Promise<ImageSource> {
  let source = await openSource(input, options);
  try {
    let head = await readBytes(source, 0, Math.min(headBytes, source.size));
    const compressed = isGzip(head);
    if (compressed) {
      source = inflateSource(source);
      head = await firstBytes(source, headBytes);
    }
    const format = formats.find(({ matches, gzip }) => (gzip || !compressed) && matches(head));
    if (!format) throw unknownFormat(source);
    const { open } = await format.load();
    return await open(source, options);
  } catch (error) {
    await source.close();
    throw error;
  }
}

function unknownFormat(source: ByteSource): PixelmetryError {
  const names = formats.map(({ name }) => name).join(", ");
  return new PixelmetryError("unsupported-format", {
    what: source.size === 0 ? "the file is empty" : "not an image in a known format",
    where: source.name,
    expected: names,
    remedy: "check that the file is complete, or convert it to OME-TIFF",
  });
}
