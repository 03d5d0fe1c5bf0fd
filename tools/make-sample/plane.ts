/**
 * Images while they are being made, and the operations on whole images.
 * @module
 */

export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly pixels: Float64Array;
}

export const plane = (width: number, height: number): Plane => ({
  width,
  height,
  pixels: new Float64Array(width * height),
});

/** Adds `amount` at a position between pixels. */
export function splat({ width, height, pixels }: Plane, x: number, y: number, amount: number): void {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  if (x0 < 0 || y0 < 0 || x0 + 1 >= width || y0 + 1 >= height) return;
  const u = x - x0;
  const v = y - y0;
  const at = y0 * width + x0;
  pixels[at] += amount * (1 - u) * (1 - v);
  pixels[at + 1] += amount * u * (1 - v);
  pixels[at + width] += amount * (1 - u) * v;
  pixels[at + width + 1] += amount * u * v;
}

/** Adds a round spot with a Gaussian profile and this peak. */
export function addSpot(target: Plane, x: number, y: number, sigma: number, peak: number): void {
  const { width, height, pixels } = target;
  const reach = Math.ceil(3.5 * sigma);
  for (let py = Math.max(0, Math.round(y) - reach); py <= Math.min(height - 1, Math.round(y) + reach); py++) {
    for (
      let px = Math.max(0, Math.round(x) - reach);
      px <= Math.min(width - 1, Math.round(x) + reach);
      px++
    ) {
      pixels[py * width + px] += peak * Math.exp(-((px - x) ** 2 + (py - y) ** 2) / (2 * sigma * sigma));
    }
  }
}

/** Convolution with a Gaussian; the edge pixels continue beyond the edge. */
export function blur(source: Plane, sigma: number): Plane {
  const reach = Math.ceil(3 * sigma);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)),
  );
  const total = kernel.reduce((sum, value) => sum + value, 0);
  for (let i = 0; i < kernel.length; i++) kernel[i] /= total;
  const { width, height } = source;
  const rows = convolveLines(source.pixels, kernel, { count: height, length: width, step: 1, stride: width });
  const pixels = convolveLines(rows, kernel, { count: width, length: height, step: width, stride: 1 });
  return { width, height, pixels };
}

function convolveLines(
  from: Float64Array,
  kernel: Float64Array,
  { count, length, step, stride }: { count: number; length: number; step: number; stride: number },
): Float64Array {
  const out = new Float64Array(from.length);
  const reach = (kernel.length - 1) / 2;
  const line = new Float64Array(length + 2 * reach);
  for (let l = 0; l < count; l++) {
    const start = l * stride;
    for (let i = 0; i < line.length; i++) {
      line[i] = from[start + Math.min(length - 1, Math.max(0, i - reach)) * step];
    }
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let k = 0; k < kernel.length; k++) sum += kernel[k] * line[i + k];
      out[start + i * step] = sum;
    }
  }
  return out;
}

/** Copies a rectangle. */
export function crop<T extends Float64Array | Uint16Array>(
  pixels: T,
  width: number,
  margin: number,
  size: number,
): T {
  const inside = (_: number, at: number) => {
    const x = (at % width) - margin;
    const y = Math.floor(at / width) - margin;
    return x >= 0 && y >= 0 && x < size && y < size;
  };
  return pixels.filter(inside) as T;
}
