import { defineDerived, roiInfo } from "@pixelmetry/roi";
import { weightedSums } from "./weighted-sums.ts";

/** Intensity-weighted centroid relative to the corner of the bounding box, pixels. */
export interface CentreOfMass {
  /** Number of finite intensities. */
  readonly n: number;
  /** Sum of the intensities; 0 leaves the position undefined. */
  readonly mass: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Intensity-weighted centroid. */
export const centreOfMass = defineDerived({
  key: "centre_of_mass",
  needs: { roi: roiInfo, sums: weightedSums },
  cost: { perPixel: 0, perRoi: 50 },
  derive({ roi, sums: { n, x, y, z, mass, mx, my, mz } }): CentreOfMass {
    return {
      n,
      mass,
      x: (mx + mass * (x - roi.x0)) / mass,
      y: (my + mass * (y - roi.y0)) / mass,
      z: (mz + mass * (z - roi.z0)) / mass,
    };
  },
});
