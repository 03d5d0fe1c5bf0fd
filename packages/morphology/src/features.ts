/**
 * The features of every family, alphabetically; table columns follow this order.
 * @module
 */
import type { AnyFeature } from "@pixelmetry/roi";
import { axisLeastLength, axisMajorLength, axisMinorLength } from "./ellipse/axis-lengths.ts";
import type { EllipseParameters } from "./ellipse/parameters.ts";
import { eccentricity, elongation, orientation, roundness } from "./ellipse/shape.ts";
import { eulerNumber } from "./euler/euler-number.ts";
import { centroidX, centroidY, centroidZ } from "./position/centroid.ts";
import { compactness } from "./position/compactness.ts";
import { massDisplacement } from "./position/mass-displacement.ts";
import { weightedCentroidX, weightedCentroidY, weightedCentroidZ } from "./position/weighted-centroid.ts";
import { area, areaUm2, diameterEqualArea, pixelCount } from "./size/area.ts";
import {
  aspectRatio,
  bboxDepth,
  bboxHeight,
  bboxWidth,
  bboxXMin,
  bboxYMin,
  bboxZMin,
  extent,
} from "./size/bounding-box.ts";
import { diameterEqualVolume, volume } from "./size/volume.ts";

export { extremaFeatures } from "./extrema/extrema.ts";

export const basicFeatures: readonly AnyFeature[] = [
  area,
  areaUm2,
  aspectRatio,
  bboxDepth,
  bboxHeight,
  bboxWidth,
  bboxXMin,
  bboxYMin,
  bboxZMin,
  centroidX,
  centroidY,
  centroidZ,
  compactness,
  diameterEqualArea,
  diameterEqualVolume,
  extent,
  massDisplacement,
  pixelCount,
  volume,
  weightedCentroidX,
  weightedCentroidY,
  weightedCentroidZ,
];

export const ellipseFeatures = (parameters: EllipseParameters): readonly AnyFeature[] => [
  axisLeastLength(parameters),
  axisMajorLength(parameters),
  axisMinorLength(parameters),
  eccentricity(parameters),
  elongation(parameters),
  orientation(parameters),
  roundness(parameters),
];

export const eulerFeatures: readonly AnyFeature[] = [eulerNumber];
