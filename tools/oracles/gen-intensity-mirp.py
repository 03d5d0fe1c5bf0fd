#!/usr/bin/env python3
"""Intensity-based statistics by MIRP (IBSI 1, chapter 3.3)."""
import numpy as np

from common import FIXTURES, FINITE_NOTE, Golden, arguments, load
from peers import mirp_row

IDS = {
    "stat_mean": "mean", "stat_var": "variance", "stat_skew": "skewness", "stat_kurt": "excess_kurtosis", "stat_median": "median",
    "stat_min": "minimum", "stat_p10": "percentile_10", "stat_p90": "percentile_90", "stat_max": "maximum",
    "stat_iqr": "interquartile_range", "stat_range": "range", "stat_mad": "mean_absolute_deviation",
    "stat_rmad": "robust_mean_absolute_deviation", "stat_medad": "median_absolute_deviation", "stat_cov": "coefficient_of_variation",
    "stat_qcod": "quartile_coefficient_of_dispersion", "stat_energy": "energy", "stat_rms": "root_mean_square",
}
NOTES = {
    **FINITE_NOTE,
    "raised": "The tool returned no table for this ROI.",
    "constant-constant": "What the tool returns for a constant ROI, where the quotient is 0/0.",
    "zero-mean": "What the tool returns where the denominator is 0.",
}


SETTINGS = {"base_feature_families": "statistical", "by_slice": "true for images, false for the volume", "ibsi_compliant": True, "interpolation": "none", "resegmentation": "none"}


def emit(g, f, label):
    mask, image = f.mask(label), f.intensity
    if f.ndim == 2:
        mask, image = mask[None], image[None]
    row, problem = mirp_row(image, mask, by_slice=f.ndim == 2, base_feature_families="statistical")
    x = f.values(label)
    for feature, id in IDS.items():
        note = None
        if problem is not None:
            note = "raised"
        elif x.min() == x.max() and feature in ("stat_skew", "stat_kurt"):
            note = "constant-constant"
        elif (not x.any() and feature == "stat_cov") or (feature == "stat_qcod" and not np.percentile(x, (25, 75)).any()):
            note = "zero-mean"
        g.add(f.name, label, feature, f"intensity_{id}", row.get(feature), note=note)


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("intensity", "mirp", __file__, ("mirp", "numpy"), SETTINGS, NOTES)
    for name in FIXTURES:
        f = load(name)
        for label in f.rois:
            emit(g, f, label)
    g.write(args.out)


if __name__ == "__main__":
    main()
