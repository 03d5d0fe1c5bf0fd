/**
 * Scenes: small seeded images with everything that breaks measuring code. Intensities are bright, so that
 * raw power sums cancel; labels have gaps up to the largest one; ROIs overlap the borders of every tiling.
 * @module
 */
import type { PixelArray } from "../src/pixels.ts";
import { type ImageReader, memoryReader } from "../src/reader.ts";
import { mulberry32, type Random, randomInteger } from "./random.ts";

/** An image in memory with one channel. */
export interface Scene {
  readonly name: string;
  readonly size: readonly [width: number, height: number, depth: number];
  /** 3 for volumes, also for those of a single plane. */
  readonly ndim: 2 | 3;
  readonly spacing: readonly [number, number, number];
  /** Physical size of a pixel, for what depends on it. */
  readonly spacingUm?: readonly [number, number, number];
  readonly labels: PixelArray;
  readonly intensity: PixelArray;
}

/** Labels that are taken in this order: small, around every power of two that matters, and the largest. */
const labelValues = [
  3, 1, 4294967295, 7, 255, 256, 2147483648, 65535, 65536, 1000003, 2147483647, 4294967294, 2, 300, 16777217,
  77, 12, 131071,
];

/**
 * The scenes the laws run on: 2D and 3D, integer and float intensities, with and without background.
 * Give another seed to draw other ones of the same kinds.
 */
export function scenes(seed = 1): Scene[] {
  return [cells(seed), floats(seed + 1), partition(seed + 2), volume(seed + 3), floatVolume(seed + 4)];
}

/**
 * Bright uint16 noise with overlapping, touching, nested, split, border and one-pixel ROIs, a ring, a
 * comb of one-pixel teeth and a line over the whole width.
 */
export function cells(seed = 1): Scene {
  const size = [61, 47, 1] as const;
  const random = mulberry32(seed);
  const labels = new Uint32Array(61 * 47);
  const draw = painter(labels, size);
  for (let k = 0; k < 7; k++) {
    draw.ball(labelValues[k], random() * 61, random() * 30, 0, 4 + random() * 7);
  }
  draw.ball(labelValues[7], 48, 12, 0, 9);
  draw.ball(0, 48, 12, 0, 6);
  draw.ball(labelValues[8], 48, 12, 0, 3);
  draw.box(labelValues[9], [2, 33, 0], [12, 42, 1]);
  draw.box(labelValues[10], [12, 35, 0], [19, 46, 1]);
  draw.box(labelValues[9], [40, 30, 0], [43, 33, 1]);
  draw.box(labelValues[11], [0, 44, 0], [61, 45, 1]);
  for (let x = 24; x < 38; x += 2) draw.box(labelValues[12], [x, 30, 0], [x + 1, 41, 1]);
  draw.box(labelValues[12], [24, 41, 0], [38, 42, 1]);
  draw.pixel(labelValues[13], 59, 1, 0);
  draw.pixel(labelValues[14], 60, 46, 0);
  draw.pixel(labelValues[15], 52, 38, 0);
  draw.pixel(labelValues[15], 53, 39, 0);
  draw.box(labelValues[16], [60, 10, 0], [61, 29, 1]);
  return {
    name: "cells",
    size,
    ndim: 2,
    spacing: [1, 1, 1],
    labels,
    intensity: brightNoise(labels.length, random),
  };
}

/**
 * Float32 with negatives, NaN and infinite pixels; one constant ROI and one without a finite pixel. The first
 * row is empty.
 */
export function floats(seed = 2): Scene {
  const size = [43, 38, 1] as const;
  const random = mulberry32(seed);
  const labels = new Uint16Array(43 * 38);
  const draw = painter(labels, size);
  for (let k = 1; k <= 6; k++) draw.ball(k * 9001, random() * 43, random() * 38, 0, 3 + random() * 8);
  const intensity = Float32Array.from(labels, () => (random() - 0.6) * 50);
  for (let i = 0; i < 40; i++) {
    const at = randomInteger(random, 0, labels.length - 1);
    intensity[at] = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY][i % 3];
  }
  const fill = (label: number, x: number, y: number, value: number): void => {
    draw.box(label, [x, y, 0], [x + 5, y + 4, 1]);
    for (let i = 0; i < labels.length; i++) if (labels[i] === label) intensity[i] = value;
  };
  fill(100, 1, 1, -0.1);
  fill(200, 30, 33, Number.NaN);
  draw.box(0, [0, 0, 0], [43, 1, 1]);
  return { name: "floats", size, ndim: 2, spacing: [0.65, 0.65, 1], labels, intensity };
}

/** No background: every pixel belongs to the nearest of a few seeds. Signed intensities, ties on purpose. */
export function partition(seed = 3): Scene {
  const size = [37, 29, 1] as const;
  const random = mulberry32(seed);
  const seeds = Array.from({ length: 7 }, () => [random() * 37, random() * 29] as const);
  const labels = new Uint8Array(37 * 29);
  for (let i = 0; i < labels.length; i++) {
    const distances = seeds.map(([x, y]) => (x - (i % 37)) ** 2 + (y - Math.floor(i / 37)) ** 2);
    labels[i] = 1 + 30 * distances.indexOf(Math.min(...distances));
  }
  const intensity = Int16Array.from(labels, (label) => randomInteger(random, -6, 5) * 100 + label);
  return { name: "partition", size, ndim: 2, spacing: [1, 1, 1], labels, intensity };
}

/** A volume of bright uint16 noise with balls, a shell with another ROI inside, a rod and a lone voxel. */
export function volume(seed = 4): Scene {
  const size = [23, 19, 11] as const;
  const random = mulberry32(seed);
  const labels = new Uint32Array(23 * 19 * 11);
  const draw = painter(labels, size);
  for (let k = 0; k < 5; k++) {
    draw.ball(labelValues[k], random() * 23, random() * 19, random() * 11, 2 + random() * 4);
  }
  draw.ball(labelValues[5], 16, 6, 5, 4.5);
  draw.ball(0, 16, 6, 5, 2.9);
  draw.ball(labelValues[6], 16, 6, 5, 1.5);
  draw.box(labelValues[7], [3, 15, 0], [4, 16, 11]);
  draw.box(labelValues[8], [0, 0, 10], [9, 3, 11]);
  draw.pixel(labelValues[9], 22, 18, 10);
  return {
    name: "volume",
    size,
    ndim: 3,
    spacing: [0.5, 0.5, 2],
    labels,
    intensity: brightNoise(labels.length, random),
  };
}

/** A volume of float64 with negatives and a few NaN voxels and an empty first plane; signed 32-bit labels. */
export function floatVolume(seed = 5): Scene {
  const size = [12, 15, 9] as const;
  const random = mulberry32(seed);
  const labels = new Int32Array(12 * 15 * 9);
  const draw = painter(labels, size);
  for (let k = 1; k <= 4; k++)
    draw.ball(k * 500000001, random() * 12, random() * 15, random() * 9, 2 + random() * 4);
  draw.box(0, [0, 0, 0], [12, 15, 1]);
  const intensity = Float64Array.from(labels, () => (random() - 0.5) * 1e-3);
  for (let i = 0; i < 12; i++) intensity[randomInteger(random, 0, labels.length - 1)] = Number.NaN;
  return { name: "float volume", size, ndim: 3, spacing: [1, 1, 1], labels, intensity };
}

/** A reader of the scene; a scene of ndim 3 and depth 1 stays a volume. */
export function sceneReader(scene: Scene): ImageReader {
  const [width, height, depth] = scene.size;
  const { labels, intensity, spacing, spacingUm } = scene;
  const physical = spacingUm === undefined ? {} : { spacingUm };
  const reader = memoryReader({ labels, intensity, width, height, depth, spacing, ...physical });
  return { ...reader, context: { ...reader.context, ndim: scene.ndim }, where: scene.name };
}

/** The labels in a scene, ascending, without the background. */
export const labelsOf = (scene: Scene): number[] =>
  [...new Set<number>(scene.labels)].filter((label) => label !== 0).sort((a, b) => a - b);

function brightNoise(length: number, random: Random): Uint16Array {
  return Uint16Array.from({ length }, () => 59000 + Math.floor(random() ** 3 * 300));
}

interface Painter {
  ball(label: number, x: number, y: number, z: number, radius: number): void;
  box(label: number, from: readonly number[], to: readonly number[]): void;
  pixel(label: number, x: number, y: number, z: number): void;
}

/** Later shapes cover earlier ones. */
function painter(labels: PixelArray, [width, height, depth]: Scene["size"]): Painter {
  const fill = (label: number, inside: (x: number, y: number, z: number) => boolean): void => {
    for (let i = 0; i < labels.length; i++) {
      const [x, y, z] = [i % width, Math.floor(i / width) % height, Math.floor(i / (width * height))];
      if (inside(x, y, z)) labels[i] = label;
    }
  };
  return {
    ball: (label, cx, cy, cz, radius) =>
      fill(
        label,
        (x, y, z) => (x - cx) ** 2 + (y - cy) ** 2 + (depth > 1 ? (z - cz) ** 2 : 0) < radius * radius,
      ),
    box: (label, [x0, y0, z0], [x1, y1, z1]) =>
      fill(label, (x, y, z) => x >= x0! && x < x1! && y >= y0! && y < y1! && z >= z0! && z < z1!),
    pixel: (label, x, y, z) => {
      labels[(z * height + y) * width + x] = label;
    },
  };
}
