import type { MemoryImage } from "@pixelmetry/roi";

/** An image that holds one region, label 1. */
export type Shape = MemoryImage & { readonly labels: Uint8Array };

/** The pixels for which `inside` holds. */
export function shape(
  [width, height, depth = 1]: readonly number[],
  inside: (x: number, y: number, z: number) => boolean,
): Shape {
  const labels = new Uint8Array(width * height * depth);
  for (let i = 0; i < labels.length; i++) {
    const x = i % width;
    const y = Math.floor(i / width) % height;
    labels[i] = inside(x, y, Math.floor(i / (width * height))) ? 1 : 0;
  }
  return { labels, width, height, depth };
}

/** Planes of rows of text: `#` is inside. */
export function drawn(...planes: readonly string[]): Shape {
  const rows = planes.map((plane) => plane.trim().split(/\s+/));
  return shape([rows[0][0].length, rows[0].length, planes.length], (x, y, z) => rows[z][y][x] === "#");
}

/** A box from `at`, in an image with a margin around it. */
export const box = (at: readonly number[], size: readonly number[]): Shape =>
  shape(
    at.map((low, axis) => low + size[axis] + 3),
    (...position) => at.every((low, axis) => position[axis] >= low && position[axis] < low + size[axis]),
  );

/** The same image with these intensities. */
export function withIntensity(
  image: Shape,
  intensity: (x: number, y: number, z: number) => number,
): Shape & { readonly intensity: Float32Array } {
  const { width, height, labels } = image;
  const at = (i: number) =>
    intensity(i % width, Math.floor(i / width) % height, Math.floor(i / (width * height)));
  return { ...image, intensity: Float32Array.from(labels, (_, i) => at(i)) };
}

/** The same image with pixels of this size. */
export const spaced = (image: Shape, ...spacing: readonly number[]): Shape => ({ ...image, spacing });
