import {
  type AnyFeature,
  defineSetFeature,
  type FeatureDescription,
  missing,
  type SetFeature,
  type Value,
} from "@pixelmetry/roi";
import { angleDeviation, angleMode, circularDeviation, circularMean, meanAngle } from "./angles.ts";
import {
  type Neighbourhood,
  neighbourhoods,
  neighbourNeeds,
  neighbourRecord,
  recordOf,
  shapeOf,
} from "./neighbourhood.ts";
import type { NeighbourParameters } from "./parameters.ts";

const cellprofiler =
  "CellProfiler, MeasureObjectNeighbors; A. E. Carpenter et al., Genome Biology 7 (2006) R100, doi:10.1186/gb-2006-7-10-r100; Nyxus, neighbour features.";
const circular =
  "N. I. Fisher, Statistical Analysis of Circular Data, Cambridge University Press (1993), doi:10.1017/CBO9780511564345.";
const none = "No neighbours: missing (no-neighbour). Size and intensities of a region do not matter.";
const one = `One neighbour: missing (undefined). ${none}`;
const degenerateCircular = `Directions that cancel: missing (undefined). ${none}`;

type Description = Pick<FeatureDescription, "id" | "definition" | "formula" | "unit" | "degenerate"> & {
  readonly nyxus?: string;
  readonly reference?: string;
};

const feature = (
  parameters: NeighbourParameters,
  { nyxus, reference = cellprofiler, ...description }: Description,
  of: (neighbourhood: Neighbourhood) => Value,
): SetFeature => {
  const distance = parameters["neighbours.distance"];
  return defineSetFeature({
    ...description,
    reference,
    dimensions: [2],
    names: nyxus === undefined ? {} : { nyxus },
    parameters: { "neighbours.distance": distance },
    group: `neighbours(${distance})`,
    needs: neighbourNeeds,
    record: neighbourRecord,
    recordOf,
    shapeOf,
    resolve: (records, rows, set) =>
      set.shared(() => neighbourhoods(records, neighbourRecord.length, rows, set, distance)).map(of),
  }) as SetFeature;
};

const angles = ({ neighbours }: Neighbourhood): number[] => neighbours.map(({ angle }) => angle);

/** Direction or distance of the neighbour with this rank. */
const ranked =
  (rank: number, quantity: "distance" | "angle") =>
  ({ neighbours }: Neighbourhood): Value =>
    neighbours[rank]?.[quantity] ?? missing("no-neighbour");

/** Features of neighbours, alphabetically. */
export const neighbourFeatures = (parameters: NeighbourParameters): readonly AnyFeature[] => [
  feature(
    parameters,
    {
      id: "neighbours_angle_circular_mean",
      definition:
        "Direction of the sum of unit vectors from the region's centroid to the centroids of its neighbours, from 0 to 360 degrees: the mean of directions that does not depend on where angles start.",
      formula: "\\operatorname{atan2}\\left(\\sum_j\\sin\\theta_j,\\ \\sum_j\\cos\\theta_j\\right)",
      unit: "degree",
      reference: circular,
      degenerate: degenerateCircular,
    },
    (neighbourhood) => circularMean(angles(neighbourhood)),
  ),
  feature(
    parameters,
    {
      id: "neighbours_angle_circular_standard_deviation",
      definition:
        "Circular standard deviation of the directions to the neighbours, from the length of the mean of unit vectors.",
      formula: "\\sqrt{-2\\ln\\bar R},\\quad \\bar R=\\frac{1}{N}\\left|\\sum_j e^{i\\theta_j}\\right|",
      unit: "degree",
      reference: circular,
      degenerate: degenerateCircular,
    },
    (neighbourhood) => circularDeviation(angles(neighbourhood)),
  ),
  feature(
    parameters,
    {
      id: "neighbours_angle_mean",
      definition:
        "Arithmetic mean of the directions to the neighbours as numbers from 0 to 360 degrees, as Nyxus defines it: directions on either side of the x axis average to the opposite one; see the circular mean.",
      formula: "\\frac{1}{N}\\sum_{j=1}^{N}\\theta_j",
      unit: "degree",
      nyxus: "ANG_BW_NEIGHBORS_MEAN",
      degenerate: none,
    },
    (neighbourhood) => meanAngle(angles(neighbourhood)),
  ),
  feature(
    parameters,
    {
      id: "neighbours_angle_mode",
      definition:
        "Most frequent direction to the neighbours, rounded to whole degrees from 0 to 359; the smallest of equally frequent ones.",
      formula:
        "\\min\\operatorname*{arg\\,max}_{a}\\left|\\{j:\\lfloor\\theta_j+\\tfrac12\\rfloor\\bmod 360=a\\}\\right|",
      unit: "degree",
      nyxus: "ANG_BW_NEIGHBORS_MODE",
      degenerate: none,
    },
    (neighbourhood) => angleMode(angles(neighbourhood)),
  ),
  feature(
    parameters,
    {
      id: "neighbours_angle_standard_deviation",
      definition:
        "Standard deviation (with N - 1) of the directions to the neighbours as numbers from 0 to 360 degrees, as Nyxus defines it; see the circular standard deviation.",
      formula: "\\sqrt{\\frac{1}{N-1}\\sum_{j=1}^{N}(\\theta_j-\\bar\\theta)^2}",
      unit: "degree",
      nyxus: "ANG_BW_NEIGHBORS_STDDEV",
      degenerate: one,
    },
    (neighbourhood) => angleDeviation(angles(neighbourhood)),
  ),
  feature(
    parameters,
    {
      id: "neighbours_closest_angle",
      definition:
        "Direction from the region's centroid to that of its closest neighbour by centroids, from 0 to 360 degrees, clockwise from the x axis as y points down.",
      formula: "\\theta_1=\\operatorname{atan2}(\\bar y_{(1)}-\\bar y,\\ \\bar x_{(1)}-\\bar x)",
      unit: "degree",
      nyxus: "CLOSEST_NEIGHBOR1_ANG",
      degenerate: none,
    },
    ranked(0, "angle"),
  ),
  feature(
    parameters,
    {
      id: "neighbours_closest_distance",
      definition: "Distance of the centroids of the region and of its closest neighbour by centroids.",
      formula: "\\min_j\\lVert\\bar p_j-\\bar p\\rVert",
      unit: "length",
      nyxus: "CLOSEST_NEIGHBOR1_DIST",
      degenerate: none,
    },
    ranked(0, "distance"),
  ),
  feature(
    parameters,
    {
      id: "neighbours_count",
      definition:
        "Number of regions with a boundary pixel whose centre is at most the given distance from that of a boundary pixel of this region.",
      formula:
        "\\left|\\{j\\neq i:\\min_{p\\in\\partial i,\\,q\\in\\partial j}\\lVert p-q\\rVert\\le d\\}\\right|",
      unit: "count",
      nyxus: "NUM_NEIGHBORS",
      degenerate: "No neighbours: 0. Size and intensities of a region do not matter.",
    },
    ({ neighbours }) => neighbours.length,
  ),
  feature(
    parameters,
    {
      id: "neighbours_percent_touching",
      definition:
        "Percentage of the region's boundary pixels (those with an edge or corner in common with a pixel outside) that have an edge or corner in common with a pixel of another region, whatever the distance of neighbours is.",
      formula:
        "100\\,\\frac{\\left|\\{p\\in\\partial i:\\exists\\,q\\in j\\neq i,\\ \\lVert p-q\\rVert_\\infty=1\\}\\right|}{|\\partial i|}",
      unit: "percent",
      nyxus: "PERCENT_TOUCHING",
      degenerate: "No region touches: 0. Size and intensities of a region do not matter.",
    },
    ({ boundaryPixels, touchingPixels }) => (100 * touchingPixels) / boundaryPixels,
  ),
  feature(
    parameters,
    {
      id: "neighbours_second_closest_angle",
      definition:
        "Direction from the region's centroid to that of its second closest neighbour by centroids.",
      formula: "\\theta_2=\\operatorname{atan2}(\\bar y_{(2)}-\\bar y,\\ \\bar x_{(2)}-\\bar x)",
      unit: "degree",
      nyxus: "CLOSEST_NEIGHBOR2_ANG",
      degenerate: `Fewer than two neighbours: missing (no-neighbour).`,
    },
    ranked(1, "angle"),
  ),
  feature(
    parameters,
    {
      id: "neighbours_second_closest_distance",
      definition: "Distance of the centroids of the region and of its second closest neighbour by centroids.",
      formula: "\\lVert\\bar p_{(2)}-\\bar p\\rVert",
      unit: "length",
      nyxus: "CLOSEST_NEIGHBOR2_DIST",
      degenerate: `Fewer than two neighbours: missing (no-neighbour).`,
    },
    ranked(1, "distance"),
  ),
];
