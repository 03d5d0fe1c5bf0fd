/**
 * The feature families of this package.
 * @module
 */
import { defineFamily, type Family } from "@pixelmetry/roi";
import { ellipseParameters } from "./ellipse/parameters.ts";
import { basicFeatures, ellipseFeatures, eulerFeatures, extremaFeatures } from "./features.ts";
import { shapeMoments } from "./moments/shape-moments.ts";
import { outlineFamilies } from "./outline-families.ts";
import { regionFamilies } from "./region-families.ts";
import { shape3d } from "./volume/family.ts";

/** Size, position and bounding box. */
export const morphologyBasic = defineFamily({
  id: "morphology_basic",
  title: "Size and position",
  description:
    "Area or volume, equivalent diameter, bounding box, centroid and intensity-weighted centroid. Coordinates are pixel indices from 0; everything that has a length is measured with the pixel size along each axis.",
  nyxusGroups: ["*BASIC_MORPHOLOGY*", "*ALL_MORPHOLOGY*"],
  parameters: {},
  features: () => basicFeatures,
});

/** Ellipse with the second moments of the region. */
export const ellipse = defineFamily({
  id: "ellipse",
  title: "Best-fit ellipse",
  description:
    "Axes, direction and roundness of the ellipse (in a volume, ellipsoid) that has the second moments of the region, in physical space when pixels are not square.",
  nyxusGroups: ["*ALL_MORPHOLOGY*"],
  parameters: ellipseParameters,
  features: ellipseFeatures,
});

/** Eight extreme pixels. */
export const extrema = defineFamily({
  id: "extrema",
  title: "Extreme pixels",
  description: "The eight pixels at which a region touches its bounding box, clockwise from the top left.",
  nyxusGroups: ["*ALL_MORPHOLOGY*"],
  parameters: {},
  features: () => extremaFeatures,
});

/** Topology. */
export const euler = defineFamily({
  id: "euler",
  title: "Euler number",
  description: "Connected parts less holes, with full connectivity, in 2D and 3D.",
  nyxusGroups: ["*ALL_MORPHOLOGY*"],
  parameters: {},
  features: () => eulerFeatures,
});

/** Geometric moments of the mask. */
export const momentsShape = defineFamily({
  id: "moments_shape",
  title: "Moments of the shape",
  description:
    "Raw, central and normalised moments up to order 3 in x and y and the invariants of Hu, of the mask alone and weighted by the distance to the edge.",
  nyxusGroups: ["*GEOMOMS*", "*SGEOMOMS*"],
  parameters: {},
  features: () => shapeMoments,
});

export { shape3d };

/** All families, in the order of table columns. */
export const families: readonly Family[] = [
  morphologyBasic,
  ellipse,
  extrema,
  euler,
  momentsShape,
  ...outlineFamilies,
  ...regionFamilies,
  shape3d,
];
