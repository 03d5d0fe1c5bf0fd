import {
  type AnyFeature,
  defineFamily,
  defineSetFeature,
  type FeatureDescription,
  missing,
  type SetFeature,
  type Value,
} from "@pixelmetry/roi";
import { feretDiameters } from "../caliper/feret-diameters.ts";
import { perimeterOf } from "../contour/estimate-perimeter.ts";
import { estimatorOf, type PerimeterParameters, perimeterParameters } from "../contour/parameters.ts";
import { perimeterNote } from "../contour/perimeter.ts";
import { convexHull } from "../hull/convex-hull.ts";
import { hexagonality, type Outline, polygonality } from "./hexagonality.ts";
import { neighbourhoods, neighbourNeeds, neighbourRecord, recordOf, shapeOf } from "./neighbourhood.ts";
import { type NeighbourParameters, neighbourParameters } from "./parameters.ts";

type Parameters = NeighbourParameters & PerimeterParameters;

/** Fewer sides make no polygon. */
const fewestSides = 3;

const feature = (
  parameters: Parameters,
  description: Pick<FeatureDescription, "id" | "definition" | "formula" | "names">,
  of: (outline: Outline, neighbours: number) => number,
): SetFeature => {
  const distance = parameters["neighbours.distance"];
  const estimator = estimatorOf(parameters);
  const record = [
    ...neighbourRecord,
    "area",
    `perimeter(${estimator})`,
    "convex_area",
    "least_width",
    "largest_width",
  ];
  const value = (records: Float64Array, row: number, neighbours: number): Value => {
    if (neighbours < fewestSides) return missing("no-neighbour");
    const [area, perimeter, convexArea, leastWidth, largestWidth] = records.subarray(
      row * record.length + neighbourRecord.length,
    );
    if (!(perimeter > 0)) return missing("undefined");
    return of({ area, perimeter, convexArea, leastWidth, largestWidth }, neighbours);
  };
  return defineSetFeature({
    ...description,
    unit: "dimensionless",
    dimensions: [2],
    reference:
      "Nyxus, hexagonality and polygonality (there -1 with fewer than three neighbours, and with 4/3 of the apothem of the hexagon that has the convex area).",
    degenerate: `Fewer than three neighbours: missing (no-neighbour). A perimeter of 0: missing (undefined).${perimeterNote(parameters)} Intensities do not matter.`,
    parameters: { "neighbours.distance": distance, "contour.perimeter": estimator },
    group: `neighbours(${distance})`,
    needs: {
      ...neighbourNeeds,
      perimeter: perimeterOf(estimator),
      hull: convexHull,
      widths: feretDiameters,
    },
    record,
    recordOf: (needs) => {
      const { roi, perimeter, hull, widths } = needs;
      const area = roi.count * (roi.image.spacing[0] * roi.image.spacing[1]);
      return [...recordOf(needs), area, perimeter, hull.area, widths.minimum, widths.maximum];
    },
    shapeOf,
    resolve(records, rows, set) {
      const found = set.shared(() => neighbourhoods(records, record.length, rows, set, distance));
      return found.map(({ neighbours }, row) => value(records, row, neighbours.length));
    },
  }) as SetFeature;
};

const measures =
  "eleven areas and fourteen perimeters that follow, for a regular hexagon, from its area, its perimeter, the area of its convex hull and its least and largest Feret diameter";

const hexagonalityFeatures = (parameters: Parameters): readonly AnyFeature[] => [
  feature(
    parameters,
    {
      id: "morphology_hexagonality",
      definition: `How far ${measures} agree for this region: the mean over pairs of areas of one less their relative difference, plus that over pairs of perimeters, times 5; 10 for a regular hexagon. Defined for regions with at least three neighbours.`,
      formula:
        "5\\left(\\overline{\\alpha}+\\overline{\\pi}\\right),\\quad \\alpha_{ij}=1-\\left|1-\\tfrac{A_i}{A_j}\\right|,\\ \\pi_{ij}=1-\\left|1-\\tfrac{P_i}{P_j}\\right|,\\ i<j",
      names: { nyxus: "HEXAGONALITY_AVE" },
    },
    (outline) => hexagonality(outline).mean,
  ),
  feature(
    parameters,
    {
      id: "morphology_hexagonality_standard_deviation",
      definition: `How much the agreement of ${measures} varies: root of the mean of its variances over pairs of areas and over pairs of perimeters; 0 for a regular hexagon. Defined for regions with at least three neighbours.`,
      formula: "\\sqrt{\\tfrac12\\left(\\operatorname{var}\\alpha_{ij}+\\operatorname{var}\\pi_{ij}\\right)}",
      names: { nyxus: "HEXAGONALITY_STDDEV" },
    },
    (outline) => hexagonality(outline).deviation,
  ),
  feature(
    parameters,
    {
      id: "morphology_polygonality",
      definition:
        "How far side and area of the region agree with those of a regular polygon with as many sides as the region has neighbours: one less the relative difference of a side (perimeter over neighbours) to that of the polygon with the same area, plus one less that of the area to that of the polygon with the same perimeter, times 5; 10 for a regular polygon. Defined for regions with at least three neighbours.",
      formula:
        "5\\left(2-\\left|1-\\frac{P/N}{\\sqrt{4A\\tan(\\pi/N)/N}}\\right|-\\left|1-\\frac{4A\\tan(\\pi/N)}{N(P/N)^2}\\right|\\right)",
      names: { nyxus: "POLYGONALITY_AVE" },
    },
    polygonality,
  ),
];

/** How close regions of a tiling are to regular polygons. */
export const hexagonalityFamily = defineFamily({
  id: "hexagonality",
  title: "Hexagonality and polygonality",
  description:
    "How close a region among others is to a regular polygon with a side for each neighbour, and to a regular hexagon.",
  nyxusGroups: ["*ALL_MORPHOLOGY*"],
  parameters: { ...neighbourParameters, ...perimeterParameters },
  features: hexagonalityFeatures,
});
