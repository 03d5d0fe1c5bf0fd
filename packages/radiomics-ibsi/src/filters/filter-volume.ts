import { dtypeOf, isIntegerType, PixelmetryError } from "@pixelmetry/roi";
import { type Volume, volume } from "../chain/volume.ts";
import { checkFilter } from "./check-filter.ts";
import { gaborFilter } from "./gabor/gabor.ts";
import { logFilter } from "./laplacian-of-gaussian.ts";
import { lawsFilter } from "./laws.ts";
import { meanFilter } from "./mean.ts";
import type { Precision, RealArray } from "./response.ts";
import type { FilterSpec } from "./spec.ts";
import { waveletFilter } from "./wavelets/separable.ts";
import { simoncelliFilter } from "./wavelets/simoncelli.ts";

/** A response map on the grid of the volume it was made from, with the filter that made it. */
export interface FilteredVolume extends Volume<RealArray> {
  readonly filter: FilterSpec;
}

export interface FilterOptions {
  /**
   * Storage of responses and spectra. `float32` takes half the memory and differs by about 1e-7 of the largest
   * response; sums are in float64 either way. Default `float64`.
   */
  readonly precision?: Precision;
}

/**
 * The response of a volume to a filter of IBSI chapter 2. The whole volume is filtered, not a region of it.
 * Beyond the volume and its response, memory is a few planes for the mean, Laplacian of Gaussian, Laws, Gabor and
 * wavelets of level 1; one more response for energies, wavelets of level 2 and spectra; two for wavelets from level 3
 * on; five for steering.
 * @param filter - e.g. parsed from JSON; checked here
 * @throws PixelmetryError `invalid-argument` for a filter that is not one, and intensities that are not finite;
 * `geometry-mismatch` for millimetres on voxels of unequal sides; `memory-budget` when the response does not fit
 * @example
 * const ct = volume(Int16Array.from({ length: 8 ** 3 }, (_, i) => i), { size: [8, 8, 8], spacing: [2, 2, 2] });
 * const { data } = filterVolume(ct, {
 *   filter: "laplacian_of_gaussian", sigma: 3, unit: "mm", dimensions: 3, boundary: "mirror",
 * });
 */
export function filterVolume(
  image: Volume,
  filter: FilterSpec,
  { precision = "float64" }: FilterOptions = {},
): FilteredVolume {
  const spec = checkFilter(filter);
  checkFinite(image);
  return { ...volume(respond(image, spec, precision), image), filter: spec };
}

function respond(image: Volume, spec: FilterSpec, precision: Precision): RealArray {
  switch (spec.filter) {
    case "mean":
      return meanFilter(image, spec, precision);
    case "laplacian_of_gaussian":
      return logFilter(image, spec, precision);
    case "laws":
      return lawsFilter(image, spec, precision);
    case "gabor":
      return gaborFilter(image, spec, precision);
    case "separable_wavelet":
      return waveletFilter(image, spec, precision);
    case "simoncelli":
      return simoncelliFilter(image, spec, precision);
  }
}

/** One voxel that is not a number would spread over its surroundings, or over the whole spectrum. */
function checkFinite({ data, size: [width, height] }: Volume): void {
  if (isIntegerType(dtypeOf(data))) return;
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i])) continue;
    const x = i % width;
    const y = Math.floor(i / width) % height;
    const z = Math.floor(i / (width * height));
    throw new PixelmetryError("invalid-argument", {
      where: `voxel ${x}, ${y}, ${z}`,
      what: "the intensity is not finite, so no filter can be applied",
      received: String(data[i]),
      remedy: "replace such voxels, e.g. by the intensity of the background",
    });
  }
}
