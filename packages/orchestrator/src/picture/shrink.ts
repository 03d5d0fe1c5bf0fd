/**
 * Reads one plane at the size of a picture. The plane passes by in blocks, so memory follows the picture and
 * not the image.
 * @module
 */
import { type PixelArray, PixelmetryError, pixelArray } from "@pixelmetry/roi";
import type { PicturePlane } from "./picture-image.ts";

/** Where to read and how large the result is, pixels. */
export interface ShrinkRequest {
  /** Size of the image; planes with a size of their own say so. */
  readonly size: readonly [width: number, height: number];
  readonly z: number;
  readonly width: number;
  readonly height: number;
  readonly signal?: AbortSignal | undefined;
}

/** Pixels read at a time. */
const blockPixels = 1 << 22;

/** Mean of the finite pixels that each pixel of the result stands for; NaN where there is none. */
export async function shrinkIntensity(plane: PicturePlane, request: ShrinkRequest): Promise<Float32Array> {
  const out = new Float32Array(request.width * request.height);
  await forEachBox(plane, request, (pixels, stride, box, at) => {
    let sum = 0;
    let count = 0;
    for (let y = box.y0; y < box.y1; y++) {
      for (let i = y * stride + box.x0; i < y * stride + box.x1; i++) {
        const value = pixels[i];
        if (value - value !== 0) continue; // NaN or infinite
        sum += value;
        count++;
      }
    }
    out[at] = count === 0 ? Number.NaN : sum / count;
  });
  return out;
}

/** Share of a pixel's area that labels must cover for the pixel to show one. */
const leastCover = 0.25;

/** The label that covers most of what each pixel of the result stands for; 0 where nearly all is background. */
export async function shrinkLabels(plane: PicturePlane, request: ShrinkRequest): Promise<Float64Array> {
  const out = new Float64Array(request.width * request.height);
  const found: number[] = [];
  const counts: number[] = [];
  await forEachBox(plane, request, (pixels, stride, box, at) => {
    found.length = counts.length = 0;
    let covered = 0;
    let last = -1;
    for (let y = box.y0; y < box.y1; y++) {
      for (let i = y * stride + box.x0; i < y * stride + box.x1; i++) {
        const label = pixels[i];
        if (!(label > 0)) continue;
        covered++;
        if (last < 0 || found[last] !== label) {
          last = found.indexOf(label);
          if (last < 0) {
            last = found.push(label) - 1;
            counts.push(0);
          }
        }
        counts[last]++;
      }
    }
    if (covered < leastCover * (box.y1 - box.y0) * (box.x1 - box.x0)) return;
    let best = 0;
    for (let k = 1; k < found.length; k++) if (counts[k] > counts[best]) best = k;
    out[at] = found[best];
  });
  return out;
}

interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Calls `visit` once per pixel of the result with the pixels it stands for. */
async function forEachBox(
  plane: PicturePlane,
  { size, z, width, height, signal }: ShrinkRequest,
  visit: (pixels: PixelArray, stride: number, box: Box, at: number) => void,
): Promise<void> {
  const [fullWidth, fullHeight] = plane.size ?? size;
  const left = (x: number): number => Math.min(fullWidth - 1, Math.floor((x * fullWidth) / width));
  const top = (y: number): number => Math.min(fullHeight - 1, Math.floor((y * fullHeight) / height));
  const right = (x: number): number => Math.max(left(x) + 1, Math.floor(((x + 1) * fullWidth) / width));
  const bottom = (y: number): number => Math.max(top(y) + 1, Math.floor(((y + 1) * fullHeight) / height));
  // Blocks as wide as the image where possible: strips and rows of tiles are then read once.
  const columns = Math.max(1, Math.min(width, Math.floor(((blockPixels / 512) * width) / fullWidth)));
  const rowsFor = blockPixels / Math.ceil((columns * fullWidth) / width);
  const rows = Math.max(1, Math.min(height, Math.floor((rowsFor * height) / fullHeight)));
  let buffer: PixelArray = pixelArray(plane.dtype, 0);
  for (let y = 0; y < height; y += rows) {
    for (let x = 0; x < width; x += columns) {
      if (signal?.aborted) throw new PixelmetryError("aborted", { what: "the picture was not finished" });
      const [endX, endY] = [Math.min(width, x + columns), Math.min(height, y + rows)];
      const [x0, y0, x1, y1] = [left(x), top(y), right(endX - 1), bottom(endY - 1)];
      const stride = x1 - x0;
      if (buffer.length < stride * (y1 - y0)) buffer = pixelArray(plane.dtype, stride * (y1 - y0));
      await plane.read({ x: x0, y: y0, z, width: stride, height: y1 - y0 }, buffer, 0, stride);
      for (let py = y; py < endY; py++) {
        for (let px = x; px < endX; px++) {
          const box = { x0: left(px) - x0, y0: top(py) - y0, x1: right(px) - x0, y1: bottom(py) - y0 };
          visit(buffer, stride, box, py * width + px);
        }
      }
    }
  }
}
