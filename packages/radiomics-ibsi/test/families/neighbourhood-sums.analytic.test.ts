import type { Block } from "@pixelmetry/roi";
import { mulberry32 } from "@pixelmetry/roi/testkit";
import { expect, test } from "vitest";
import { type Ball, ballIn } from "../../src/local-intensity/ball.ts";
import { type Summation, summationOf, sumRow } from "../../src/local-intensity/neighbourhood-means.ts";

const size = [14, 9, 7] as const;
const image = { size, ndim: 3, spacing: [1, 1, 1], spacingUm: [1000, 2000, 1500] } as const;
const radius = 3.1;
const ball = ballIn(image, radius) as Ball;
const halo = Math.max(...ball.reach);
const pitchY = size[0] + 2 * halo;
const pitchZ = pitchY * (size[1] + 2 * halo);
const origin = halo * (pitchZ + pitchY + 1);

const random = mulberry32(7);
const whole = Int16Array.from(
  { length: size[0] * size[1] * size[2] },
  () => Math.floor(2000 * random()) - 900,
);
const cases = [
  { name: "integers", pixels: whole, summation: "sliding" },
  { name: "whole numbers in floats", pixels: Float32Array.from(whole), summation: "sliding" },
  { name: "fractions", pixels: Float64Array.from(whole, (v) => v / 7), summation: "direct" },
  {
    name: "NaN and infinity",
    pixels: Float64Array.from(whole, (v, i) => (i % 9 === 0 ? Number.NaN : i % 31 === 0 ? Infinity : v)),
    summation: "finite",
  },
] as const satisfies readonly { name: string; pixels: unknown; summation: Summation }[];

test.for(cases)("$name: the sum over all pixels within the radius", ({ pixels, summation }) => {
  const intensity = padded(pixels);
  const box = { x: 0, y: 0, z: 0, width: size[0], height: size[1], depth: size[2], origin, pitchY, pitchZ };
  const block = { image, box, intensity } as unknown as Block;
  expect(summationOf(intensity)).toBe(summation);
  const work = { sums: new Float64Array(size[0]), counts: new Float64Array(size[0]) };
  for (let z = 0; z < size[2]; z++) {
    for (let y = 0; y < size[1]; y++) {
      sumRow(block, ball, summation, 0, y, z, origin + z * pitchZ + y * pitchY, size[0], work);
      for (let x = 0; x < size[0]; x++) {
        const { sum, count } = around(pixels, x, y, z);
        expect(work.counts[x]).toBe(count);
        expect(Math.abs(work.sums[x]! - sum)).toBeLessThan(1e-9);
      }
    }
  }
});

/** Asks every pixel of the image for its distance. */
function around(pixels: Float64Array | Float32Array | Int16Array, x: number, y: number, z: number) {
  let sum = 0;
  let count = 0;
  pixels.forEach((value, i) => {
    const dx = (i % size[0]) - x;
    const dy = (Math.floor(i / size[0]) % size[1]) - y;
    const dz = Math.floor(i / (size[0] * size[1])) - z;
    if (!Number.isFinite(value) || Math.hypot(dx, 2 * dy, 1.5 * dz) > radius) return;
    sum += value;
    count++;
  });
  return { sum, count };
}

/** The image with its halo of zeros, as blocks hold it. */
function padded<T extends Float64Array | Float32Array | Int16Array>(pixels: T): T {
  const out = new (pixels.constructor as new (n: number) => T)(pitchZ * (size[2] + 2 * halo));
  for (let z = 0; z < size[2]; z++) {
    for (let y = 0; y < size[1]; y++) {
      const from = (z * size[1] + y) * size[0];
      out.set(pixels.subarray(from, from + size[0]), origin + z * pitchZ + y * pitchY);
    }
  }
  return out;
}
