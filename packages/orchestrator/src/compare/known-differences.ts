/**
 * Features that other programs define or compute differently, as found by running them or reading their source.
 * @module
 */
import type { Peer } from "./peer-formats.ts";

interface KnownDifference {
  /** Ids of the features. */
  readonly features: RegExp;
  readonly note: string;
}

const nyxus: readonly KnownDifference[] = [
  {
    features: /^intensity_(percentile_|interquartile_range|quartile_coefficient|robust_)/,
    note: "Nyxus reads percentiles from a histogram of 100 bins",
  },
  {
    features: /^intensity_hyper(skewness|flatness)$/,
    note: "Nyxus divides by powers of the sample standard deviation",
  },
  { features: /^intensity_uniformity$/, note: "Nyxus writes 0 for a ROI whose pixels are all 0" },
  {
    features: /^(glrlm|glszm|gldzm|ngtdm)_/,
    note: "Nyxus counts background of the bounding box as grey level 1",
  },
  { features: /^ngldm_/, note: "Nyxus has other grey levels here, floor(n x / max) from 0 to n" },
  {
    features: /^glcm_/,
    note: "Nyxus leaves out pixels of intensity 0 and approximates logarithms; the wheel 0.11.0 counts background as level 1",
  },
  { features: /^gldm_/, note: "Nyxus leaves out pixels of intensity 0 and approximates logarithms" },
  { features: /^morphology_area_um2$/, note: "Nyxus always writes 0" },
  {
    features:
      /^morphology_(weighted_centroid|mass_displacement|compactness|diameter_equal_area|aspect_ratio|euler_number)/,
    note: "the wheel 0.11.0 differs from Nyxus' documentation",
  },
  {
    features: /perimeter|circularity|form_factor|edge_intensity|geodetic|thickness/,
    note: "Nyxus sums the steps of a traced contour, jumps between its parts included",
  },
  {
    features: /convex|solidity|feret|martin|nassenstein|circle/,
    note: "Nyxus takes hulls and calipers of pixel centres, about a pixel smaller",
  },
  { features: /chord/, note: "Nyxus leaves out runs that reach the last row of a rotated image" },
  { features: /erosion/, note: "Nyxus does not erode the outer lines of the bounding box" },
  { features: /morphology_radius/, note: "Nyxus writes squares of approximate distances" },
  { features: /fractal/, note: "Nyxus counts boxes of another grid and walks along a joined contour" },
  {
    features: /hexagonality|polygonality/,
    note: "Nyxus exchanges the two and has its own hull and calipers",
  },
  {
    features: /^neighbours_/,
    note: "the wheel 0.11.0 writes squared distances and no touching pixels; Nyxus writes 0 where there is no neighbour",
  },
  { features: /^radial_distribution_/, note: "Nyxus counts pixels where CellProfiler adds intensities" },
  { features: /^zernike_/, note: "Nyxus uses the angular order m + 1" },
  {
    features: /weighted_(moment|hu)_/,
    note: "Nyxus weights with logarithms of approximate distances",
  },
  { features: /moment|_hu_/, note: "Nyxus rounds centroids down to whole pixels" },
  { features: /^image_quality_|sharpness/, note: "Nyxus reads other pixels than its definitions say" },
  {
    features: /^gabor_/,
    note: "Nyxus cuts magnitudes to whole numbers; its default frequencies are beyond that of Nyquist",
  },
];

const pyradiomics: readonly KnownDifference[] = [
  {
    features: /^glcm_correlation$/,
    note: "PyRadiomics writes 1 for a matrix of one grey level, where the correlation is undefined",
  },
  {
    features: /^intensity_(skewness|kurtosis)$/,
    note: "PyRadiomics writes 0 for a ROI of one intensity, where it is undefined",
  },
];

const cellprofiler: readonly KnownDifference[] = [
  {
    features: /edge_intensity/,
    note: "CellProfiler does not take the border of the image for an edge",
  },
  {
    features: /^glcm_/,
    note: "CellProfiler rounds intensities to 256 levels, which the profile cellprofiler does for 16-bit images, and leaves out pixels of level 0",
  },
];

export const knownDifferences: Readonly<Record<Peer, readonly KnownDifference[]>> = {
  nyxus,
  pyradiomics,
  cellprofiler,
};

/** Why a peer's values of this feature differ, where that is known. */
export const knownDifference = (peer: Peer, feature: string): string | undefined =>
  knownDifferences[peer].find(({ features }) => features.test(feature))?.note;
