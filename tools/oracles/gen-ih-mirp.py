#!/usr/bin/env python3
"""Statistics of the intensity histogram by MIRP (IBSI 1, chapter 3.4)."""
from common import FINITE_NOTE, FIXTURES, Golden, arguments, load
from discretise import fixed_bin_number
from peers import mirp_row

IDS = {
    "mean": "mean", "var": "variance", "skew": "skewness", "kurt": "excess_kurtosis", "median": "median", "min": "minimum", "p10": "percentile_10",
    "p90": "percentile_90", "max": "maximum", "mode": "mode", "iqr": "interquartile_range", "range": "range", "mad": "mean_absolute_deviation",
    "rmad": "robust_mean_absolute_deviation", "medad": "median_absolute_deviation", "cov": "coefficient_of_variation",
    "qcod": "quartile_coefficient_of_dispersion", "entropy": "entropy", "uniformity": "uniformity", "max_grad": "maximum_gradient",
    "max_grad_g": "maximum_gradient_grey_level", "min_grad": "minimum_gradient", "min_grad_g": "minimum_gradient_grey_level",
}
NOTES = {
    **FINITE_NOTE,
    "raised": "The tool returned no table for this ROI.",
    "constant": "Constant ROI: the tool puts every pixel into the level in the middle.",
}
SETTINGS = {"base_feature_families": "intensity_histogram", "by_slice": "true for images, false for the volume", "fbn8": "fixed_bin_number, 8 bins", "fbn64": "fixed_bin_number, 64 bins"}


def emit(g, f, label, bins):
    mask, image = f.mask(label), f.intensity
    if f.ndim == 2:
        mask, image = mask[None], image[None]
    x = f.values(label)
    row, problem = mirp_row(image, mask, by_slice=f.ndim == 2, base_feature_families="intensity_histogram", base_discretisation_method="fixed_bin_number", base_discretisation_n_bins=bins)
    level = fixed_bin_number(x, bins)
    for short, id in IDS.items():
        column = f"ih_{short}_fbn_n{bins}"
        note = "raised" if problem is not None else "constant" if level is None else None
        g.add(f.name, label, f"ih_{short}", f"intensity_histogram_{id}", row[column] if problem is None else None, f"fbn{bins}", note)


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("ih", "mirp", __file__, ("mirp", "numpy"), SETTINGS, NOTES)
    for bins, names in ((64, FIXTURES), (8, ("cells", "float"))):
        for name in names:
            f = load(name)
            for label in f.rois:
                emit(g, f, label, bins)
    g.write(args.out)


if __name__ == "__main__":
    main()
