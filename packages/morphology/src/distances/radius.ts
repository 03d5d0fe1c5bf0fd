import { type AnyFeature, defineFeature, type Feature, type Multiset, valueAtRank } from "@pixelmetry/roi";
import { edgeDistances } from "./edge-distances.ts";

const radius = (
  name: "maximum" | "mean" | "median",
  names: Feature["names"],
  formula: string,
  of: (squares: Multiset) => number,
): Feature =>
  defineFeature({
    id: `morphology_radius_${name}`,
    definition: `${name[0].toUpperCase()}${name.slice(1)} over the pixels of the region of the Euclidean distance to the nearest background pixel, centre to centre. Pixels beyond the image are background.`,
    formula,
    unit: "length",
    dimensions: [2],
    names,
    reference:
      "CellProfiler, MeasureObjectSizeShape; Nyxus, ROI radius (there squared, and from approximate distances to the contour).",
    degenerate: "One pixel: the size of a pixel, the smaller of both. Intensities do not matter.",
    needs: { squares: edgeDistances },
    compute: ({ squares }) => of(squares),
  }) as Feature;

const distance = "\\min_{q\\notin R}\\lVert p-q\\rVert_2";

export const radiusMaximum = radius(
  "maximum",
  { nyxus: "ROI_RADIUS_MAX", cellprofiler: "AreaShape_MaximumRadius" },
  `\\max_{p\\in R}\\ ${distance}`,
  ({ values }) => Math.sqrt(values[values.length - 1]),
);

export const radiusMean = radius(
  "mean",
  { nyxus: "ROI_RADIUS_MEAN", cellprofiler: "AreaShape_MeanRadius" },
  `\\frac{1}{n}\\sum_{p\\in R}\\ ${distance}`,
  ({ n, values, counts }) => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += counts[i] * Math.sqrt(values[i]);
    return sum / n;
  },
);

export const radiusMedian = radius(
  "median",
  { nyxus: "ROI_RADIUS_MEDIAN", cellprofiler: "AreaShape_MedianRadius" },
  `\\operatorname*{median}_{p\\in R}\\ ${distance}`,
  // The mean of the two middle distances, not of their squares.
  (squares) => {
    const low = valueAtRank(squares, Math.floor((squares.n - 1) / 2));
    const high = valueAtRank(squares, Math.floor(squares.n / 2));
    return (Math.sqrt(low) + Math.sqrt(high)) / 2;
  },
);

export const radiusFeatures: readonly AnyFeature[] = [radiusMaximum, radiusMean, radiusMedian];
