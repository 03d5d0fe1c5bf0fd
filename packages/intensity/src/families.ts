import { defineFamily, discretisationOf, discretisationParameters } from "@pixelmetry/roi";
import { intensityDistribution } from "./distribution/family.ts";
import { alsoForVolumes, histogramFeatures, intensityFeatures } from "./features.ts";
import { imageQualityFeatures } from "./image-quality/features.ts";
import { intensityHistogramFeatures } from "./intensity-histogram/features.ts";
import { intensityMoments } from "./moments/intensity-moments.ts";
import { intensityPosition } from "./position/family.ts";
import { radialDistributionFeatures } from "./radial-distribution/features.ts";

/** Focus, saturation and sharpness. */
export const imageQuality = defineFamily({
  id: "image_quality",
  title: "Image quality",
  description:
    "Focus, saturation, spectrum and sharpness of the image of a ROI's bounding box, 0 outside the ROI. Meant for whole images: label every pixel 1, or measure without labels.",
  nyxusGroups: ["*ALL_IMQ*"],
  parameters: {},
  features: () => imageQualityFeatures,
});

/** First-order statistics of the intensities. */
export const intensity = defineFamily({
  id: "intensity",
  title: "First-order intensity statistics",
  description:
    "Location, spread, shape and order statistics of the intensities inside a ROI, taken as they are; only entropy and uniformity use grey levels. Where the pixels lie does not matter. NaN and infinite pixels are left out.",
  nyxusGroups: ["*ALL_INTENSITY*", "*3D_ALL_INTENSITY*"],
  parameters: discretisationParameters,
  features: (parameters) => intensityFeatures(discretisationOf(parameters)).map(alsoForVolumes),
});

/** Histogram of grey levels. */
export const histogram = defineFamily({
  id: "histogram",
  title: "Intensity histogram",
  description:
    "Number of pixels of the ROI per grey level. There are as many columns as discretisation.bins, by default one for each of 64 equal bins between the ROI's smallest and largest intensity.",
  nyxusGroups: [],
  parameters: discretisationParameters,
  features: (parameters) => histogramFeatures(discretisationOf(parameters)),
});

/** Statistics of the histogram of grey levels. */
export const intensityHistogram = defineFamily({
  id: "intensity_histogram",
  title: "Intensity histogram statistics",
  description:
    "Location, spread and shape of the distribution of a ROI's grey levels, its steepest slopes and its bins; each in grey levels and, with every pixel taken as the middle of its bin, in intensity units. NaN and infinite pixels are left out.",
  nyxusGroups: ["*ALL_IH*"],
  parameters: discretisationParameters,
  features: (parameters) => intensityHistogramFeatures(discretisationOf(parameters)),
});

/** Geometric moments of the intensities. */
export const momentsIntensity = defineFamily({
  id: "moments_intensity",
  title: "Moments of the intensities",
  description:
    "Raw, central and normalised moments up to order 3 in x and y and the invariants of Hu, with every pixel counting as its intensity, and the same weighted by the distance to the edge.",
  nyxusGroups: ["*GEOMOMS*", "*IGEOMOMS*"],
  parameters: {},
  features: () => intensityMoments,
});

/** Intensity between the centre and the edge. */
export const radialDistribution = defineFamily({
  id: "radial_distribution",
  title: "Radial distribution of the intensities",
  description:
    "How the intensity of a ROI is distributed over rings from its deepest pixel to its edge, as CellProfiler measures it: share of the intensity, mean relative to that of the ROI, and variation around the ring.",
  nyxusGroups: [],
  parameters: {
    "radial.bins": {
      default: 8,
      description: "Number of rings between the centre and the edge (Nyxus: 8, CellProfiler: 4)",
      minimum: 1,
      maximum: 256,
      integer: true,
    },
  },
  features: (parameters) => radialDistributionFeatures(parameters["radial.bins"]),
});

/** The families of this package. */
export const families = [
  histogram,
  imageQuality,
  intensity,
  intensityDistribution,
  intensityHistogram,
  intensityPosition,
  momentsIntensity,
  radialDistribution,
];
