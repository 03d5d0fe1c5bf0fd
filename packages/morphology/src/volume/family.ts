import { type AnyFeature, defineFamily } from "@pixelmetry/roi";
import { axisFeatures } from "./axis-features.ts";
import { densityFeatures } from "./density-features.ts";
import { surfaceFeatures } from "./surface-features.ts";

const volumeFeatures: readonly AnyFeature[] = [
  ...axisFeatures,
  ...densityFeatures,
  ...surfaceFeatures,
].toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** Surface mesh, principal axes, and the bodies around a volume. */
export const shape3d = defineFamily({
  id: "shape_3d",
  title: "Shape in space",
  description:
    "Surface mesh of a volume with its area, volume and sphericity, principal axes, and how much of a box, an ellipsoid or the convex hull around it the region fills, as IBSI defines them, for voxels of any size.",
  nyxusGroups: ["*3D_ALL_MORPHOLOGY*"],
  parameters: {},
  features: () => volumeFeatures,
});
