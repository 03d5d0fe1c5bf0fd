/**
 * Means over the ball around each pixel of a row.
 * @module
 */
import type { Block, PixelArray } from "@pixelmetry/roi";
import type { Ball } from "./ball.ts";

/** How the intensities of a block can be summed. */
export type Summation = "sliding" | "direct" | "finite";

/** Sums of whole numbers up to this size are exact for every ball that blocks can hold. */
const largestWhole = 2 ** 31;

/**
 * Whole numbers may be summed by adding what enters a window and taking away what leaves it, since nothing is
 * rounded; other numbers are added one by one in a fixed order, so that no sum depends on where a block begins.
 */
export function summationOf(intensity: PixelArray): Summation {
  if (!(intensity instanceof Float32Array || intensity instanceof Float64Array)) return "sliding";
  let whole = true;
  for (let i = 0; i < intensity.length; i++) {
    const value = intensity[i];
    if (!Number.isFinite(value)) return "finite";
    whole &&= Math.abs(value) <= largestWhole && Math.floor(value) === value;
  }
  return whole ? "sliding" : "direct";
}

/** Working memory for rows of a block. */
export interface RowSums {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
}

/**
 * Sums the ball around `length` pixels from (x, y, z) at index `at`; pixels outside the image and, with `finite`,
 * NaN and infinite ones are left out of sums and counts. The block has a halo of the ball's reach.
 */
export function sumRow(
  { image, box, intensity }: Block,
  { dy, dz, half }: Ball,
  summation: Summation,
  x: number,
  y: number,
  z: number,
  at: number,
  length: number,
  { sums, counts }: RowSums,
): void {
  const [width, height, depth] = image.size;
  sums.fill(0, 0, length);
  counts.fill(0, 0, length);
  for (let r = 0; r < dy.length; r++) {
    const row = y + dy[r];
    const plane = z + dz[r];
    if (row < 0 || row >= height || plane < 0 || plane >= depth) continue;
    const centre = at + dy[r] * box.pitchY + dz[r] * box.pitchZ;
    const h = half[r];
    if (summation === "finite") {
      addFinite(intensity, centre, h, x, width, length, sums, counts);
      continue;
    }
    // Pixels beyond the left and right border are 0: they change no sum, only the count.
    if (summation === "sliding") addSliding(intensity, centre, h, length, sums);
    else addDirect(intensity, centre, h, length, sums);
    for (let i = 0; i < length; i++) {
      counts[i] += Math.min(x + i + h, width - 1) - Math.max(x + i - h, 0) + 1;
    }
  }
}

function addSliding(v: PixelArray, centre: number, h: number, length: number, sums: Float64Array): void {
  let sum = 0;
  for (let j = centre - h; j <= centre + h; j++) sum += v[j];
  sums[0] += sum;
  for (let i = 1; i < length; i++) {
    sum += v[centre + i + h] - v[centre + i - 1 - h];
    sums[i] += sum;
  }
}

function addDirect(v: PixelArray, centre: number, h: number, length: number, sums: Float64Array): void {
  for (let i = 0; i < length; i++) {
    let sum = 0;
    for (let j = centre + i - h; j <= centre + i + h; j++) sum += v[j];
    sums[i] += sum;
  }
}

function addFinite(
  v: PixelArray,
  centre: number,
  h: number,
  x: number,
  width: number,
  length: number,
  sums: Float64Array,
  counts: Float64Array,
): void {
  for (let i = 0; i < length; i++) {
    let sum = 0;
    let count = 0;
    const end = Math.min(h, width - 1 - x - i);
    for (let d = Math.max(-h, -x - i); d <= end; d++) {
      const value = v[centre + i + d];
      if (!Number.isFinite(value)) continue;
      sum += value;
      count++;
    }
    sums[i] += sum;
    counts[i] += count;
  }
}
