/** Mean, Laplacian of Gaussian, Laws, Gabor and wavelets against MIRP. */
import { expect, test } from "vitest";
import { filterMetadata, filterVolume } from "../../src/index.ts";
import { deviation, filteredImage, goldenResponses } from "./golden-responses.ts";

const { positions, rows } = goldenResponses("mirp");
const image = filteredImage();

test.for(rows.map((row) => ({ id: filterMetadata(row.filter).id, row })))("$id", ({ row }) => {
  const { data, size } = filterVolume(image, row.filter);
  // MIRP computes in 32 bits.
  expect(deviation(data, size, row, positions)).toBeLessThan(2e-6);
});
