import { expect, test } from "vitest";
import { type InterpolationMethod, interpolate, type Vector, type Volume, volume } from "../../src/index.ts";
import { volumeFixture } from "../reference.ts";

const methods: InterpolationMethod[] = ["nearest", "linear", "cubic"];
const { intensity, size } = volumeFixture();
const spacing: Vector = [0.8, 0.8, 2.5];
const image = volume(intensity, { size, spacing });

/** Border voxels repeated `margin` times on every side. */
function padded({ data, size: [width, height, depth] }: Volume, margin: number): Volume {
  const [w, h, d] = [width + 2 * margin, height + 2 * margin, depth + 2 * margin];
  const out = new Float64Array(w * h * d);
  const clamp = (i: number, n: number) => Math.min(Math.max(i - margin, 0), n - 1);
  for (let z = 0, to = 0; z < d; z++) {
    for (let y = 0; y < h; y++) {
      const row = (clamp(z, depth) * height + clamp(y, height)) * width;
      for (let x = 0; x < w; x++, to++) out[to] = data[row + clamp(x, width)]!;
    }
  }
  return volume(out, { size: [w, h, d], spacing });
}

test.each(methods)("%s: the border goes on outside", (method) => {
  const margin = 4;
  const halved: Vector = [0.4, 0.8, 1.25];
  const got = interpolate(image, halved, method);
  const around = interpolate(padded(image, margin), halved, method);
  const [mx, my, mz] = [2 * margin, margin, 2 * margin];
  const [width, height, depth] = got.size;
  for (let z = 0; z < depth; z++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const there = ((z + mz) * around.size[1] + y + my) * around.size[0] + x + mx;
        const here = (z * height + y) * width + x;
        // Sums of rounded products of intensities up to 700.
        expect(Math.abs(got.data[here]! - around.data[there]!)).toBeLessThan(1e-10);
      }
    }
  }
});

test.each(methods)("%s: a spacing that stays keeps every voxel", (method) => {
  const { data, size: same, origin } = interpolate(image, spacing, method);
  expect(same).toEqual(size);
  expect(origin).toEqual(image.origin);
  expect([...data]).toEqual([...intensity]);
});

test.each(methods)("%s: a mirrored volume gives the mirrored result", (method) => {
  const to: Vector = [1.1, 0.8, 1.7];
  const mirrored = volume(intensity.slice().reverse(), { size, spacing });
  const there = interpolate(mirrored, to, method).data.reverse();
  const here = interpolate(image, to, method).data;
  for (let i = 0; i < here.length; i++) expect(Math.abs(here[i]! - there[i]!)).toBeLessThan(1e-10);
});

test("linear interpolation stays within the range of the intensities", () => {
  const { data } = interpolate(image, [0.31, 0.47, 0.93], "linear");
  const [low, high] = [Math.min(...intensity), Math.max(...intensity)];
  expect(Math.min(...data)).toBeGreaterThanOrEqual(low - 1e-10);
  expect(Math.max(...data)).toBeLessThanOrEqual(high + 1e-10);
});
