import { type AnyFeature, cbrt, defineFeature, type Feature, missing } from "@pixelmetry/roi";
import { centreOfMass } from "../position/centre-of-mass.ts";
import { ibsi } from "../sources.ts";
import { meshDiameter } from "./diameter.ts";
import { type Mesh, mesh } from "./mesh.ts";
import { meshHull } from "./mesh-hull.ts";

const { PI, sqrt } = Math;
const surface =
  "of the mesh that marching cubes gives for the mask at level 0.5 (vertices halfway between voxel centres)";

/** A feature of volume and area of the mesh alone. */
const ofMesh = (
  code: string,
  feature: Pick<Feature, "id" | "definition" | "formula" | "unit" | "names"> & { readonly oneVoxel: string },
  compute: (mesh: Mesh) => number,
): AnyFeature => {
  const { oneVoxel, ...rest } = feature;
  return defineFeature({
    ...rest,
    names: { ...feature.names, ibsi: code },
    dimensions: [3],
    reference: ibsi(code),
    degenerate: `One voxel of size 1: ${oneVoxel}. Intensities do not matter.`,
    needs: { mesh },
    compute: (needs) => compute(needs.mesh),
  });
};

/** Volume of a ball of the same area over the volume and its relatives all use this. */
const ballArea = (volume: number): number => cbrt(36 * PI * volume * volume);

export const meshVolume = ofMesh(
  "RNU0",
  {
    id: "morphology_mesh_volume",
    definition: `Volume ${surface}, in the unit of lengths cubed.`,
    formula: "\\left|\\sum_k \\frac{\\mathbf{a}_k\\cdot(\\mathbf{b}_k\\times\\mathbf{c}_k)}{6}\\right|",
    unit: "volume",
    names: { nyxus: "3MESH_VOLUME", pyradiomics: "shape_MeshVolume" },
    oneVoxel: "1/6",
  },
  ({ volume }) => volume,
);

export const surfaceArea = ofMesh(
  "C0JK",
  {
    id: "morphology_surface_area",
    definition: `Area ${surface}, in the unit of lengths squared.`,
    formula: "A = \\sum_k \\frac{|(\\mathbf{b}_k-\\mathbf{a}_k)\\times(\\mathbf{c}_k-\\mathbf{a}_k)|}{2}",
    unit: "area",
    names: { nyxus: "3AREA", pyradiomics: "shape_SurfaceArea" },
    oneVoxel: "1.732",
  },
  ({ area }) => area,
);

export const surfaceToVolumeRatio = ofMesh(
  "2PR5",
  {
    id: "morphology_surface_to_volume_ratio",
    definition: "Area over volume of the surface mesh.",
    formula: "\\frac{A}{V}",
    unit: "1/length",
    names: { nyxus: "3AREA_2_VOLUME", pyradiomics: "shape_SurfaceVolumeRatio" },
    oneVoxel: "10.39",
  },
  ({ volume, area }) => area / volume,
);

export const compactness1 = ofMesh(
  "SKGS",
  {
    id: "morphology_compactness_1",
    definition: "Volume over the square root of pi times the area to the power of 3/2; 0.0531 for a ball.",
    formula: "\\frac{V}{\\pi^{1/2} A^{3/2}}",
    unit: "dimensionless",
    names: { nyxus: "3COMPACTNESS1", pyradiomics: "shape_Compactness1" },
    oneVoxel: "0.0413",
  },
  ({ volume, area }) => volume / sqrt(PI * area * area * area),
);

export const compactness2 = ofMesh(
  "BQWJ",
  {
    id: "morphology_compactness_2",
    definition: "Squared volume over that of the ball with the same area; 1 for a ball. Sphericity cubed.",
    formula: "36\\pi\\frac{V^2}{A^3}",
    unit: "dimensionless",
    names: { nyxus: "3COMPACTNESS2", pyradiomics: "shape_Compactness2" },
    oneVoxel: "0.605",
  },
  ({ volume, area }) => (36 * PI * volume * volume) / (area * area * area),
);

export const sphericalDisproportion = ofMesh(
  "KRCK",
  {
    id: "morphology_spherical_disproportion",
    definition: "Area over the area of the ball with the same volume; at least 1. The inverse of sphericity.",
    formula: "\\frac{A}{(36\\pi V^2)^{1/3}}",
    unit: "dimensionless",
    names: { nyxus: "3SPHERICAL_DISPROPORTION", pyradiomics: "shape_SphericalDisproportion" },
    oneVoxel: "1.182",
  },
  ({ volume, area }) => area / ballArea(volume),
);

export const sphericity = ofMesh(
  "QCFX",
  {
    id: "morphology_sphericity",
    definition: "Area of the ball with the same volume over the area; in (0, 1].",
    formula: "\\frac{(36\\pi V^2)^{1/3}}{A}",
    unit: "dimensionless",
    names: { nyxus: "3SPHERICITY", pyradiomics: "shape_Sphericity" },
    oneVoxel: "0.846",
  },
  ({ volume, area }) => ballArea(volume) / area,
);

export const asphericity = ofMesh(
  "25C7",
  {
    id: "morphology_asphericity",
    definition:
      "How much the area exceeds that of the ball with the same volume, as a share of it; 0 for a ball.",
    formula: "\\left(\\frac{A^3}{36\\pi V^2}\\right)^{1/3} - 1",
    unit: "dimensionless",
    names: {},
    oneVoxel: "0.182",
  },
  ({ volume, area }) => area / ballArea(volume) - 1,
);

/** Largest distance of two vertices. */
export const maximumDiameter = defineFeature({
  id: "morphology_maximum_3d_diameter",
  definition: "Largest distance between two vertices of the surface mesh, in the unit of lengths.",
  formula: "\\max_{i,j} \\lVert \\mathbf{v}_i - \\mathbf{v}_j \\rVert",
  unit: "length",
  dimensions: [3],
  names: { ibsi: "L0JK", pyradiomics: "shape_Maximum3DDiameter" },
  reference: ibsi("L0JK"),
  degenerate: "One voxel of size 1: 1. Intensities do not matter.",
  needs: { diameter: meshDiameter },
  compute: ({ diameter }) => diameter,
});

/** Volume of the convex hull. */
export const convexVolume = defineFeature({
  id: "morphology_convex_volume",
  definition: "Volume of the convex hull of the surface mesh, in the unit of lengths cubed.",
  formula: "V_{\\text{convex}}",
  unit: "volume",
  dimensions: [3],
  names: { nyxus: "3VOLUME_CONVEXHULL" },
  reference: `${ibsi("R3ER")} Nyxus takes the hull of the voxel centres of the outlines, which is smaller.`,
  degenerate: "One voxel of size 1: 1/6. Intensities do not matter.",
  needs: { hull: meshHull },
  compute: ({ hull }) => hull.volume,
});

/** Area of the convex hull. */
export const convexSurfaceArea = defineFeature({
  id: "morphology_convex_surface_area",
  definition: "Surface area of the convex hull of the surface mesh, in the unit of lengths squared.",
  formula: "A_{\\text{convex}}",
  unit: "area",
  dimensions: [3],
  names: {},
  reference: ibsi("7T7F"),
  degenerate: "One voxel of size 1: 1.732. Intensities do not matter.",
  needs: { hull: meshHull },
  compute: ({ hull }) => hull.area,
});

/** Volume times mean intensity. */
export const integratedIntensity = defineFeature({
  id: "morphology_integrated_intensity",
  definition: "Volume of the surface mesh times the mean intensity of the region.",
  formula: "V\\,\\frac{1}{n}\\sum_i I_i",
  unit: "intensity*volume",
  dimensions: [3],
  names: { ibsi: "99N0" },
  reference: ibsi("99N0"),
  degenerate: "One voxel of size 1: a sixth of its intensity. No finite intensity: missing (empty).",
  needs: { mesh, centre: centreOfMass },
  compute: (needs) =>
    needs.centre.n === 0 ? missing("empty") : needs.mesh.volume * (needs.centre.mass / needs.centre.n),
});

export const surfaceFeatures: readonly AnyFeature[] = [
  asphericity,
  compactness1,
  compactness2,
  convexSurfaceArea,
  convexVolume,
  integratedIntensity,
  maximumDiameter,
  meshVolume,
  sphericalDisproportion,
  sphericity,
  surfaceArea,
  surfaceToVolumeRatio,
];
