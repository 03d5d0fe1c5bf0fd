/**
 * Synthetic images and label images. The same numbers on every machine: they depend on the seed alone.
 * @module
 */
import { fractalNoise, hash, noise, Random } from "../make-sample/random.ts";

export interface Scene {
  /** File name. */
  readonly name: string;
  readonly size: number;
  readonly labels: Uint16Array | Uint32Array;
  readonly intensity: Uint16Array;
}

/** Blobs of several sizes with grain on top, over the whole range of 16 bits. */
function texture(size: number, seed: number, octaves: number): Uint16Array {
  const pixels = new Uint16Array(size * size);
  for (let y = 0, i = 0; y < size; y++) {
    for (let x = 0; x < size; x++, i++) {
      const bits = hash(seed + 1000, x, y);
      const grain = ((bits & 0xffff) + (bits >>> 16)) / 65535 - 1;
      const value = 0.5 + 0.6 * fractalNoise(seed, x / 48, y / 48, octaves) + 0.12 * grain;
      pixels[i] = Math.max(0, Math.min(65535, Math.round(65535 * value)));
    }
  }
  return pixels;
}

interface Outline {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly elongation: number;
  readonly angle: number;
  /** How far the outline bulges, as a share of the radius. */
  readonly bulge: number;
  readonly seed: number;
}

const reachOf = ({ radius, elongation, bulge }: Outline): number =>
  Math.ceil(radius * Math.sqrt(elongation) * (1 + bulge)) + 2;

/** Gives the pixels inside the outline a label. */
function paint(labels: Uint16Array, size: number, label: number, outline: Outline): void {
  const { x: cx, y: cy, radius, elongation, angle, bulge, seed } = outline;
  const reach = reachOf(outline);
  const [cos, sin, stretch] = [Math.cos(angle), Math.sin(angle), Math.sqrt(elongation)];
  for (let y = Math.max(0, Math.floor(cy - reach)); y < Math.min(size, cy + reach); y++) {
    for (let x = Math.max(0, Math.floor(cx - reach)); x < Math.min(size, cx + reach); x++) {
      const [dx, dy] = [x - cx, y - cy];
      const u = (dx * cos + dy * sin) / stretch;
      const v = (dy * cos - dx * sin) * stretch;
      const r = Math.sqrt(u * u + v * v);
      if (r > radius * (1 + bulge)) continue;
      // Far inside every outline there is nothing to decide.
      const inside = r < radius * (1 - bulge);
      if (inside || r < radius * (1 + bulge * noise(seed, 5 + (1.4 * u) / r, 5 + (1.4 * v) / r))) {
        labels[y * size + x] = label;
      }
    }
  }
}

/** Irregular cells that do not touch. */
function scatter(
  size: number,
  count: number,
  radii: readonly [number, number],
  seed: number,
): { labels: Uint16Array; cells: number } {
  const random = new Random(seed);
  const labels = new Uint16Array(size * size);
  const placed: Outline[] = [];
  for (let attempt = 0; attempt < 200 * count && placed.length < count; attempt++) {
    const radius = random.uniform(...radii);
    const elongation = random.uniform(1, 1.6);
    const margin = 1.6 * radius + 3;
    const cell: Outline = {
      x: random.uniform(margin, size - margin),
      y: random.uniform(margin, size - margin),
      radius,
      elongation,
      angle: random.uniform(0, Math.PI),
      bulge: 0.25,
      seed: random.integer(1, 2 ** 30),
    };
    const free = placed.every(
      (other) => Math.hypot(other.x - cell.x, other.y - cell.y) > reachOf(other) + reachOf(cell) - 2,
    );
    if (!free) continue;
    placed.push(cell);
    paint(labels, size, placed.length, cell);
  }
  return { labels, cells: placed.length };
}

/** A field of cells of some 660 pixels each. */
export function cellField(name: string, size: number, count: number, seed: number): Scene {
  const { labels } = scatter(size, count, [9, 20], seed);
  return { name, size, labels, intensity: texture(size, seed, 4) };
}

/** A crop with a few small cells. */
export function crop(name: string, seed: number): Scene {
  const size = 96;
  const { labels } = scatter(size, 5, [7, 11], seed);
  return { name, size, labels, intensity: texture(size, seed, 2) };
}

/** Four regions of about ten megapixels. */
export function slide(name: string, seed: number): Scene {
  const size = 8192;
  const labels = new Uint16Array(size * size);
  for (let i = 0; i < 4; i++) {
    const [x, y] = [2048 + 4096 * (i % 2), 2048 + 4096 * (i >> 1)];
    paint(labels, size, i + 1, { x, y, radius: 1784, elongation: 1, angle: 0, bulge: 0.1, seed: seed + i });
  }
  return { name, size, labels, intensity: texture(size, seed, 4) };
}

/** `count` squares, one pixel apart; labels in raster order. */
export function squares(name: string, side: number, count: number, seed: number, least = 0): Scene {
  const pitch = side + 1;
  const across = Math.ceil(Math.sqrt(count));
  const size = Math.max(least, across * pitch);
  const labels = new Uint32Array(size * size);
  for (let i = 0; i < count; i++) {
    const first = Math.floor(i / across) * pitch * size + (i % across) * pitch;
    for (let y = 0; y < side; y++) labels.fill(i + 1, first + y * size, first + y * size + side);
  }
  return { name, size, labels, intensity: texture(size, seed, 2) };
}
