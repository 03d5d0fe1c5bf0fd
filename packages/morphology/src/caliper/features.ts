import { type AnyFeature, defineFeature } from "@pixelmetry/roi";
import { pahl } from "../sources.ts";
import { type FeretDiameters, feretDiameters, feretStatistics } from "./feret-diameters.ts";
import type { CaliperParameters } from "./parameters.ts";
import { type Sections, sections } from "./sections.ts";
import type { DiameterStatistics } from "./statistics.ts";
import { statisticsFeatures } from "./statistics-features.ts";

const width = "width of the region between two parallel lines that enclose its pixels";
const exact = { diameters: feretDiameters };
const angle =
  "degrees in [0, 180) from the x axis (columns to the right) towards the y axis (rows downwards); of several, the smallest";
const angleOfOnePixel = "of several directions the smallest angle is given. Intensities do not matter.";
const feretReference =
  "L. R. Feret, La grosseur des grains des matières pulvérulentes, Premières communications de la Nouvelle Association Internationale pour l'Essai des Matériaux (1930); ISO 9276-6:2008.";

/** Direction of the least width. */
export const feretAngleMinimum = defineFeature({
  id: "morphology_feret_angle_minimum",
  definition: `Direction in which the ${width} is smallest: ${angle}.`,
  formula: "\\arg\\min_\\theta F(\\theta)",
  unit: "degree",
  dimensions: [2],
  names: { nyxus: "MIN_FERET_ANGLE" },
  reference: feretReference,
  degenerate: `One square pixel: 0; ${angleOfOnePixel}`,
  needs: exact,
  compute: ({ diameters }) => diameters.minimumAngle,
});

/** Direction of the largest width. */
export const feretAngleMaximum = defineFeature({
  id: "morphology_feret_angle_maximum",
  definition: `Direction in which the ${width} is largest: ${angle}.`,
  formula: "\\arg\\max_\\theta F(\\theta)",
  unit: "degree",
  dimensions: [2],
  names: { nyxus: "MAX_FERET_ANGLE" },
  reference: feretReference,
  degenerate: `One square pixel: 45; ${angleOfOnePixel}`,
  needs: exact,
  compute: ({ diameters }) => diameters.maximumAngle,
});

/** Feret diameters: extremes over all directions, other statistics over sampled ones. */
export function feretFeatures(parameters: CaliperParameters): readonly AnyFeature[] {
  const angleStep = parameters["caliper.angle_step"];
  const needs = { ...exact, sampled: feretStatistics(angleStep) };
  const features = statisticsFeatures(
    {
      name: "feret",
      symbol: "F",
      diameter: `${width} (minimum and maximum over all directions, other statistics over directions in equal steps)`,
      angleStep,
      reference: feretReference,
      onePixel: "1 to 1.414 for size 1",
      needs,
    },
    (values: { diameters: FeretDiameters; sampled: DiameterStatistics }, statistic) =>
      statistic === "minimum" || statistic === "maximum"
        ? values.diameters[statistic]
        : values.sampled[statistic],
  );
  // The extremes do not depend on the step.
  const described = features.map((feature) => {
    if (!/_(minimum|maximum)$/.test(feature.id)) return feature;
    const { parameters: _, ...rest } = feature;
    return { ...rest, needs: exact };
  });
  return [feretAngleMaximum, feretAngleMinimum, ...described];
}

/** Martin diameters: chords on lines that halve the area. */
export function martinFeatures(parameters: CaliperParameters): readonly AnyFeature[] {
  const angleStep = parameters["caliper.angle_step"];
  return statisticsFeatures(
    {
      name: "martin",
      symbol: "M",
      diameter:
        "Martin diameter over directions in equal steps: distance of the outermost points that the line of this direction which halves the area has in common with the region; 0 where that line runs between two parts",
      angleStep,
      reference: `G. Martin, Transactions of the Ceramic Society 23 (1924) 61; ${pahl}`,
      onePixel: "1 to 1.305 for size 1 and a step of 10 degrees",
      needs: { sections: sections(angleStep) },
    },
    (values: { sections: Sections }, statistic) => values.sections.martin[statistic],
  );
}

/** Nassenstein diameters: chords from a point of contact, perpendicular to the tangent. */
export function nassensteinFeatures(parameters: CaliperParameters): readonly AnyFeature[] {
  const angleStep = parameters["caliper.angle_step"];
  return statisticsFeatures(
    {
      name: "nassenstein",
      symbol: "N",
      diameter:
        "Nassenstein diameter over directions in equal steps: length of the chord from the region's point of contact with the tangent of this direction, perpendicular to it, up to where it first leaves the region. Angles run from the x axis towards the y axis; at 0 degrees the tangent touches the last row. Of a side in contact, the middle counts; of several points, the first along the tangent",
      angleStep,
      reference: pahl,
      onePixel: "1 to 1.305 for size 1 and a step of 10 degrees",
      needs: { sections: sections(angleStep) },
    },
    (values: { sections: Sections }, statistic) => values.sections.nassenstein[statistic],
  );
}
