import { memoryReader, type PixelArray, type PlaneReader } from "@pixelmetry/roi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { colourAt } from "../src/picture/colour-map.ts";
import { paintRois } from "../src/picture/paint-rois.ts";
import type { RgbImage } from "../src/picture/png.ts";
import { shrinkIntensity, shrinkLabels } from "../src/picture/shrink.ts";
import { colourOf, positionOf, valueScale } from "../src/picture/value-scale.ts";

const pixelAt = ({ width, pixels }: RgbImage, x: number, y: number) => [
  ...pixels.subarray(3 * (y * width + x), 3 * (y * width + x) + 3),
];

/** Squares of 8 pixels with a gap of one, labelled 1, 2, …. */
function squares(columns: number, rows: number) {
  const width = 9 * columns + 1;
  const height = 9 * rows + 1;
  const labels = new Float64Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (x % 9 !== 0 && y % 9 !== 0) {
        labels[y * width + x] = Math.floor(y / 9) * columns + Math.floor(x / 9) + 1;
      }
    }
  }
  return { width, height, labels };
}

describe("colours of ROIs", () => {
  it("are those of the map at the place of the value", () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 6, maxLength: 6 }), (values) => {
        const scale = valueScale(values, "viridis");
        const grid = squares(3, 2);
        const picture = paintRois({
          ...grid,
          scale: 1,
          colourOf: (label) => colourOf(scale, values[label - 1]),
        });
        for (let i = 0; i < 6; i++) {
          const [x, y] = [9 * (i % 3) + 4, 9 * Math.floor(i / 3) + 4];
          expect(pixelAt(picture, x, y)).toEqual([...colourAt("viridis", positionOf(scale, values[i]))]);
        }
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it("keep the order of values in lightness, whatever lies under them", () => {
    const { width, height, labels } = squares(6, 1);
    const grey = new Float32Array(width * height).fill(0.4);
    const scale = valueScale([1, 2, 3, 4, 5, 6], "cividis");
    const picture = paintRois({
      width,
      height,
      labels,
      grey,
      scale: 1,
      colourOf: (label) => colourOf(scale, label),
    });
    const lightness = Array.from({ length: 6 }, (_, i) => {
      const [r, g, b] = pixelAt(picture, 9 * i + 4, 4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    });
    expect(lightness).toEqual([...lightness].sort((a, b) => a - b));
    expect(new Set(lightness).size).toBe(6);
  });

  it("are greys where there is no value", () => {
    const grid = squares(1, 1);
    const picture = paintRois({ ...grid, scale: 1, colourOf: () => undefined });
    for (let at = 0; at < picture.pixels.length; at += 3) {
      expect(picture.pixels[at + 1]).toBe(picture.pixels[at]);
      expect(picture.pixels[at + 2]).toBe(picture.pixels[at]);
    }
  });
});

describe("outlines", () => {
  it.each([1, 2, 5])("lie inside ROIs, exactly where labels differ, at scale %i", (scale) => {
    const side = 12;
    const labels = new Float64Array(side * side);
    for (let y = 2; y < 10; y++) for (let x = 2; x < side; x++) labels[y * side + x] = x < 7 ? 1 : 2;
    const colours = { 1: [200, 30, 10], 2: [20, 90, 220] } as const;
    const picture = paintRois({
      width: side,
      height: side,
      labels,
      scale,
      colourOf: (label) => colours[label as 1 | 2],
    });
    const line = scale < 4 ? 1 : 2;
    const labelAt = (x: number, y: number) => labels[Math.floor(y / scale) * side + Math.floor(x / scale)];
    const inside = (x: number, y: number) => x >= 0 && y >= 0 && x < side * scale && y < side * scale;
    for (let y = 0; y < side * scale; y++) {
      for (let x = 0; x < side * scale; x++) {
        const label = labelAt(x, y);
        if (label === 0) {
          expect(pixelAt(picture, x, y)).toEqual([15, 15, 15]);
          continue;
        }
        const neighbours = [
          [x - line, y],
          [x + line, y],
          [x, y - line],
          [x, y + line],
        ];
        const isOutline = neighbours.some(([nx, ny]) => inside(nx, ny) && labelAt(nx, ny) !== label);
        const isFill = pixelAt(picture, x, y).join() === colours[label as 1 | 2].join();
        expect(isFill, `${x}, ${y}`).toBe(!isOutline);
      }
    }
  });
});

/** A reader that counts what it is asked for. */
function counted(plane: PlaneReader) {
  const asked = { reads: 0, largest: 0 };
  const reader: PlaneReader = {
    dtype: plane.dtype,
    read(region, out, offset, stride) {
      asked.reads++;
      asked.largest = Math.max(asked.largest, region.width * region.height);
      return plane.read(region, out, offset, stride);
    },
  };
  return { reader, asked };
}

/** An image that exists only where it is looked at. */
const computed = (dtype: "uint16" | "uint32", valueAt: (x: number, y: number) => number): PlaneReader => ({
  dtype,
  read(region, out: PixelArray, offset, stride) {
    for (let y = 0; y < region.height; y++) {
      for (let x = 0; x < region.width; x++) {
        out[offset + y * stride + x] = valueAt(region.x + x, region.y + y);
      }
    }
  },
});

describe("shrinking", () => {
  it("takes means of boxes and the labels that cover most", async () => {
    const { labels, channels } = memoryReader({
      width: 4,
      height: 4,
      labels: Uint16Array.of(7, 7, 0, 0, 7, 9, 0, 5, 0, 0, 3, 3, 0, 0, 4, 3),
      intensity: Float32Array.of(1, 3, Number.NaN, 8, 5, 7, 4, 6, 0, 0, 2, 2, 0, 0, 2, 2),
    });
    const request = { size: [4, 4], z: 0, width: 2, height: 2 } as const;
    expect([...(await shrinkLabels(labels, request))]).toEqual([7, 5, 0, 3]);
    expect([...(await shrinkIntensity(channels[0], request))]).toEqual([4, 6, 0, 2]);
  });

  it("leaves an image alone that is as small as the picture", async () => {
    const values = Uint16Array.from({ length: 15 }, (_, i) => i * i);
    const { labels } = memoryReader({ width: 5, height: 3, labels: values });
    const request = { size: [5, 3], z: 0, width: 5, height: 3 } as const;
    expect([...(await shrinkLabels(labels, request))]).toEqual([...values]);
  });

  it("reads large images in blocks, with the result of one block", async () => {
    const valueAt = (x: number, y: number) => ((x * 7) ^ (y * 13)) & 1023;
    const width = 5000;
    const height = 1900;
    const { reader, asked } = counted(computed("uint16", valueAt));
    const request = { size: [width, height], z: 0, width: 500, height: 190 } as const;
    const out = await shrinkIntensity(reader, request);
    expect(asked.reads).toBeGreaterThan(2);
    expect(asked.largest).toBeLessThanOrEqual(1 << 22);
    for (const [px, py] of [
      [0, 0],
      [499, 189],
      [250, 84],
      [3, 83],
    ]) {
      let sum = 0;
      for (let y = 0; y < 10; y++) for (let x = 0; x < 10; x++) sum += valueAt(10 * px + x, 10 * py + y);
      expect(out[py * 500 + px]).toBeCloseTo(sum / 100, 3);
    }
  });

  it("reads wide slides in blocks of bounded size", async () => {
    const { reader, asked } = counted(computed("uint32", (x) => x % 2));
    await shrinkLabels(reader, { size: [120_000, 64], z: 0, width: 1000, height: 1 });
    expect(asked.largest).toBeLessThanOrEqual(1 << 22);
  });

  it("takes planes of a coarser level where it is told their size", async () => {
    const fine = computed("uint16", (x, y) => Math.floor(x / 4) + 10 * Math.floor(y / 4));
    const coarse = { ...computed("uint16", (x, y) => x + 10 * y), size: [10, 10] as const };
    const request = { size: [40, 40], z: 0, width: 10, height: 10 } as const;
    expect(await shrinkIntensity(coarse, request)).toEqual(await shrinkIntensity(fine, request));
    const enlarged = { ...request, width: 20, height: 20 };
    expect(await shrinkLabels(coarse, enlarged)).toEqual(await shrinkLabels(fine, enlarged));
  });
});
