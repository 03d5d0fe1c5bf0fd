import { isPixelmetryError } from "@pixelmetry/roi";
import { expect, test } from "vitest";
import { diagnosticValues, parsePipeline, processImage, type Volume, volume } from "../../src/index.ts";

const size = [4, 3, 2] as const;
const grid = { size, spacing: [1, 1, 3] } as const;
const image = volume(
  Float32Array.from({ length: 24 }, (_, i) => i),
  grid,
);
const labels = Uint8Array.from({ length: 24 }, (_, i) => (i < 12 ? (i % 4 < 2 ? 1 : 2) : 0));
const mask = volume(labels, grid);
const none = { discretisation: { method: "none" } };
const plain = parsePipeline(none);
const run = (description: object, on: Volume = image, region: Volume = mask) =>
  processImage(on, region, parsePipeline({ ...none, ...description }), { imageName: "ct", maskName: "gtv" });

test("without a label every voxel that is not 0 is inside", () => {
  const { morphologicalMask, intensityMask } = processImage(image, mask, plain);
  expect([...morphologicalMask.data]).toEqual([...labels].map((label) => (label > 0 ? 1 : 0)));
  expect(intensityMask.data).toEqual(morphologicalMask.data);
});

test("with a label its voxels are", () => {
  const { diagnostics } = processImage(image, mask, plain, { label: 2 });
  expect(diagnostics.roi.initial.morphologicalMask).toEqual({
    voxels: 6,
    box: { x0: 2, y0: 0, z0: 0, x1: 4, y1: 3, z1: 1 },
  });
});

test("what is given stays as it is", () => {
  const before = [image.data.slice(), mask.data.slice()];
  run({
    rounding: "nearest",
    interpolation: { spacing: 2, image: "cubic" },
    resegmentation: { range: [3, 8] },
  });
  expect([image.data, mask.data]).toEqual(before);
});

test("re-segmentation takes voxels from the intensity mask alone", () => {
  const { diagnostics } = run({ resegmentation: { range: [4, 6] } });
  const values = diagnosticValues(diagnostics);
  expect(Object.keys(values)).toHaveLength(60);
  expect(values).toMatchObject({
    img_dim_x_init_img: 4,
    vox_dim_z_interp_img: 3,
    mean_int_init_img: 11.5,
    int_mask_vox_count_init_roi: 12,
    int_mask_vox_count_reseg_roi: 3,
    morph_mask_vox_count_reseg_roi: 12,
    int_mask_bb_dim_x_reseg_roi: 3,
    int_mask_bb_dim_y_reseg_roi: 1,
    morph_mask_bb_dim_y_reseg_roi: 3,
    int_mask_mean_int_reseg_roi: 5,
    int_mask_min_int_reseg_roi: 4,
    int_mask_max_int_reseg_roi: 6,
  });
});

test("slices keep their distance when interpolation is within them", () => {
  const { image: got } = run({ interpolation: { dimension: "2D", spacing: 0.5 } });
  expect(got).toMatchObject({ size: [8, 6, 2], spacing: [0.5, 0.5, 3] });
});

const failing: [string, string, () => unknown, RegExp][] = [
  [
    "geometry-mismatch",
    "size",
    () => run({}, image, volume(new Uint8Array(12), { ...grid, size: [4, 3, 1] })),
    /^gtv: the size of the mask is not that of the image \(expected 4, 3, 2, found 4, 3, 1\); resample/,
  ],
  [
    "geometry-mismatch",
    "spacing",
    () => run({}, image, { ...mask, spacing: [1, 1, 3.1] }),
    /^gtv: the spacing of the mask/,
  ],
  [
    "geometry-mismatch",
    "origin",
    () => run({}, image, { ...mask, origin: [0, 0.5, 0] }),
    /^gtv: the origin of the mask/,
  ],
  [
    "geometry-mismatch",
    "direction",
    () => run({}, image, { ...mask, direction: [-1, 0, 0, 0, 1, 0, 0, 0, 1] }),
    /^gtv: the direction of the mask/,
  ],
  [
    "no-roi",
    "no voxel inside",
    () => run({}, image, volume(new Uint8Array(24), grid)),
    /^gtv: every voxel of the mask is 0; check/,
  ],
  [
    "no-roi",
    "no such label",
    () => processImage(image, mask, plain, { label: 3 }),
    /no voxel of the mask is 3/,
  ],
  [
    "no-roi",
    "interpolation loses the region",
    () =>
      run(
        { interpolation: { spacing: 12 } },
        image,
        volume(Uint8Array.of(1, ...new Array(23).fill(0)), grid),
      ),
    /^gtv: interpolation leaves no voxel of the region; use a smaller spacing/,
  ],
  [
    "no-roi",
    "re-segmentation loses the region",
    () => run({ resegmentation: { range: [100, 200] } }),
    /^gtv: re-segmentation leaves no voxel of the region; use a wider range/,
  ],
  [
    "memory-budget",
    "too many voxels",
    () => run({ interpolation: { spacing: 0.001 } }),
    /^interpolation\.spacing: a spacing of 0\.001 x 0\.001 x 0\.001 mm makes 4000 x 3000 x 6000 voxels, .*; choose/,
  ],
  [
    "invalid-argument",
    "NaN would spread",
    () =>
      run(
        { interpolation: { spacing: 2 } },
        volume(
          image.data.map((v) => (v === 20 ? Number.NaN : v)),
          grid,
        ),
      ),
    /^ct: the image holds NaN or infinite voxels, which interpolation would spread; replace them/,
  ],
];

test.each(failing)("%s: %s", (tag, _, act, message) => {
  let error: unknown;
  try {
    act();
  } catch (thrown) {
    error = thrown;
  }
  expect(isPixelmetryError(error, tag as "no-roi")).toBe(true);
  expect((error as Error).message).toMatch(message);
});

test("a grid that differs by the rounding of headers is the same", () => {
  const { morphologicalMask } = run({}, image, { ...mask, spacing: [1 + 1e-7, 1, 3], origin: [1e-5, 0, 0] });
  expect(morphologicalMask).toMatchObject({ spacing: grid.spacing, origin: [0, 0, 0] });
});
