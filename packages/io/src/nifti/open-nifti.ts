/**
 * NIfTI-1 and NIfTI-2 files as image sources.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "../bytes/byte-source.ts";
import type { ImageSource, OpenOptions } from "../source.ts";
import { checkSingle } from "../volume/options.ts";
import { volumeImage } from "../volume/volume-image.ts";
import { readHeader } from "./header.ts";
import { niftiGeometry } from "./orientation.ts";

/**
 * Opens a NIfTI file: `.nii`, `.nii.gz` (read as a stream), or `.hdr` with its `.img` beside it.
 *
 * The fourth axis is time, the fifth is channels. Pixels keep their stored order, whatever the orientation;
 * scl_slope and scl_inter are applied.
 * @throws PixelmetryError `corrupt-input`, `unsupported-format`, `input-not-found` for a missing `.img`
 */
export async function openNifti(source: ByteSource, options: OpenOptions = {}): Promise<ImageSource> {
  checkSingle(source, options);
  const header = await readHeader(source);
  const { type, littleEndian, position, rescale } = header;
  const [width, height, depth, frames, channels] = header.size;
  const data = header.detached ? await imageFile(source) : source;
  try {
    const z = width * height;
    const strides = { x: 1, y: width, z, frame: z * depth, channel: z * depth * frames };
    return volumeImage(
      {
        source: data,
        position,
        type,
        littleEndian,
        size: [width, height, depth],
        channels,
        frames,
        strides,
        ...(rescale ? { rescale } : {}),
      },
      { name: options.name ?? source.name, ...niftiGeometry(header) },
      async () => {
        if (data !== source) await data.close();
        await source.close();
      },
    );
  } catch (error) {
    if (data !== source) await data.close();
    throw error;
  }
}

async function imageFile(source: ByteSource): Promise<ByteSource> {
  if (source.sibling !== undefined && /\.hdr$/i.test(source.name)) {
    return source.sibling(source.name.replace(/hdr$/i, (ending) => (ending === "HDR" ? "IMG" : "img")));
  }
  throw new PixelmetryError("unsupported-format", {
    what: "the NIfTI header keeps its samples in another file",
    where: source.name,
    expected: "a file .hdr beside its .img, both uncompressed",
    remedy: "save the volume as one .nii file",
  });
}
