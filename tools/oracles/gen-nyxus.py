#!/usr/bin/env python3
"""What Nyxus (the wheel) gives on the `cells` fixture, for the comparison table; no test takes these rows as truth.

Each row says whether it is expected to agree with the definition behind its id, and if not, why (`note`).
GLCM is run twice: as it is by default, and with ibsi=True on an image that already holds the grey levels 1..64.
"""
import numpy as np

from common import Golden, arguments, load
from discretise import fixed_bin_number
from nyxus_run import run

INTENSITY = {
    "MEAN": "mean", "INTEGRATED_INTENSITY": "integrated", "MEDIAN": "median", "MODE": "mode", "MIN": "minimum", "MAX": "maximum", "RANGE": "range",
    "P01": "percentile_1", "P10": "percentile_10", "P25": "percentile_25", "P75": "percentile_75", "P90": "percentile_90", "P99": "percentile_99",
    "INTERQUARTILE_RANGE": "interquartile_range", "QCOD": "quartile_coefficient_of_dispersion", "VARIANCE_BIASED": "variance",
    "STANDARD_DEVIATION_BIASED": "standard_deviation", "VARIANCE": "sample_variance", "STANDARD_DEVIATION": "sample_standard_deviation",
    "STANDARD_ERROR": "standard_error", "COV": "sample_coefficient_of_variation", "SKEWNESS": "skewness", "KURTOSIS": "kurtosis",
    "EXCESS_KURTOSIS": "excess_kurtosis", "HYPERSKEWNESS": "hyperskewness", "HYPERFLATNESS": "hyperflatness",
    "MEAN_ABSOLUTE_DEVIATION": "mean_absolute_deviation", "MEDIAN_ABSOLUTE_DEVIATION": "median_absolute_deviation", "ROBUST_MEAN": "robust_mean",
    "ROBUST_MEAN_ABSOLUTE_DEVIATION": "robust_mean_absolute_deviation", "ENERGY": "energy", "ROOT_MEAN_SQUARED": "root_mean_square",
    "UNIFORMITY_PIU": "uniformity_piu", "COVERED_IMAGE_INTENSITY_RANGE": "covered_image_range", "ENTROPY": "entropy", "UNIFORMITY": "uniformity",
}
INTENSITY_CONFIG = {"HYPERSKEWNESS": "sample", "HYPERFLATNESS": "sample", "COVERED_IMAGE_INTENSITY_RANGE": "labelled", "ENTROPY": "fbn64", "UNIFORMITY": "fbn64"}
INTENSITY_OFF = {**dict.fromkeys(("P01", "P10", "P25", "P75", "P90", "P99", "INTERQUARTILE_RANGE", "QCOD", "ROBUST_MEAN_ABSOLUTE_DEVIATION"), "A18"), "ROBUST_MEAN": "robust-mean-0"}
UNDEFINED_WHEN_CONSTANT = ("UNIFORMITY", "SKEWNESS", "KURTOSIS", "EXCESS_KURTOSIS", "HYPERSKEWNESS", "HYPERFLATNESS", "COV", "QCOD", "UNIFORMITY_PIU")

ELLIPSE = ("MAJOR_AXIS_LENGTH", "MINOR_AXIS_LENGTH", "ELONGATION", "ECCENTRICITY", "ORIENTATION", "ROUNDNESS")
S = "spacing_1"
MORPHOLOGY = {
    "AREA_PIXELS_COUNT": ("area", S), "AREA_UM2": ("area_um2", S), "CENTROID_X": ("centroid_x", S), "CENTROID_Y": ("centroid_y", S),
    "WEIGHTED_CENTROID_X": ("weighted_centroid_x", S), "WEIGHTED_CENTROID_Y": ("weighted_centroid_y", S), "MASS_DISPLACEMENT": ("mass_displacement", S),
    "COMPACTNESS": ("compactness", S), "BBOX_XMIN": ("bbox_x_min", None), "BBOX_YMIN": ("bbox_y_min", None), "BBOX_WIDTH": ("bbox_width", None),
    "BBOX_HEIGHT": ("bbox_height", None), "DIAMETER_EQUAL_AREA": ("diameter_equal_area", S), "EXTENT": ("extent", None), "ASPECT_RATIO": ("aspect_ratio", None),
    "MAJOR_AXIS_LENGTH": ("axis_major_length", f"square_pixels {S}"), "MINOR_AXIS_LENGTH": ("axis_minor_length", f"square_pixels {S}"),
    "ELONGATION": ("elongation", f"square_pixels {S}"), "ECCENTRICITY": ("eccentricity", f"square_pixels {S}"), "ROUNDNESS": ("roundness", f"square_pixels {S}"),
    "ORIENTATION": ("orientation", f"from_columns square_pixels {S}"), "EULER_NUMBER": ("euler_number", None),
    **{f"EXTREMA_P{i}_{c}": (f"extrema_p{i}_{c.lower()}", None) for i in range(1, 9) for c in "XY"},
}
MORPHOLOGY_OFF = {
    "AREA_UM2": "A12", "WEIGHTED_CENTROID_X": "wheel-centroid", "WEIGHTED_CENTROID_Y": "wheel-centroid", "MASS_DISPLACEMENT": "wheel-centroid",
    "DIAMETER_EQUAL_AREA": "wheel-diameter", "ASPECT_RATIO": "wheel-aspect", "COMPACTNESS": "wheel-compactness", "EULER_NUMBER": "wheel-euler",
}

GLCM = {
    "JMAX": "joint_maximum", "JAVE": "joint_average", "JVAR": "joint_variance", "JE": "joint_entropy", "DIFAVE": "difference_average", "DIFVAR": "difference_variance",
    "DIFENTRO": "difference_entropy", "SUMAVERAGE": "sum_average", "SUMVARIANCE": "sum_variance", "SUMENTROPY": "sum_entropy", "ASM": "angular_second_moment",
    "CONTRAST": "contrast", "DIS": "dissimilarity", "ID": "inverse_difference", "IDN": "normalised_inverse_difference", "IDM": "inverse_difference_moment",
    "IDMN": "normalised_inverse_difference_moment", "IV": "inverse_variance", "CORRELATION": "correlation", "ACOR": "autocorrelation", "CLUTEND": "cluster_tendency",
    "CLUSHADE": "cluster_shade", "CLUPROM": "cluster_prominence", "INFOMEAS1": "information_correlation_1", "INFOMEAS2": "information_correlation_2",
    "HOM2": "homogeneity_2", "VARIANCE": "variance",
}
GLCM_OFF = {"HOM2": "wheel-hom2"}
LOGARITHM = {"JE": 5e-3, "DIFENTRO": 5e-3, "SUMENTROPY": 5e-3, "INFOMEAS1": 2e-2, "INFOMEAS2": 2e-2}

NOTES = {
    "A18": "Percentiles are interpolated in a histogram of 100 equal bins, not between order statistics; everything built on them follows.",
    "constant": "0 for a constant ROI: the definition is 0/0 or has no bins; an all-zero ROI also gets uniformity 0 instead of 1.",
    "robust-mean-0": "This version always returns 0.",
    "A12": "Always 0: the physical pixel size never reaches the feature.",
    "wheel-centroid": "This version's weighted centroid is one pixel too large in x and in y; the mass displacement follows.",
    "wheel-diameter": "This version returns 4 n / pi, the square of the diameter.",
    "wheel-aspect": "This version divides integers.",
    "wheel-euler": "This version's Euler number does not equal components minus holes under any connectivity.",
    "wheel-compactness": "This version returns another statistic, 1.9 to 2.3 times the one that later versions document.",
    "wheel-hom2": "This version sums counts, not probabilities.",
    "background": "Pixels of the bounding box outside the ROI take part as level 1, and the matrix is one-way.",
}


COMMON = {"input": "one-tile TIFF, featurize_directory", "n_feature_calc_threads": 1, "coarse_gray_depth": 64}
MORPHOLOGY_FEATURES = ["*BASIC_MORPHOLOGY*", *ELLIPSE, "EULER_NUMBER", *(k for k in MORPHOLOGY if k.startswith("EXTREMA"))]
GLCM_SETTINGS = {
    "offset": "set_metaparam('glcm/offset=1'): this version's default is 0, which pairs every pixel with itself (contrast 0 everywhere)",
    "nyxus64_box": "default binning, 64 levels of x / max, one-way matrices; the background of the bounding box is counted as level 1",
    "fbn64": "ibsi=True on an image that holds the levels of fixed bin number 64 (no further binning, symmetric matrices)",
    "tolerance": "entropies and information correlations use a quadratic approximation of the logarithm",
    "not_repeated": "ENERGY (ASM again), HOM1 (ID again, to rounding), ENTROPY (not an entropy of probabilities in this version)",
}


def emit_intensity(g, f):
    rows = run(f.intensity, f.labels, ["*ALL_INTENSITY*"], {})
    for label in f.rois:
        x = f.values(label)
        for code, id in INTENSITY.items():
            off = INTENSITY_OFF.get(code)
            if x.min() == x.max() and code in UNDEFINED_WHEN_CONSTANT:
                off = "constant"
            g.add(f.name, label, code, f"intensity_{id}", rows[label][code], INTENSITY_CONFIG.get(code), off, expected_to_agree=off is None)


def emit_morphology(g, f):
    rows = run(f.intensity, f.labels, MORPHOLOGY_FEATURES, {})
    for label in f.rois:
        for code, (id, config) in MORPHOLOGY.items():
            off = MORPHOLOGY_OFF.get(code)
            g.add(f.name, label, code, f"morphology_{id}", rows[label][code], config, off, expected_to_agree=off is None, period=180 if code == "ORIENTATION" else None)


def emit_glcm(g, f, suffixes=("AVE", 0, 45, 90, 135), with_default=True):
    levels = np.zeros(f.labels.shape, np.uint16)
    for label in f.rois:
        level = fixed_bin_number(f.values(label), 64)
        levels[f.mask(label)] = 1 if level is None else level
    default, ibsi = run(f.intensity, f.labels, ["*ALL_GLCM*"], {}), run(levels, f.labels, ["*ALL_GLCM*"], {"ibsi": True})
    for label in f.rois:
        constant = f.values(label).min() == f.values(label).max()
        for suffix in suffixes:
            for code, id in GLCM.items():
                if code == "HOM2" and suffix == "AVE":
                    continue
                column = f"GLCM_{code}_{suffix}"
                if suffix == "AVE" and with_default:
                    g.add(f.name, label, column, f"glcm_{id}", default[label][column], "nyxus64_box_d1_2D_avg", "background", expected_to_agree=False)
                config = "fbn64_d1_2D_avg" if suffix == "AVE" else f"fbn64_d1_angle_{suffix}_symmetric"
                off = "constant" if constant else GLCM_OFF.get(code)
                g.add(f.name, label, column, f"glcm_{id}", ibsi[label][column], config, off, expected_to_agree=off is None, tolerance=LOGARITHM.get(code))


def main():
    args = arguments(__doc__).parse_args()
    f = load("cells")
    settings = {
        "intensity": {"features": ["*ALL_INTENSITY*"]},
        "morphology": {"features": MORPHOLOGY_FEATURES, "axis_lengths": "wrong (by a factor of 4 and more) unless *BASIC_MORPHOLOGY* is asked for too"},
        "glcm": GLCM_SETTINGS,
    }
    for family, emit in (("intensity", emit_intensity), ("morphology", emit_morphology), ("glcm", emit_glcm)):
        g = Golden(family, "nyxus", __file__, ("nyxus",), {**COMMON, **settings[family]}, NOTES, "comparison")
        emit(g, f)
        g.write(args.out)


if __name__ == "__main__":
    main()
