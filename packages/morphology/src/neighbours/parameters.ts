import type { ParametersOf } from "@pixelmetry/roi";

export const neighbourParameters = {
  "neighbours.distance": {
    default: 5,
    minimum: 0,
    description:
      "Largest distance between the centres of boundary pixels of two regions that are neighbours, in the unit of lengths: pixels, or physical when the pixel size is.",
  },
} as const;

export type NeighbourParameters = ParametersOf<typeof neighbourParameters>;
