/** Interpolated volumes and masks against SciPy, and the place of the grid in an oblique volume against SimpleITK. */
import { expect, test } from "vitest";
import {
  alignedGrid,
  type Direction,
  type InterpolationMethod,
  interpolate,
  interpolateMask,
  type Vector,
  volume,
} from "../../src/index.ts";
import { load, volumeFixture } from "../reference.ts";

interface Row {
  readonly tool: string;
  readonly method: InterpolationMethod;
  readonly spacing: Vector;
  readonly size: Vector;
  readonly origin?: Vector;
  readonly values: readonly number[];
  readonly inside?: Readonly<Record<string, number>>;
}

const { settings, rows } = load<{
  settings: { label: number; spacing: Vector; origin: Vector; direction: Direction; every: number };
  rows: readonly Row[];
}>("interpolation/scipy-simpleitk.json");

const { labels, intensity, size } = volumeFixture();
const { spacing, origin, direction } = settings;
const image = volume(intensity, { size, spacing, origin, direction });
const mask = volume(
  Uint8Array.from(labels, (label) => (label === settings.label ? 1 : 0)),
  { size, spacing, origin, direction },
);

test("there are three spacings, three methods and two tools", () => {
  expect(rows.map(({ tool }) => tool).sort()).toEqual([
    ...Array.from({ length: 3 }, () => "SimpleITK"),
    ...Array.from({ length: 9 }, () => "scipy"),
  ]);
});

test.each(rows)("$tool $method $spacing", (row) => {
  const grid = alignedGrid(image, row.spacing);
  const got = interpolate(image, row.spacing, row.method);

  expect(grid.size).toEqual(row.size);
  expect(got).toMatchObject({ size: grid.size, spacing: row.spacing, origin: grid.origin, direction });
  // Rounded operations in another order, at about 1 mm per step and 100 mm from the origin.
  if (row.origin) for (let a = 0; a < 3; a++) expect(grid.origin[a]).toBeCloseTo(row.origin[a]!, 12);
  // SciPy goes on with the border value for 12 voxels only before it mirrors, which is seen up to 700 · 0.27^12.
  const digits = row.method === "cubic" ? 4 : 9;
  for (const [i, value] of row.values.entries()) {
    expect(got.data[i * settings.every]).toBeCloseTo(value, digits);
  }
  expect(row.values).toHaveLength(Math.ceil(got.data.length / settings.every));
});

const masks = rows.flatMap(({ method, spacing: to, inside = {} }) =>
  Object.entries(inside).map(([threshold, voxels]) => ({ method, to, threshold: Number(threshold), voxels })),
);

test.each(masks)("mask, $method $to, threshold $threshold: $voxels voxels", (row) => {
  const { data } = interpolateMask(mask, row.to, row.method, row.threshold);
  expect(data.reduce((sum, voxel) => sum + voxel, 0)).toBe(row.voxels);
});
