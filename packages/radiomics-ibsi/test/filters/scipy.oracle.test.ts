/** Every filter against dense kernels and whole transforms in SciPy and NumPy. */
import { describe, expect, test } from "vitest";
import { filterMetadata, filterVolume } from "../../src/index.ts";
import { deviation, filteredImage, goldenResponses } from "./golden-responses.ts";

const { positions, rows } = goldenResponses("scipy");
const image = filteredImage();

describe.for(rows.map((row) => ({ id: filterMetadata(row.filter).id, row })))("$id", ({ row }) => {
  const steered = "riesz" in row.filter && row.filter.riesz.steering !== undefined;

  test("at 24 voxels", () => {
    const { data, size } = filterVolume(image, row.filter);
    // Both sides sum in another order; directions of steering are kept in float32.
    expect(deviation(data, size, row, positions)).toBeLessThan(steered ? 1e-5 : 1e-12);
  });

  // Steered responses were computed at the voxels alone.
  const { sum, square_sum } = row;
  if (sum !== undefined && square_sum !== undefined) {
    test("in sum", () => {
      const { data } = filterVolume(image, row.filter);
      let [ours, squares] = [0, 0];
      for (const value of data) {
        ours += value;
        squares += value * value;
      }
      // The sum of a band pass is a small difference; it is held to the norm of the response.
      const norm = Math.sqrt(data.length * square_sum);
      expect(Math.abs(ours - sum)).toBeLessThan(1e-12 * norm);
      expect(Math.abs(squares / square_sum - 1)).toBeLessThan(1e-12);
    });
  }

  test("in float32", () => {
    const { data, size } = filterVolume(image, row.filter, { precision: "float32" });
    expect(data).toBeInstanceOf(Float32Array);
    // Seven digits of intermediate responses, which may be larger than the last.
    expect(deviation(data, size, row, positions)).toBeLessThan(1e-5);
  });
});

test("every filter is here", () => {
  expect([...new Set(rows.map(({ filter }) => filter.filter))].sort()).toEqual([
    "gabor",
    "laplacian_of_gaussian",
    "laws",
    "mean",
    "separable_wavelet",
    "simoncelli",
  ]);
});
