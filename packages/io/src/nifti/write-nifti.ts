import { bytesPerElement, pixelArray } from "@pixelmetry/roi";
import type { ImageSource } from "../source.ts";
import { createFileSink } from "../writers/file-sink.ts";
import { gzipSink } from "../writers/gzip-sink.ts";
import type { Sink } from "../writers/sink.ts";
import { encodeHeader } from "./encode-header.ts";

/** How a NIfTI file is written. */
export interface NiftiWriteOptions {
  /** Default: whether the name of the target ends in `.gz`. */
  readonly gzip?: boolean;
}

/** Bytes of rows written at a time. */
const pieceBytes = 2 ** 22;

/**
 * Writes an image of any source as a NIfTI file, some rows at a time, so it may be larger than memory. Pixels keep
 * their type; spacing, position and orientation are those of the source. NIfTI-2 where an axis exceeds 32767.
 * @throws PixelmetryError `output-failed`, and whatever reading the source throws; nothing is left behind then
 * @example
 * const map = memoryImage({ data: Float32Array.from(response), width, height, depth, spacing, placement });
 * await writeNifti("response.nii.gz", map);
 */
export async function writeNifti(
  target: string | Sink,
  image: ImageSource,
  options: NiftiWriteOptions = {},
): Promise<void> {
  const plain = typeof target === "string" ? await createFileSink(target) : target;
  const sink = (options.gzip ?? /\.gz$/i.test(plain.name)) ? gzipSink(plain) : plain;
  try {
    const { size, channels, frames, dtype } = image.info;
    const [width, height, depth] = size;
    const most = Math.max(1, Math.min(height, Math.floor(pieceBytes / (width * bytesPerElement(dtype)))));
    const rows = pixelArray(dtype, width * most);
    await sink.write(encodeHeader(image.info));
    for (let channel = 0; channel < channels; channel++) {
      for (let frame = 0; frame < frames; frame++) {
        for (let z = 0; z < depth; z++) {
          for (let y = 0; y < height; y += most) {
            const region = { x: 0, y, width, height: Math.min(most, height - y), z, channel, frame };
            await image.read(region, rows, 0, width);
            await sink.write(new Uint8Array(rows.buffer, 0, region.height * width * rows.BYTES_PER_ELEMENT));
          }
        }
      }
    }
    await sink.close();
  } catch (error) {
    await sink.abort();
    throw error;
  }
}
