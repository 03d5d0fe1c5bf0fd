import { pixelArray } from "@pixelmetry/roi";
import type { ImageSource } from "../../source.ts";
import type { Sink } from "../../writers/sink.ts";
import { createTiffWriter, type TiffWriterOptions } from "./tiff-writer.ts";

/**
 * Writes an image of any source as a tiled OME-TIFF, one row of tiles at a time, so the image may be larger than
 * memory. An array is written through {@link memoryImage}. Geometry and metadata are those of the source unless
 * `options` say otherwise.
 * @throws PixelmetryError `output-failed`, and whatever reading the source throws; nothing is left behind then
 * @example
 * await writeTiff("labels.ome.tif", memoryImage({ data: labels, width, height }));
 */
export async function writeTiff(
  target: string | Sink,
  image: ImageSource,
  options: Partial<
    Omit<TiffWriterOptions, "width" | "height" | "depth" | "channels" | "frames" | "dtype">
  > = {},
): Promise<void> {
  const { name, size, channels, channelNames, frames, dtype, spacing } = image.info;
  const [width, height, depth] = size;
  const geometry = { width, height, depth, channels, frames, dtype };
  const writer = await createTiffWriter(target, { name, channelNames, spacing, ...options, ...geometry });
  try {
    const rows = writer.info.tile[1];
    const block = pixelArray(dtype, width * Math.min(rows, height));
    for (let frame = 0; frame < frames; frame++) {
      for (let channel = 0; channel < channels; channel++) {
        for (let z = 0; z < depth; z++) {
          for (let y = 0; y < height; y += rows) {
            const region = { x: 0, y, width, height: Math.min(rows, height - y), z, channel, frame };
            await image.read(region, block, 0, width);
            await writer.write(region, block, 0, width);
          }
        }
      }
    }
    await writer.finish();
  } catch (error) {
    await writer.abort();
    throw error;
  }
}
