import { cosDegrees, sinDegrees } from "@pixelmetry/roi";

/** Parameter of the diameters that are measured in many directions. */
export const caliperParameters = {
  "caliper.angle_step": {
    default: 10,
    minimum: 0.5,
    maximum: 90,
    unit: "degree",
    description:
      "Step between the directions, from 0 up to but not including 180 degrees, over which statistics of Feret, Martin and Nassenstein diameters are taken.",
  },
} as const;

export interface CaliperParameters {
  readonly "caliper.angle_step": number;
}

/** A direction of measurement with its unit vector, exact along the axes. */
export interface Direction {
  readonly degrees: number;
  readonly cos: number;
  readonly sin: number;
}

/** Directions from 0 to below 180 degrees; angles run from the x axis towards the y axis, which points down. */
export function directions(step: number): readonly Direction[] {
  const count = Math.ceil(180 / step - 1e-9);
  return Array.from({ length: count }, (_, i) => {
    const degrees = i * step;
    return { degrees, cos: cosDegrees(degrees), sin: sinDegrees(degrees) };
  });
}
