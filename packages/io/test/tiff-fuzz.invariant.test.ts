// Whatever bytes a TIFF file holds, reading it gives pixels or an error that a user can act on: no crash, no other
// exception, no long wait, no large allocation. Damage is seeded; FUZZ_ROUNDS sets how much of it there is.
import { isPixelmetryError, pixelArray } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { openImage } from "../src/index.ts";
import { random } from "./pixels.ts";
import { fixture } from "./tiff-bytes.ts";

const rounds = Number(process.env["FUZZ_ROUNDS"] ?? 60);
const slowestMs = 5000;
const mostBytes = 200e6;

const names = [
  "tiled-deflate-uint16",
  "strips-int16",
  "big-endian-float32",
  "bits-1-packbits",
  "bits-12",
  "deflate-floating-float16",
  "lzw-horizontal-uint16",
  "lzw-full-table",
  "zstd-floating-float32",
  "jpeg-uint8",
  "libtiff-jpeg-tables",
  "big-tiff",
  "planar",
  "interleaved-predictor",
  "sparse",
  "shaped-truncated",
  "ome-tczyx",
  "ome-pyramid",
  "imagej-tzcyx",
  "imagej-contiguous",
];

describe.each(names)("%s", (name) => {
  const whole = fixture(name);
  // Damaged directories and metadata reach more code than damaged pixels do; small files have them early or late.
  const ends = Math.min(whole.length / 2, 700);

  test(`${rounds} damaged copies`, async () => {
    const next = random(names.indexOf(name) + 1);
    for (let round = 0; round < rounds; round++) {
      const bytes = damage(whole, ends, next);
      const before = process.memoryUsage().arrayBuffers;
      const start = performance.now();
      const outcome = await readSome(bytes);
      const claim = `round ${round}: ${outcome}`;
      expect(outcome, claim).toBeOneOf(["pixels", "error"]);
      expect(performance.now() - start, claim).toBeLessThan(slowestMs);
      expect(process.memoryUsage().arrayBuffers - before, claim).toBeLessThan(mostBytes);
    }
  });
});

function damage(whole: Uint8Array, ends: number, next: () => number): Uint8Array {
  const length = next() < 0.15 ? Math.floor(next() * whole.length) : whole.length;
  const bytes = whole.slice(0, length);
  const interesting = [0, 1, 2, 4, 8, 16, 127, 128, 255];
  for (let flips = Math.floor(next() * 6); flips >= 0 && length > 0; flips--) {
    const where = next();
    const at =
      where < 0.4 ? next() * ends : where < 0.8 ? length - 1 - next() * ends : Math.floor(next() * length);
    const value = next() < 0.5 ? interesting[Math.floor(next() * interesting.length)] : next() * 256;
    bytes[Math.min(length - 1, Math.max(0, Math.floor(at)))] = value;
  }
  return bytes;
}

/** Reads corners of all planes; every kind of failure but a {@link PixelmetryError} comes back as its stack. */
async function readSome(bytes: Uint8Array): Promise<string> {
  try {
    const image = await openImage(bytes);
    const { size, dtype, channels, frames, levels } = image.info;
    const [width, height, depth] = size;
    const out = pixelArray(dtype, 64 * 64);
    for (const z of [0, depth - 1]) {
      for (const channel of [0, channels - 1]) {
        const [w, h] = [Math.min(64, width), Math.min(64, height)];
        const place = { width: w, height: h, z, channel, frame: frames - 1 };
        await image.read({ x: 0, y: 0, ...place }, out, 0, 64);
        await image.read({ x: width - w, y: height - h, ...place }, out, 0, 64);
      }
    }
    await image.close();
    if (levels.length > 1) {
      const small = await openImage(bytes, { level: levels.length - 1 });
      await small.read({ x: 0, y: 0, width: 1, height: 1 }, out, 0, 64);
      await small.close();
    }
    return "pixels";
  } catch (error) {
    return isPixelmetryError(error) ? "error" : `${(error as Error).stack}`;
  }
}
