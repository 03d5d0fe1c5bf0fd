/**
 * Seeded images for the benches.
 * @module
 */
import type { MemoryImage } from "@pixelmetry/roi";

/** An image, its number of regions and of their pixels. */
export interface BenchImage extends MemoryImage {
  readonly rois: number;
  readonly pixels: number;
}

/** Uniform numbers in [0, 1), the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Smooth waves with noise, 16 bits. */
function waves(width: number, height: number, seed: number): Uint16Array {
  const next = random(seed);
  const out = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const smooth = Math.sin(x / 7) * Math.cos(y / 5) + Math.sin((x + 2 * y) / 31);
      out[y * width + x] = Math.round(30000 + 9000 * smooth + 4000 * (next() + next() - 1));
    }
  }
  return out;
}

/** Discs of 673 pixels on a grid, `count` in all. */
export function discs(count: number, seed = 1): BenchImage {
  const pitch = 34;
  const columns = Math.ceil(Math.sqrt(count));
  const width = columns * pitch;
  const height = Math.ceil(count / columns) * pitch;
  const labels = new Uint32Array(width * height);
  let pixels = 0;
  for (let k = 0; k < count; k++) {
    const cx = (k % columns) * pitch + 16;
    const cy = Math.floor(k / columns) * pitch + 16;
    for (let dy = -15; dy <= 15; dy++) {
      for (let dx = -15; dx <= 15; dx++) {
        if (dx * dx + dy * dy > 14.57 ** 2) continue;
        labels[(cy + dy) * width + cx + dx] = k + 1;
        pixels++;
      }
    }
  }
  return { labels, intensity: waves(width, height, seed), width, height, rois: count, pixels };
}

/** One ROI that fills an image of `side` squared. */
export function square(side: number, seed = 2): BenchImage {
  return { intensity: waves(side, side, seed), width: side, height: side, rois: 1, pixels: side * side };
}
