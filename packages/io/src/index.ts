/**
 * Image sources and sinks: TIFF, OME-TIFF and BigTIFF, arrays in memory; and table writers.
 * @module
 */
export type { ByteSource } from "./bytes/byte-source.ts";
export {
  type ConstantImageOptions,
  constantImage,
  type MemoryImageOptions,
  memoryImage,
} from "./memory-image.ts";
export { type ImageInput, openImage } from "./open.ts";
export type { ImageInfo, ImageSource, OpenOptions, PlaneRegion, Spacing } from "./source.ts";
