import { isPixelmetryError, pixelArray } from "@pixelmetry/roi";
import { expect, test } from "vitest";
import { openImage } from "../src/index.ts";
import { random } from "./pixels.ts";

const rounds = Number(process.env["FUZZ_ROUNDS"] ?? 60);
const slowestMs = 5000;
const mostBytes = 200e6;
const interesting = [0, 1, 2, 4, 8, 16, 32, 45, 48, 57, 64, 127, 128, 255];

/**
 * Damaged copies of a file give pixels or an error that a user can act on: no other exception, no long wait, no
 * large allocation. Damage is seeded; FUZZ_ROUNDS sets how much of it there is.
 * @param header - bytes at the beginning in which most of the damage lies
 * @param wrap - what is done to the damaged bytes, compression for example
 */
export function fuzz(
  whole: Uint8Array,
  header: number,
  seed: number,
  wrap = (bytes: Uint8Array) => bytes,
): void {
  test(`${rounds} damaged copies`, async () => {
    const next = random(seed);
    for (let round = 0; round < rounds; round++) {
      const bytes = wrap(damage(whole, header, next));
      const before = process.memoryUsage().arrayBuffers;
      const start = performance.now();
      const outcome = await readSome(bytes);
      const claim = `round ${round}: ${outcome}`;
      expect(outcome, claim).toBeOneOf(["pixels", "error"]);
      expect(performance.now() - start, claim).toBeLessThan(slowestMs);
      expect(process.memoryUsage().arrayBuffers - before, claim).toBeLessThan(mostBytes);
    }
  });
}

function damage(whole: Uint8Array, header: number, next: () => number): Uint8Array {
  const length = next() < 0.15 ? Math.floor(next() * whole.length) : whole.length;
  const bytes = whole.slice(0, length);
  for (let flips = Math.floor(next() * 5); flips >= 0 && length > 0; flips--) {
    const at = Math.floor(next() * (next() < 0.8 ? Math.min(header, length) : length));
    bytes[at] = next() < 0.5 ? interesting[Math.floor(next() * interesting.length)] : next() * 256;
  }
  return bytes;
}

/** Reads corners of the first and last plane; failures but a {@link PixelmetryError} come back as their stack. */
async function readSome(bytes: Uint8Array): Promise<string> {
  try {
    const image = await openImage(bytes);
    const { size, dtype, channels, frames } = image.info;
    const [width, height, depth] = size;
    const out = pixelArray(dtype, 64 * 64);
    try {
      for (const z of [0, depth - 1]) {
        const [w, h] = [Math.min(64, width), Math.min(64, height)];
        const place = { width: w, height: h, z, channel: channels - 1, frame: frames - 1 };
        await image.read({ x: 0, y: 0, ...place }, out, 0, 64);
        await image.read({ x: width - w, y: height - h, ...place }, out, 0, 64);
      }
    } finally {
      await image.close();
    }
    return "pixels";
  } catch (error) {
    if (!isPixelmetryError(error)) return `${(error as Error).stack}`;
    return /\n|NaN|undefined|\[object/.test(error.message) ? error.message : "error";
  }
}
