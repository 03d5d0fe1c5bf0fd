/** Filters of images whose responses are known: impulses, ramps, parabolas, constants and plane waves. */
import { describe, expect, test } from "vitest";
import { type FilterSpec, filterVolume, type Vector, type Volume, volume } from "../../src/index.ts";

/** The image of a function of the indices. */
function imageOf(size: Vector, f: (x: number, y: number, z: number) => number): Volume<Float64Array> {
  const [width, height] = size;
  const data = Float64Array.from({ length: width * height * size[2] }, (_, i) =>
    f(i % width, Math.floor(i / width) % height, Math.floor(i / (width * height))),
  );
  return volume(data, { size });
}

/** Largest difference from a function, at voxels at least `margin` from the faces. */
function offBy(
  { data, size: [width, height, depth] }: Volume,
  f: (x: number, y: number, z: number) => number,
  [mx, my, mz]: Vector = [0, 0, 0],
): number {
  let largest = 0;
  for (let z = mz; z < depth - mz; z++) {
    for (let y = my; y < height - my; y++) {
      for (let x = mx; x < width - mx; x++) {
        largest = Math.max(largest, Math.abs(data[(z * height + y) * width + x]! - f(x, y, z)));
      }
    }
  }
  return largest;
}

const in3d = { dimensions: 3, boundary: "zero" } as const;
const impulse = (size: Vector, [px, py, pz]: Vector) =>
  imageOf(size, (x, y, z) => (x === px && y === py && z === pz ? 1 : 0));
const inBox = (half: number, ...offsets: number[]) => offsets.every((offset) => Math.abs(offset) <= half);

describe("mean", () => {
  test("an impulse becomes a box", () => {
    const response = filterVolume(impulse([9, 8, 7], [4, 3, 2]), { filter: "mean", support: 3, ...in3d });
    expect(offBy(response, (x, y, z) => (inBox(1, x - 4, y - 3, z - 2) ? 1 / 27 : 0))).toBeLessThan(1e-16);
  });

  test("in slices it stays in its slice", () => {
    const spec = { filter: "mean", support: 3, dimensions: 2, boundary: "zero" } as const;
    const response = filterVolume(impulse([9, 8, 7], [4, 3, 2]), spec);
    expect(offBy(response, (x, y, z) => (z === 2 && inBox(1, x - 4, y - 3) ? 1 / 9 : 0))).toBeLessThan(1e-16);
  });

  // a b c d e with support 5: the two voxels before a are 0 0, a a, d e, b a.
  test.each([
    ["zero", (1 + 2 + 4) / 5],
    ["nearest", (1 + 1 + 1 + 2 + 4) / 5],
    ["periodic", (8 + 16 + 1 + 2 + 4) / 5],
    ["mirror", (2 + 1 + 1 + 2 + 4) / 5],
  ] as const)("boundary %s", (boundary, first) => {
    const row = volume(Uint8Array.of(1, 2, 4, 8, 16), { size: [5, 1, 1] });
    // Along y and z the row is its own neighbour, but for zero.
    const share = boundary === "zero" ? 1 / 25 : 1;
    const { data } = filterVolume(row, { filter: "mean", support: 5, dimensions: 3, boundary });
    expect(data[0]).toBeCloseTo(first * share, 14);
  });
});

describe("Laplacian of Gaussian", () => {
  // Convolved with x² + 2y² - z² + x, the Gaussian's Laplacian gives the Laplacian, 2 + 4 - 2. Sampled sums differ from
  // integrals by exp(-2π²σ²), 1e-19, and the kernel is cut off where it is exp(-40).
  test("a quadratic image becomes its Laplacian", () => {
    const spec = {
      filter: "laplacian_of_gaussian",
      sigma: 1.5,
      unit: "voxel",
      cutoff: 9,
      dimensions: 3,
      boundary: "zero",
    } as const;
    const image = imageOf([33, 31, 32], (x, y, z) => x * x + 2 * y * y - z * z + x);
    expect(offBy(filterVolume(image, spec), () => 4, [14, 14, 14])).toBeLessThan(1e-10);
    const slices = filterVolume(image, { ...spec, dimensions: 2 });
    expect(offBy(slices, () => 6, [14, 14, 0])).toBeLessThan(1e-10);
  });

  test("millimetres are voxels times the spacing", () => {
    const grid = { size: [9, 9, 9], spacing: [2, 2, 2] } as const;
    const image = volume(impulse([9, 9, 9], [4, 5, 3]).data, grid);
    const common = { filter: "laplacian_of_gaussian", dimensions: 3, boundary: "mirror" } as const;
    const inMm = filterVolume(image, { ...common, sigma: 3, unit: "mm" });
    const inVoxels = filterVolume(image, { ...common, sigma: 1.5, unit: "voxel" });
    expect(inMm.data).toEqual(inVoxels.data);
  });
});

describe("Laws", () => {
  const E3 = [-1, 0, 1].map((w) => w / Math.SQRT2);
  const W5 = [-1, 2, 0, -2, 1].map((w) => w / Math.sqrt(10));
  const R5 = [1, -4, 6, -4, 1].map((w) => w / Math.sqrt(70));
  const at = (kernel: readonly number[], offset: number) => kernel[offset + (kernel.length - 1) / 2] ?? 0;

  test("an impulse becomes the kernel, its first letter along x", () => {
    const response = filterVolume(impulse([9, 9, 9], [4, 4, 4]), {
      filter: "laws",
      kernels: "E3W5R5",
      ...in3d,
    });
    const kernel = (x: number, y: number, z: number) => at(E3, x - 4) * at(W5, y - 4) * at(R5, z - 4);
    expect(offBy(response, kernel)).toBeLessThan(1e-15);
  });

  test("the energy of an impulse is the mean absolute kernel in the box", () => {
    const { data } = filterVolume(impulse([15, 15, 15], [7, 7, 7]), {
      filter: "laws",
      kernels: "E3W5R5",
      energyDistance: 4,
      ...in3d,
    });
    const sum = (kernel: readonly number[]) => kernel.reduce((total, w) => total + Math.abs(w), 0);
    expect(data[(7 * 15 + 7) * 15 + 7]).toBeCloseTo((sum(E3) * sum(W5) * sum(R5)) / 9 ** 3, 15);
  });
});

describe("Gabor", () => {
  // The transform of the envelope, 2πσ²/γ exp(-2π²σ²(f∥² + f⊥²/γ²)), at the wave's distance from the filter's.
  test("a plane wave becomes its gain", () => {
    const [sigma, wavelength, aspectRatio] = [3, 4, 0.5];
    const wave = (fx: number, fy: number) =>
      imageOf([80, 80, 2], (x, y) => 2 * Math.cos(2 * Math.PI * (fx * x + fy * y)));
    const spec = {
      filter: "gabor",
      sigma,
      wavelength,
      unit: "voxel",
      aspectRatio,
      thetaDegrees: 90,
      planes: "axial",
      boundary: "periodic",
    } as const;
    const [fx, fy] = [1 / 80, 21 / 80];
    const exponent = -2 * (Math.PI * sigma) ** 2 * ((fy - 1 / wavelength) ** 2 + (fx / aspectRatio) ** 2);
    const gain = ((2 * Math.PI * sigma ** 2) / aspectRatio) * Math.exp(exponent);
    // The other half of the wave, at -f, is exp(-4π²σ²/λ²·2) = 1e-19 of it; the envelope ends at 40 voxels, 6.7 σ/γ.
    expect(offBy(filterVolume(wave(fx, fy), spec), () => gain)).toBeLessThan(1e-7 * gain);
  });
});

describe("separable wavelets", () => {
  test.each(["haar", "db2", "db5", "db10", "coif1", "coif5"])("%s: a constant", (wavelet) => {
    const image = imageOf([7, 6, 5], () => 3);
    const spec = { filter: "separable_wavelet", wavelet, dimensions: 3, boundary: "mirror" } as const;
    const low = filterVolume(image, { ...spec, subband: "LLL", level: 2 });
    // Every low pass sums to √2: two levels along three axes.
    expect(offBy(low, () => 24)).toBeLessThan(1e-13);
    const high = filterVolume(image, { ...spec, subband: "LHL", level: 1 });
    expect(offBy(high, () => 0)).toBeLessThan(1e-13);
  });

  test.each([
    ["db2", 2, 3],
    ["db4", 4, 7],
    ["coif2", 4, 8],
  ] as const)("%s: high passes remove polynomials below degree %i", (wavelet, moments, margin) => {
    const image = imageOf([40, 3, 3], (x) => ((x - 20) / 10) ** (moments - 1));
    const spec = {
      filter: "separable_wavelet",
      wavelet,
      subband: "HLL",
      level: 1,
      dimensions: 3,
      boundary: "mirror",
    } as const;
    expect(offBy(filterVolume(image, spec), () => 0, [margin, 0, 0])).toBeLessThan(1e-12);
  });

  test("Haar: an impulse at level 2 becomes eight steps of the second level", () => {
    const { data } = filterVolume(impulse([9, 1, 1], [4, 0, 0]), {
      filter: "separable_wavelet",
      wavelet: "haar",
      subband: "HL",
      level: 2,
      dimensions: 2,
      boundary: "zero",
    });
    // Along x: low (taps at -1, 0), then high (-1/√2 at -2, 1/√2 at 0); along y only the tap at 0 stays of both.
    const half = 0.5 * 0.5;
    expect(Array.from(data)).toEqual([0, -half, -half, half, half, 0, 0, 0, 0].map((v) => closeTo(v)));
  });
});

const closeTo = (value: number) => expect.closeTo(value, 14);

describe("non-separable wavelets and Riesz transforms", () => {
  // With an odd number of samples, frequency k of n is at 2k / (n - 1) of IBSI's coordinates.
  const size: Vector = [15, 21, 11];
  const indices: Vector = [2, -2, 1];
  const n = indices.map((k, axis) => (2 * k) / (size[axis]! - 1));
  const r = Math.sqrt(n.reduce((sum, component) => sum + component * component, 0));
  const phase = (x: number, y: number, z: number) =>
    2 * Math.PI * ((indices[0] * x) / size[0] + (indices[1] * y) / size[1] + (indices[2] * z) / size[2]);
  const wave = imageOf(size, (x, y, z) => Math.cos(phase(x, y, z)));
  const common = { filter: "simoncelli", dimensions: 3, boundary: "periodic" } as const;
  const gain = (level: number) => Math.cos((Math.PI / 2) * Math.log2((2 * r) / 2 ** (1 - level)));

  test.each([1, 2])("level %i: a plane wave times the gain at its frequency", (level) => {
    const response = filterVolume(wave, { ...common, level });
    expect(offBy(response, (x, y, z) => gain(level) * Math.cos(phase(x, y, z)))).toBeLessThan(1e-13);
  });

  test("level 3: outside the band nothing is left", () => {
    expect(r).toBeGreaterThan(0.25);
    expect(offBy(filterVolume(wave, { ...common, level: 3 }), () => 0)).toBeLessThan(1e-13);
  });

  test.each([
    [[1, 0, 0], 1],
    [[0, 0, 1], 1],
    [[1, 1, 0], 2],
    [[0, 2, 0], 1],
    [[1, 0, 2], 3],
    [[1, 1, 2], 12],
  ] as const)("Riesz order %s turns the phase by L quarters", (order, multinomial) => {
    const total = order[0] + order[1] + order[2];
    const weight = order.reduce((product, l, axis) => product * (n[axis]! / r) ** l, Math.sqrt(multinomial));
    const response = filterVolume(wave, { ...common, level: 1, riesz: { order } });
    const expected = (x: number, y: number, z: number) =>
      gain(1) * weight * Math.cos(phase(x, y, z) - (total * Math.PI) / 2);
    expect(offBy(response, expected)).toBeLessThan(1e-13);
  });

  // The structure tensor of a plane wave has one direction, that of the wave.
  test.each([1, 2, 3, 4])("steered order %i along the first direction is the whole transform", (total) => {
    const riesz = { order: [total, 0, 0], steering: { sigma: 1.5, unit: "voxel" } } as const;
    const response = filterVolume(wave, { ...common, level: 1, riesz });
    // The direction does not point away from the first-order response: cos(φ - π/2) n/r at φ, so sin φ is positive.
    const expected = (x: number, y: number, z: number) => {
      const sign = total % 2 === 1 ? Math.sign(Math.sin(phase(x, y, z)) * gain(1)) : 1;
      return sign * gain(1) * Math.cos(phase(x, y, z) - (total * Math.PI) / 2);
    };
    // Directions are kept in float32.
    expect(offBy(response, expected)).toBeLessThan(2e-6);
  });

  test.each([
    [0, 2, 0],
    [0, 0, 2],
    [1, 1, 0],
  ] as const)("steered order %i, %i, %i has nothing across the wave", (...order) => {
    const riesz = { order, steering: { sigma: 1.5, unit: "voxel" } } as const;
    expect(offBy(filterVolume(wave, { ...common, level: 1, riesz }), () => 0)).toBeLessThan(2e-6);
  });

  test("a Riesz transform of the Laplacian of Gaussian is that of the response", () => {
    const spec: FilterSpec = {
      filter: "laplacian_of_gaussian",
      sigma: 1.2,
      unit: "voxel",
      dimensions: 3,
      boundary: "periodic",
    };
    const centre = filterVolume(wave, spec).data[0]!;
    const weight = (n[0]! / r) * (n[1]! / r) * Math.SQRT2;
    const response = filterVolume(wave, { ...spec, riesz: { order: [1, 1, 0] } });
    expect(offBy(response, (x, y, z) => -centre * weight * Math.cos(phase(x, y, z)))).toBeLessThan(1e-13);
  });
});
