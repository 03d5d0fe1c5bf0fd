import { PixelmetryError } from "@pixelmetry/roi";
import { describe, expect, test } from "vitest";
import { checkFilter, type FilterSpec, filterMetadata, filterVolume, volume } from "../../src/index.ts";
import { featureFilters } from "../../src/verify/ibsi2/feature-tests.ts";
import { mapTests } from "../../src/verify/ibsi2/map-tests.ts";

const filters: readonly FilterSpec[] = [
  ...mapTests.map(({ filter }) => filter),
  ...Object.values(featureFilters).filter((filter) => filter !== undefined),
];
const mean = { filter: "mean", support: 3, dimensions: 3, boundary: "zero" } as const;
const log = { filter: "laplacian_of_gaussian", sigma: 1, unit: "mm", dimensions: 3, boundary: "zero" };
const laws = { filter: "laws", kernels: "L5E5", dimensions: 2, boundary: "zero" };
const wavelet = {
  filter: "separable_wavelet",
  wavelet: "haar",
  subband: "LH",
  level: 1,
  dimensions: 2,
  boundary: "zero",
};
const gabor = {
  filter: "gabor",
  sigma: 1,
  wavelength: 2,
  unit: "mm",
  aspectRatio: 1,
  planes: "axial",
  boundary: "zero",
};

test("filters survive JSON", () => {
  for (const filter of filters) expect(checkFilter(JSON.parse(JSON.stringify(filter)))).toEqual(filter);
});

test.for<[string, Record<string, unknown>, string]>([
  ["an unknown filter", { filter: "men" }, 'filter: there is no filter "men"; did you mean mean?'],
  ["no filter", {}, "the filters are mean, laplacian_of_gaussian"],
  [
    "an unknown parameter",
    { ...mean, suport: 3 },
    "filter.suport: the filter has no such parameter; did you mean support?",
  ],
  [
    "a missing parameter",
    { ...log, sigma: undefined },
    "filter.sigma: the parameter is missing (expected a number above 0)",
  ],
  [
    "an even support",
    { ...mean, support: 4 },
    "filter.support: the parameter has a value it cannot have (expected an odd number of voxels, found 4)",
  ],
  [
    "another boundary",
    { ...mean, boundary: "reflect" },
    'expected zero, nearest, periodic, mirror, found "reflect"',
  ],
  ["a sigma of 0", { ...log, sigma: 0 }, "filter.sigma: "],
  ["another unit", { ...log, unit: "cm" }, "expected mm, voxel"],
  ["an unknown kernel", { ...laws, kernels: "L5X5" }, "expected kernels out of L3, L5"],
  [
    "too few kernels",
    { ...laws, dimensions: 3 },
    "filter.kernels: the parameter has a value it cannot have (expected 3 kernels, one for each dimension",
  ],
  ["letters of a sub-band", { ...wavelet, subband: "LX" }, "the letters L and H"],
  ["too few letters", { ...wavelet, subband: "LHH" }, "2 letters, one for each dimension"],
  ["an unknown wavelet", { ...wavelet, wavelet: "db11" }, "expected haar, db2"],
  ["level 0", { ...wavelet, level: 0 }, "a whole number from 1 to 16"],
  [
    "a step that does not close the circle",
    { ...gabor, rotation: { stepDegrees: 50, pooling: "mean" } },
    "filter.rotation.stepDegrees: ",
  ],
  [
    "a rotation without pooling",
    { ...gabor, rotation: { stepDegrees: 45 } },
    "filter.rotation.pooling: the parameter is missing",
  ],
  ["a Riesz order of 0", { ...log, riesz: { order: [0, 0, 0] } }, "filter.riesz.order: "],
  [
    "a Riesz order of another dimension",
    { ...log, riesz: { order: [1, 0] } },
    "3 orders, one for each dimension",
  ],
  [
    "padding of what repeats",
    { filter: "simoncelli", level: 1, dimensions: 3, boundary: "periodic", padding: 4 },
    "filter.padding: ",
  ],
])("%s is refused", ([, spec, message]) => {
  expect(() => checkFilter(spec)).toThrow(PixelmetryError);
  expect(() => checkFilter(spec)).toThrow(message);
});

describe("images that a filter cannot be applied to", () => {
  test("millimetres on voxels of unequal sides", () => {
    const image = volume(new Uint8Array(8), { size: [2, 2, 2], spacing: [1, 1, 3] });
    expect(() => filterVolume(image, log as FilterSpec)).toThrow(/equal sides \(found 1 × 1 × 3 mm\)/);
    expect(filterVolume(image, { ...log, dimensions: 2 } as FilterSpec).data).toHaveLength(8);
    expect(filterVolume(image, gabor as FilterSpec).data).toHaveLength(8);
    expect(() => filterVolume(image, { ...gabor, planes: "orthogonal" } as FilterSpec)).toThrow(
      /equal sides/,
    );
  });

  test("an intensity that is not a number", () => {
    const image = volume(Float32Array.of(0, 1, 2, Number.NaN), { size: [2, 1, 2] });
    expect(() => filterVolume(image, mean)).toThrow(/^voxel 1, 0, 1: the intensity is not finite/);
  });
});

test("a volume that padding makes too large for memory", () => {
  const image = volume(new Uint8Array(8), { size: [2, 2, 2] });
  const filter = { filter: "simoncelli", level: 16, dimensions: 3, boundary: "mirror" } as const;
  expect(() => filterVolume(image, filter)).toThrow(/^filter: there is no memory for .* GB of voxels; /);
});

describe("metadata", () => {
  test("ids tell filters apart", () => {
    const distinct = new Set(filters.map((filter) => JSON.stringify(filter)));
    expect(new Set(filters.map((filter) => filterMetadata(filter).id)).size).toBe(distinct.size);
  });

  test("code, id and parameters", () => {
    const spec = { ...log, cutoff: 4, riesz: { order: [0, 2, 0], steering: { sigma: 1, unit: "mm" } } };
    expect(filterMetadata(spec as FilterSpec)).toEqual({
      id: "log_3d_1mm_cutoff4_riesz020_steered1mm_zero",
      title: "Laplacian of Gaussian",
      ibsi: "L6PA",
      parameters: {
        filter: "laplacian_of_gaussian",
        sigma: 1,
        unit: "mm",
        cutoff: 4,
        "riesz.order": "0,2,0",
        "riesz.steering.sigma": 1,
        "riesz.steering.unit": "mm",
        dimensions: 3,
        boundary: "zero",
      },
    });
  });

  test("a filtered volume carries its filter and its grid", () => {
    const image = volume(new Int16Array(8), { size: [2, 2, 2], spacing: [2, 2, 2], origin: [1, 2, 3] });
    const filtered = filterVolume(image, mean);
    expect(filtered).toMatchObject({ filter: mean, spacing: [2, 2, 2], origin: [1, 2, 3], size: [2, 2, 2] });
  });
});
