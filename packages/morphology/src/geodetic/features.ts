import {
  type AnyFeature,
  defineFeature,
  type Feature,
  missing,
  type RoiInfo,
  roiInfo,
} from "@pixelmetry/roi";
import { perimeterOf } from "../contour/estimate-perimeter.ts";
import { estimatorOf, type PerimeterParameters } from "../contour/parameters.ts";
import { perimeterNote } from "../contour/perimeter.ts";
import { iso9276 } from "../sources.ts";

/** Length of the rectangle with this area and perimeter; of the square with this perimeter when there is none. */
function rectangleLength({ count, image: { spacing } }: RoiInfo, perimeter: number): number {
  const area = count * (spacing[0] * spacing[1]);
  return perimeter / 4 + Math.sqrt(Math.max(0, (perimeter * perimeter) / 16 - area));
}

const side = (
  parameters: PerimeterParameters,
  definition: Pick<Feature, "id" | "definition" | "formula" | "names">,
  of: (length: number, perimeter: number) => number,
): Feature =>
  defineFeature({
    ...definition,
    unit: "length",
    dimensions: [2],
    reference: iso9276,
    degenerate: `A perimeter of 0, which some estimators give for one pixel: missing (undefined).${perimeterNote(parameters)} Intensities do not matter.`,
    parameters: { "contour.perimeter": estimatorOf(parameters) },
    needs: { roi: roiInfo, perimeter: perimeterOf(estimatorOf(parameters)) },
    compute: ({ roi, perimeter }) =>
      perimeter > 0 ? of(rectangleLength(roi, perimeter), perimeter) : missing("undefined"),
  });

/** Longer side of the rectangle of equal area and perimeter. */
export const geodeticLength = (parameters: PerimeterParameters): Feature =>
  side(
    parameters,
    {
      id: "morphology_geodetic_length",
      definition:
        "Longer side of the rectangle that has the area and the perimeter of the region; a quarter of the perimeter for regions that are more compact than a square.",
      formula: "\\frac{P}{4}+\\sqrt{\\max\\left(0,\\ \\frac{P^2}{16}-A\\right)}",
      names: { nyxus: "GEODETIC_LENGTH" },
    },
    (length) => length,
  );

/** Shorter side of the rectangle of equal area and perimeter. */
export const thickness = (parameters: PerimeterParameters): Feature =>
  side(
    parameters,
    {
      id: "morphology_thickness",
      definition:
        "Shorter side of the rectangle that has the area and the perimeter of the region: half the perimeter less the geodetic length.",
      formula: "\\frac{P}{2}-L",
      names: { nyxus: "THICKNESS" },
    },
    (length, perimeter) => perimeter / 2 - length,
  );

export const geodeticFeatures = (parameters: PerimeterParameters): readonly AnyFeature[] => [
  geodeticLength(parameters),
  thickness(parameters),
];
