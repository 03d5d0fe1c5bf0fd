import { type AnyFeature, defineFeature, type Feature, type FeatureDescription } from "@pixelmetry/roi";
import { pahl } from "../sources.ts";
import { type Chords, chords } from "./chords.ts";
import type { ChordParameters } from "./parameters.ts";

type Statistic = "mean" | "median" | "minimum" | "minimumAngle" | "mode" | "standardDeviation";

interface Kind {
  readonly key: "all" | "longest";
  /** In ids and Nyxus codes. */
  readonly id: string;
  readonly nyxus: string;
  /** Symbol of the sample, and what it is. */
  readonly symbol: string;
  readonly words: string;
  readonly onePixel: string;
}

const lines =
  "parallel lines, each line cut to its longest chord; the lines of a direction lie in the middle of equal strips, at most as far apart as rows at 0 degrees, columns at 90";

const kinds: readonly Kind[] = [
  {
    key: "all",
    id: "chord",
    nyxus: "ALLCHORDS",
    symbol: "c_{ij}",
    words: `chords of the region over directions in equal steps and ${lines}`,
    onePixel: "0.707 to 1.051 for a step of 9 degrees",
  },
  {
    key: "longest",
    id: "longest_chord",
    nyxus: "MAXCHORDS",
    symbol: "\\max_j c_{ij}",
    words: `longest chords of the region in each of the directions in equal steps, over ${lines}`,
    onePixel: "0.707 to 1.051 for a step of 9 degrees",
  },
];

const statistics: readonly {
  readonly key: Statistic;
  readonly id: string;
  readonly nyxus: string;
  readonly words: string;
  readonly formula: (symbol: string) => string;
}[] = [
  {
    key: "mean",
    id: "mean",
    nyxus: "MEAN",
    words: "Mean of the",
    formula: (c) => `\\bar c=\\operatorname{mean}_{i,j}\\,${c}`,
  },
  {
    key: "median",
    id: "median",
    nyxus: "MEDIAN",
    words: "Median of the",
    formula: (c) => `\\operatorname{median}_{i,j}\\,${c}`,
  },
  {
    key: "minimum",
    id: "minimum",
    nyxus: "MIN",
    words: "Smallest of the",
    formula: (c) => `\\min_{i,j} ${c}`,
  },
  {
    key: "minimumAngle",
    id: "minimum_angle",
    nyxus: "MIN_ANG",
    words:
      "Direction, degrees in [0, 180) from the x axis towards the y axis (rows downwards), of several the smallest, of the smallest of the",
    formula: (c) => `\\theta_i,\\ (i,j)=\\arg\\min_{i,j} ${c}`,
  },
  {
    key: "mode",
    id: "mode",
    nyxus: "MODE",
    words:
      "Most frequent (lower end of the fullest class, one pixel wide and counted from 0; the first of several) of the",
    formula: (c) => `s\\,\\operatorname{mode}_{i,j}\\left\\lfloor ${c}/s\\right\\rfloor,\\ s=\\sqrt{s_x s_y}`,
  },
  {
    key: "standardDeviation",
    id: "standard_deviation",
    nyxus: "STDDEV",
    words: "Standard deviation, with their number in the denominator, of the",
    formula: (c) => `\\sqrt{\\operatorname{mean}_{i,j}\\left(${c}-\\bar c\\right)^2}`,
  },
];

const reference = `${pahl} imea, statistical lengths; Nyxus, chords (there of truncated coordinates, without chords that end in the last row, angles in radians from the y axis).`;

const feature = (
  parameters: ChordParameters,
  description: Pick<FeatureDescription, "id" | "definition" | "formula" | "unit" | "names">,
  onePixel: string,
  of: (chords: Chords) => number,
): Feature => {
  const step = parameters["chords.angle_step"];
  return defineFeature({
    ...description,
    dimensions: [2],
    reference,
    degenerate: `One pixel of size 1: ${onePixel}. Intensities do not matter.`,
    parameters: { "chords.angle_step": step },
    needs: { chords: chords(step) },
    compute: ({ chords: found }) => of(found),
  }) as Feature;
};

/** Features of chords, alphabetically within each kind. */
export const chordFeatures = (parameters: ChordParameters): readonly AnyFeature[] => [
  feature(
    parameters,
    {
      id: "morphology_chord_maximum",
      definition: `Largest of the ${kinds[0].words}; the largest over lines is also the largest over directions.`,
      formula: "\\max_{i,j} c_{ij}",
      unit: "length",
      names: { nyxus: "ALLCHORDS_MAX", nyxusAliases: ["MAXCHORDS_MAX"] },
    },
    "1.051 for a step of 9 degrees",
    ({ all }) => all.maximum,
  ),
  feature(
    parameters,
    {
      id: "morphology_chord_maximum_angle",
      definition: `Direction, degrees in [0, 180) from the x axis towards the y axis (rows downwards), of several the smallest, of the largest of the ${kinds[0].words}.`,
      formula: "\\theta_i,\\ (i,j)=\\arg\\max_{i,j} c_{ij}",
      unit: "degree",
      names: { nyxus: "ALLCHORDS_MAX_ANG", nyxusAliases: ["MAXCHORDS_MAX_ANG"] },
    },
    "18 for a step of 9 degrees",
    ({ maximumAngle }) => maximumAngle,
  ),
  ...kinds.flatMap(({ key, id, nyxus, symbol, words, onePixel }) =>
    statistics.map((s) =>
      feature(
        parameters,
        {
          id: `morphology_${id}_${s.id}`,
          definition: `${s.words} ${words}.`,
          formula: s.formula(symbol),
          unit: s.key === "minimumAngle" ? "degree" : "length",
          names: { nyxus: `${nyxus}_${s.nyxus}` },
        },
        onePixel,
        (found) => found[key][s.key],
      ),
    ),
  ),
];
