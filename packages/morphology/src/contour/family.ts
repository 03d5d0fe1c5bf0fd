import { type AnyFeature, defineFamily } from "@pixelmetry/roi";
import {
  edgeIntensityMaximum,
  edgeIntensityMean,
  edgeIntensityMinimum,
  edgeIntensityStandardDeviation,
  edgeIntensitySum,
} from "./edge-intensity.ts";
import { type PerimeterParameters, perimeterParameters } from "./parameters.ts";
import { diameterEqualPerimeter, perimeter } from "./perimeter.ts";

const contourFeatures = (parameters: PerimeterParameters): readonly AnyFeature[] => [
  diameterEqualPerimeter(parameters),
  edgeIntensityMaximum,
  edgeIntensityMean,
  edgeIntensityMinimum,
  edgeIntensityStandardDeviation,
  edgeIntensitySum,
  perimeter(parameters),
];

/** Perimeter and intensities of the boundary. */
export const contour = defineFamily({
  id: "contour",
  title: "Perimeter and boundary",
  description:
    "Length of the boundary, holes included, by one of seven estimators, and intensities of the pixels on it.",
  nyxusGroups: ["*ALL_MORPHOLOGY*"],
  parameters: perimeterParameters,
  features: contourFeatures,
});
