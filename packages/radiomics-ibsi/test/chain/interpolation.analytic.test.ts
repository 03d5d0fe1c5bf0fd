import { expect, test } from "vitest";
import {
  type Direction,
  type InterpolationMethod,
  interpolate,
  interpolateMask,
  parsePipeline,
  processImage,
  type Vector,
  volume,
} from "../../src/index.ts";

const methods: InterpolationMethod[] = ["nearest", "linear", "cubic"];

// The cubic spline through an impulse is the sum of c_k β(x - k) with c_k = -6 z / (1 - z²) z^|k|, z = √3 - 2: the
// response of the filter 6 / (z + 4 + 1/z).
test("the cubic spline of an impulse is the cardinal spline", () => {
  const z = Math.sqrt(3) - 2;
  const basis = (x: number) => {
    const d = Math.abs(x);
    return d < 1 ? 2 / 3 - d * d + (d * d * d) / 2 : d < 2 ? (2 - d) ** 3 / 6 : 0;
  };
  const cardinal = (x: number) => {
    let sum = 0;
    for (let k = Math.floor(x) - 2; k <= Math.floor(x) + 3; k++) {
      sum += ((-6 * z) / (1 - z * z)) * z ** Math.abs(k) * basis(x - k);
    }
    return sum;
  };
  const samples = new Float64Array(81);
  samples[40] = 1;

  const { data, size } = interpolate(volume(samples, { size: [81, 1, 1] }), [0.5, 1, 1], "cubic");

  expect(size).toEqual([162, 1, 1]);
  // Borders are 40 samples away: 0.27^40 is below rounding. Positions are -1/4 + k/2.
  for (let k = 0; k < 162; k++) expect(data[k]).toBeCloseTo(cardinal(k / 2 - 0.25 - 40), 14);
});

test("linear interpolation keeps what is linear in space, in an oblique volume", () => {
  const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
  const direction: Direction = [c, -s, 0, s, c, 0, 0, 0, 1];
  const geometry = { size: [9, 8, 7], spacing: [1, 1.5, 3], origin: [-4, 20, 7], direction } as const;
  const plane = ([x, y, z]: Vector) => 3 * x - 2 * y + 0.5 * z + 11;
  const values = new Float64Array(9 * 8 * 7);
  const at = (grid: { spacing: Vector; origin: Vector }, i: number, j: number, k: number): Vector => {
    const [x, y, z] = [i * grid.spacing[0], j * grid.spacing[1], k * grid.spacing[2]];
    return [grid.origin[0] + c * x - s * y, grid.origin[1] + s * x + c * y, grid.origin[2] + z];
  };
  for (let k = 0, v = 0; k < 7; k++) {
    for (let j = 0; j < 8; j++) for (let i = 0; i < 9; i++, v++) values[v] = plane(at(geometry, i, j, k));
  }

  const got = interpolate(volume(values, geometry), [1.3, 1.1, 2.2], "linear");

  expect(got.size).toEqual([7, 11, 10]);
  // One voxel at each end may lie up to half a voxel outside, where the border goes on.
  for (let k = 1; k < 9; k++) {
    for (let j = 1; j < 10; j++) {
      for (let i = 1; i < 6; i++) {
        expect(got.data[(k * 11 + j) * 7 + i]).toBeCloseTo(plane(at(got, i, j, k)), 11);
      }
    }
  }
});

test.each(methods)("%s: a constant stays a constant", (method) => {
  const constant = volume(new Int16Array(5 * 4 * 3).fill(-1000), { size: [5, 4, 3] });
  const { data } = interpolate(constant, [0.7, 1.9, 0.45], method);
  for (const value of data) expect(value).toBeCloseTo(-1000, 10);
});

test.each(methods)("%s: an axis of one or two samples", (method) => {
  const { data } = interpolate(volume(Int16Array.of(7), { size: [1, 1, 1] }), [0.25, 0.5, 3], method);
  expect([...data].map((value) => value.toFixed(12))).toEqual(new Array(8).fill("7.000000000000"));
  const two = interpolate(volume(Int16Array.of(0, 8), { size: [2, 1, 1] }), [2, 1, 1], method);
  // Half-way: the mean by symmetry; the nearest sample is the next one.
  expect(two.data[0]).toBeCloseTo(method === "nearest" ? 8 : 4, 12);
});

// Positions 0.5, 2.5 and 4.5 of 1 1 1 0 0 0: covered by 1, 1/2 and 0.
test.each([
  [0.5, [1, 1, 0]],
  [0.501, [1, 0, 0]],
  [1, [1, 0, 0]],
])("a voxel is inside from a share of %s on", (threshold, expected) => {
  const mask = volume(Uint8Array.of(1, 1, 1, 0, 0, 0), { size: [6, 1, 1] });
  expect([...interpolateMask(mask, [2, 1, 1], "linear", threshold).data]).toEqual(expected);
});

// Rounded intensities are compared with what is written, before and after interpolation.
test("intensities are rounded to whole numbers, halves to the even one", () => {
  const image = volume(Float32Array.of(-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.51, -2.49), { size: [8, 1, 1] });
  const mask = volume(new Uint8Array(8).fill(1), { size: [8, 1, 1] });
  const pipeline = parsePipeline({ rounding: "nearest", discretisation: { method: "none" } });
  const { image: rounded } = processImage(image, mask, pipeline);
  expect([...rounded.data].map((value) => value + 0)).toEqual([-2, -2, 0, 0, 2, 2, 3, -2]);
  expect(image.data[0]).toBe(-2.5);
});
