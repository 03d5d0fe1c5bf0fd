import { type DType, dtypeOf, type PixelArray } from "@pixelmetry/roi";
import type { ImageInfo, PlaneRegion } from "./source.ts";

/**
 * Checks that a region lies in the image and that `out` can take it. These are defects of the caller, so the
 * errors are `RangeError` and `TypeError`, not errors of the input.
 */
export function checkRegion(
  info: ImageInfo,
  region: PlaneRegion,
  out: PixelArray,
  offset: number,
  stride: number,
): void {
  const { x, y, width, height, z = 0, channel = 0, frame = 0 } = region;
  const [imageWidth, imageHeight, depth] = info.size;
  inside("x", x, width, imageWidth);
  inside("y", y, height, imageHeight);
  inside("z", z, 1, depth);
  inside("channel", channel, 1, info.channels);
  inside("frame", frame, 1, info.frames);
  if (typeName(out) !== info.dtype) {
    throw new TypeError(`the array must be of type ${info.dtype}, received ${typeName(out)}`);
  }
  const last = offset + (height - 1) * stride + width;
  if (!Number.isInteger(offset) || offset < 0 || !Number.isInteger(stride) || stride < width) {
    throw new RangeError(
      `offset must be at least 0 and stride at least ${width}, received ${offset}, ${stride}`,
    );
  }
  if (last > out.length) throw new RangeError(`the array must hold ${last} pixels, received ${out.length}`);
}

function inside(name: string, start: number, length: number, size: number): void {
  if (
    Number.isInteger(start) &&
    Number.isInteger(length) &&
    start >= 0 &&
    length >= 1 &&
    start + length <= size
  ) {
    return;
  }
  const range = length === 1 ? `${start}` : `${start} to ${start + length - 1}`;
  throw new RangeError(`${name} must lie in 0 to ${size - 1}, received ${range}`);
}

function typeName(out: PixelArray): DType | string {
  try {
    return dtypeOf(out);
  } catch {
    return Object.prototype.toString.call(out);
  }
}
