import { defineFamily } from "@pixelmetry/roi";
import { zernikeMagnitude } from "./magnitude.ts";

/** Zernike moments. */
export const zernike = defineFamily({
  id: "zernike",
  title: "Zernike moments",
  description:
    "Magnitudes of the projections of the intensity on the Zernike polynomials, which are orthogonal on a disk. They do not change when the ROI is turned or moved, or its intensity multiplied.",
  nyxusGroups: [],
  parameters: {
    "zernike.order": {
      default: 9,
      description: "Highest order of the polynomials (Nyxus: 9, mahotas: 8)",
      minimum: 0,
      maximum: 50,
      integer: true,
    },
    "zernike.radius": {
      default: 0,
      description:
        "Radius of the disk in the unit of lengths, pixels beyond it are left out; 0: distance of the farthest pixel from the centroid",
      minimum: 0,
    },
  },
  features: (parameters) => [zernikeMagnitude(parameters["zernike.order"], parameters["zernike.radius"])],
});
