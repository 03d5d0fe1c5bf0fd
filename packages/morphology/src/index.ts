/**
 * Size and shape of labelled regions in 2D and 3D.
 * @module
 */
export type { EllipseParameters } from "./ellipse/parameters.ts";
export { ellipse, euler, extrema, families, morphologyBasic, shape3d } from "./families.ts";
export { measureMorphology } from "./measure-morphology.ts";
export { type NeighbourGraph, neighbourGraph } from "./neighbours/neighbour-graph.ts";
export {
  chords,
  circles,
  contour,
  convexHull,
  feret,
  fractal,
  geodetic,
  martin,
  nassenstein,
  skeleton,
} from "./outline-families.ts";
export { erosion, hexagonality, neighbours, roiRadius } from "./region-families.ts";
export {
  type RelateOptions,
  type RelationKind,
  type RoiRelations,
  relateRois,
} from "./relations/relate-rois.ts";
export type { RelatedRois } from "./relations/roi-extents.ts";
