import { type DType, dtypeOf, type PixelArray, pixelArray } from "@pixelmetry/roi";
import type { ImageSource } from "../src/index.ts";

/** Seeded numbers from 0 up to 1. */
export function random(seed: number): () => number {
  let state = (seed * 2654435761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Values all over the range of the type, with stretches that compress. */
export function noise(dtype: DType, length: number, seed: number): PixelArray {
  const next = random(seed);
  const out = pixelArray(dtype, length);
  let value = 0;
  for (let i = 0; i < length; i++) {
    if (next() < 0.3) value = dtype.startsWith("float") ? (next() - 0.5) * 1e6 : next() * 2 ** 32 - 2 ** 31;
    out[i] = value;
  }
  return out;
}

/** Position of the first pixel that differs, or -1; comparing with `toEqual` takes seconds for a megapixel. */
export function firstDifference(a: PixelArray, b: PixelArray): number {
  if (dtypeOf(a) !== dtypeOf(b)) throw new TypeError(`${dtypeOf(a)} compared with ${dtypeOf(b)}`);
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (!Object.is(a[i], b[i])) return i;
  }
  return -1;
}

/** All pixels, channel by channel, frame by frame, plane by plane, in blocks. */
export async function readAll(
  image: ImageSource,
  blockWidth = image.info.size[0],
  blockHeight = image.info.size[1],
): Promise<PixelArray> {
  const { size, dtype, frames, channels } = image.info;
  const [width, height, depth] = size;
  const out = pixelArray(dtype, width * height * depth * frames * channels);
  let offset = 0;
  for (let channel = 0; channel < channels; channel++) {
    for (let frame = 0; frame < frames; frame++) {
      for (let z = 0; z < depth; z++) {
        for (let y = 0; y < height; y += blockHeight) {
          for (let x = 0; x < width; x += blockWidth) {
            const block = {
              width: Math.min(blockWidth, width - x),
              height: Math.min(blockHeight, height - y),
            };
            await image.read({ x, y, ...block, z, channel, frame }, out, offset + y * width + x, width);
          }
        }
        offset += width * height;
      }
    }
  }
  return out;
}
