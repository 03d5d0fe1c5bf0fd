/**
 * Volumes of medical formats as image sources: an array of samples and where it lies in space.
 * @module
 */
import { bytesPerElement } from "@pixelmetry/roi";
import { endOfFile } from "../bytes/byte-source.ts";
import { checkRegion } from "../region.ts";
import type { ImageInfo, ImageSource, Placement, Spacing } from "../source.ts";
import { readVoxels, type VoxelArray, voxelBytes, voxelType } from "./voxels.ts";

/** What the header of a volume says about its geometry. */
export interface VolumeDescription {
  readonly name: string;
  readonly spacing: Spacing;
  readonly placement?: Placement;
  readonly channelNames?: readonly string[];
  readonly notes?: readonly string[];
}

/** Bytes of one block of rows: the array can be cut anywhere. */
const blockBytes = 2 ** 20;

/**
 * An image source over an array of samples. Planes are read as they are asked for; the last sample read of a
 * compressed array brings the check of its checksum.
 * @param close - releases the files
 * @throws PixelmetryError `corrupt-input` when the file is too short for the array
 */
export function volumeImage(
  array: VoxelArray,
  description: VolumeDescription,
  close: () => void | Promise<void>,
): ImageSource {
  const { source, size, channels, frames, position } = array;
  const end = position + voxelBytes(array);
  if (end > source.size) throw endOfFile(source, end);
  const [width, height, depth] = size;
  const dtype = voxelType(array);
  const rows = Math.ceil(blockBytes / (width * bytesPerElement(dtype)));
  const { name, spacing, placement, channelNames = [], notes = [] } = description;
  const info: ImageInfo = {
    name,
    size,
    dtype,
    tile: [width, Math.min(height, rows)],
    channels,
    channelNames: Array.from({ length: channels }, (_, i) => channelNames[i] ?? ""),
    frames,
    spacing,
    ...(placement === undefined ? {} : { placement }),
    levels: [[width, height]],
    level: 0,
    ...(notes.length > 0 ? { notes } : {}),
  };
  return {
    info,
    async read(region, out, offset, stride) {
      checkRegion(info, region, out, offset, stride);
      await readVoxels(array, region, out, offset, stride);
      const { y, z = 0, channel = 0, frame = 0 } = region;
      const last = y + region.height === height && z === depth - 1;
      if (last && channel === channels - 1 && frame === frames - 1) await source.verify?.();
    },
    async close() {
      await close();
    },
  };
}
