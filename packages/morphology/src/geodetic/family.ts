import { defineFamily } from "@pixelmetry/roi";
import { perimeterParameters } from "../contour/parameters.ts";
import { geodeticFeatures } from "./features.ts";

/** Sides of the rectangle of equal area and perimeter. */
export const geodetic = defineFamily({
  id: "geodetic",
  title: "Geodetic length and thickness",
  description:
    "Sides of the rectangle that has the area and the perimeter of the region: length and width of fibres, however bent.",
  nyxusGroups: ["*ALL_MORPHOLOGY*"],
  parameters: perimeterParameters,
  features: geodeticFeatures,
});
