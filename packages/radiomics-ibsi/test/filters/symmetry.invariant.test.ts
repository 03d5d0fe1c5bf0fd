/** What filters have to obey, whatever their numbers. */
import { describe, expect, test } from "vitest";
import { type FilterSpec, filterVolume, type RealArray, type Volume, volume } from "../../src/index.ts";

/** Seeded noise; sides are odd, where IBSI's frequency coordinates are symmetric. */
function noise(size: Volume["size"], seed: number): Volume<Float64Array> {
  let state = seed;
  const data = Float64Array.from({ length: size[0] * size[1] * size[2] }, () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 24 - 128;
  });
  return volume(data, { size });
}

/** A cube turned by a quarter about an axis. */
function turned(data: ArrayLike<number>, side: number, axis: 0 | 1 | 2): Float64Array {
  const out = new Float64Array(side ** 3);
  const at = (p: readonly number[]) => (p[2]! * side + p[1]!) * side + p[0]!;
  const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
  for (let z = 0; z < side; z++) {
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const from = [x, y, z];
        const to = [...from];
        to[u] = side - 1 - from[v]!;
        to[v] = from[u]!;
        out[at(to)] = data[at(from)]!;
      }
    }
  }
  return out;
}

/** Largest difference, relative to the largest value. */
function apart(a: RealArray, b: ArrayLike<number>): number {
  let [difference, scale] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    difference = Math.max(difference, Math.abs(a[i]! - b[i]!));
    scale = Math.max(scale, Math.abs(a[i]!));
  }
  return difference / scale;
}

const in3d = { dimensions: 3, boundary: "mirror" } as const;
const log = { filter: "laplacian_of_gaussian", sigma: 1.1, unit: "voxel" } as const;
const steering = { sigma: 1, unit: "voxel" } as const;

/** Rounding of sums in another order; directions of steering are kept in float32. */
const rotationInvariant: readonly (readonly [string, FilterSpec, number])[] = [
  ["mean", { filter: "mean", support: 3, ...in3d }, 1e-14],
  ["Laplacian of Gaussian", { ...log, ...in3d }, 1e-13],
  ["Laws, max", { filter: "laws", kernels: "E5L5S3", rotationPooling: "max", ...in3d }, 1e-13],
  [
    "Laws, energy of the mean",
    { filter: "laws", kernels: "L5S5R5", rotationPooling: "mean", energyDistance: 2, ...in3d },
    1e-13,
  ],
  [
    "Gabor",
    {
      filter: "gabor",
      sigma: 1.5,
      wavelength: 3,
      unit: "voxel",
      aspectRatio: 0.7,
      rotation: { stepDegrees: 30, pooling: "mean" },
      planes: "orthogonal",
      boundary: "zero",
    },
    1e-13,
  ],
  [
    "wavelet of even length, level 2",
    {
      filter: "separable_wavelet",
      wavelet: "db3",
      subband: "LHH",
      level: 2,
      rotationPooling: "max",
      ...in3d,
    },
    1e-13,
  ],
  [
    "wavelet, mean",
    {
      filter: "separable_wavelet",
      wavelet: "haar",
      subband: "LLH",
      level: 1,
      rotationPooling: "mean",
      ...in3d,
    },
    1e-13,
  ],
  ["Simoncelli", { filter: "simoncelli", level: 1, dimensions: 3, boundary: "periodic" }, 1e-13],
  [
    "steered Riesz transform, even",
    { filter: "simoncelli", level: 1, riesz: { order: [2, 0, 0], steering }, ...in3d, boundary: "periodic" },
    2e-5,
  ],
  [
    "steered Riesz transform, odd",
    { ...log, riesz: { order: [1, 0, 0], steering }, dimensions: 3, boundary: "periodic" },
    2e-5,
  ],
];

describe.for(rotationInvariant)("%s", ([, filter, tolerance]) => {
  const side = 13;
  const image = noise([side, side, side], 7);
  const response = filterVolume(image, filter).data;

  test.each([0, 1, 2] as const)("turns with the image about axis %i", (axis) => {
    const other = volume(turned(image.data, side, axis), { size: image.size });
    expect(apart(filterVolume(other, filter).data, turned(response, side, axis))).toBeLessThan(tolerance);
  });
});

const linear: readonly FilterSpec[] = [
  { filter: "mean", support: 5, ...in3d },
  { ...log, ...in3d },
  { ...log, riesz: { order: [1, 0, 1] }, dimensions: 3, boundary: "zero" },
  { filter: "laws", kernels: "E5L5S5", dimensions: 3, boundary: "nearest" },
  { filter: "separable_wavelet", wavelet: "db2", subband: "HLH", level: 2, ...in3d },
  { filter: "simoncelli", level: 2, riesz: { order: [0, 1, 0] }, ...in3d, padding: 4 },
];

describe.for(linear)("linear: %o", (filter) => {
  test("the response to a sum is the sum of the responses", () => {
    const [a, b] = [noise([11, 8, 6], 1), noise([11, 8, 6], 2)];
    const both = volume(
      a.data.map((value, i) => 2 * value - b.data[i]!),
      { size: a.size },
    );
    const [ra, rb] = [filterVolume(a, filter).data, filterVolume(b, filter).data];
    const sum = Float64Array.from(ra, (value, i) => 2 * value - rb[i]!);
    expect(apart(filterVolume(both, filter).data, sum)).toBeLessThan(1e-13);
  });

  test("a periodic response moves with the image", () => {
    const periodic = { ...filter, boundary: "periodic" } as FilterSpec & { padding?: number };
    delete (periodic as { padding?: number }).padding;
    const image = noise([11, 8, 6], 3);
    const shifted = (data: ArrayLike<number>) =>
      Float64Array.from({ length: data.length }, (_, i) => {
        const [x, y, z] = [i % 11, Math.floor(i / 11) % 8, Math.floor(i / 88)];
        return data[(((z + 5) % 6) * 8 + ((y + 3) % 8)) * 11 + ((x + 4) % 11)]!;
      });
    const moved = filterVolume(volume(shifted(image.data), { size: image.size }), periodic).data;
    expect(apart(moved, shifted(filterVolume(image, periodic).data))).toBeLessThan(1e-13);
  });
});

const ofSlices: readonly FilterSpec[] = [
  { filter: "mean", support: 3, dimensions: 2, boundary: "nearest" },
  { ...log, dimensions: 2, boundary: "mirror" },
  { ...log, riesz: { order: [1, 1] }, dimensions: 2, boundary: "mirror" },
  { ...log, riesz: { order: [2, 0], steering }, dimensions: 2, boundary: "mirror" },
  {
    filter: "laws",
    kernels: "L5E5",
    rotationPooling: "max",
    energyDistance: 1,
    dimensions: 2,
    boundary: "zero",
  },
  {
    filter: "gabor",
    sigma: 2,
    wavelength: 3,
    unit: "voxel",
    aspectRatio: 1,
    planes: "axial",
    boundary: "mirror",
  },
  {
    filter: "separable_wavelet",
    wavelet: "coif1",
    subband: "HL",
    level: 2,
    rotationPooling: "mean",
    dimensions: 2,
    boundary: "mirror",
  },
  { filter: "simoncelli", level: 1, dimensions: 2, boundary: "mirror" },
];

test.for(ofSlices)("slices do not see each other: %o", (filter) => {
  const image = noise([10, 9, 4], 5);
  const { data } = filterVolume(image, filter);
  for (let z = 0; z < 4; z++) {
    const slice = volume(image.data.slice(z * 90, (z + 1) * 90), { size: [10, 9, 1] });
    expect(filterVolume(slice, filter).data).toEqual(data.slice(z * 90, (z + 1) * 90));
  }
});

test.for([...linear, ...ofSlices])("the type of the voxels does not matter: %o", (filter) => {
  const floats = noise([9, 7, 5], 9);
  for (let i = 0; i < floats.data.length; i++) floats.data[i] = Math.round(floats.data[i]!);
  const integers = volume(Int16Array.from(floats.data), { size: floats.size });
  const before = integers.data.slice();
  expect(filterVolume(integers, filter).data).toEqual(filterVolume(floats, filter).data);
  expect(integers.data).toEqual(before);
});

test("a volume of one voxel has a response to every filter", () => {
  const voxel = volume(Uint8Array.of(5), { size: [1, 1, 1] });
  for (const filter of [...linear, ...ofSlices, ...rotationInvariant.map(([, spec]) => spec)]) {
    expect(filterVolume(voxel, filter).data.every(Number.isFinite)).toBe(true);
  }
});
