#!/usr/bin/env python3
"""Co-occurrence features by MIRP: all six IBSI aggregations, fixed bin number and fixed bin size."""
import math

import numpy as np

from common import FINITE_NOTE, Golden, arguments, load
from discretise import fixed_bin_number, fixed_bin_size
from ibsi_glcm import ANGLES, matrix
from peers import mirp_row

IDS = {
    "joint_max": "joint_maximum", "joint_avg": "joint_average", "joint_var": "joint_variance", "joint_entr": "joint_entropy", "diff_avg": "difference_average",
    "diff_var": "difference_variance", "diff_entr": "difference_entropy", "sum_avg": "sum_average", "sum_var": "sum_variance", "sum_entr": "sum_entropy",
    "energy": "angular_second_moment", "contrast": "contrast", "dissimilarity": "dissimilarity", "inv_diff": "inverse_difference",
    "inv_diff_norm": "normalised_inverse_difference", "inv_diff_mom": "inverse_difference_moment", "inv_diff_mom_norm": "normalised_inverse_difference_moment",
    "inv_var": "inverse_variance", "corr": "correlation", "auto_corr": "autocorrelation", "clust_tend": "cluster_tendency", "clust_shade": "cluster_shade",
    "clust_prom": "cluster_prominence", "info_corr1": "information_correlation_1", "info_corr2": "information_correlation_2",
}
METHODS = {"2D_avg": ("2d_average", "2d_avg"), "2D_mrg": ("2d_slice_merge", "2d_s_mrg"), "2.5D_avg": ("2.5d_direction_merge", "2.5d_d_mrg"),
           "2.5D_mrg": ("2.5d_volume_merge", "2.5d_v_mrg"), "3D_avg": ("3d_average", "3d_avg"), "3D_mrg": ("3d_volume_merge", "3d_v_mrg")}
PLANE, SIX = ["2D_avg", "2D_mrg"], list(METHODS)
ORIGIN = {"cells": 0, "volume": -500, "float": -200}
PLAN = [
    ("cells", "fbn64", 1, PLANE), ("cells", "fbn64", 2, ["2D_avg"]), ("cells", "fbn64", 3, ["2D_avg"]), ("cells", "fbs25", 1, PLANE), ("edge", "fbn64", 1, PLANE),
    ("float", "fbn64", 1, PLANE), ("float", "fbs25", 1, PLANE), ("volume", "fbn64", 1, SIX), ("volume", "fbn64", 2, ["3D_avg", "3D_mrg"]), ("volume", "fbs25", 1, SIX),
]
NOTES = {
    **FINITE_NOTE,
    "raised": "The tool returned no value for this ROI.",
    "constant": "Constant ROI: with 64 bins the tool puts every pixel into level 32.",
    "one-level": "A matrix with one grey level: the tool gives the 0/0 of correlation and of information correlation 1 a number, and inverse variance none.",
    "no-off-diagonal": "A direction without two different levels has inverse variance 0 by the definition; the tool leaves it out of the mean.",
}


def one_sided(mask, level, distance):
    """Whether some direction of the plane has pairs, but none of two different levels."""
    at = {(int(x), int(y)): int(v) for (y, x), v in zip(np.argwhere(mask), level)}
    matrices = [matrix(at, (distance * dx, distance * dy)) for dx, dy in ANGLES.values()]
    return any(m and all(i == j for i, j in m) for m in matrices)


SETTINGS = {"symmetric": True, "interpolation": "none", "fbn64": "base_discretisation_method fixed_bin_number, 64 bins",
 "fbs25": "base_discretisation_method fixed_bin_size, width 25, from the lower bound of resegmentation_intensity_range", "fbs25_origin": ORIGIN,
 "aggregation": {k: v[0] for k, v in METHODS.items()}}


def emit(g, f, label, discretisation, distance, aggregations):
    mask, image = f.mask(label), f.intensity
    if f.ndim == 2:
        mask, image = mask[None], image[None]
    x = f.values(label)
    if discretisation == "fbn64":
        setting, suffix = {"base_discretisation_method": "fixed_bin_number", "base_discretisation_n_bins": 64}, "fbn_n64"
    else:
        assert x.min() >= ORIGIN[f.name]
        setting = {"base_discretisation_method": "fixed_bin_size", "base_discretisation_bin_width": 25.0, "resegmentation_intensity_range": [float(ORIGIN[f.name]), math.nan]}
        suffix = "fbs_w25.0"
    level = fixed_bin_number(x, 64) if discretisation == "fbn64" else fixed_bin_size(x, 25, ORIGIN[f.name])
    row, problem = mirp_row(image, mask, by_slice=f.ndim == 2, base_feature_families="glcm", glcm_distance=float(distance),
                            glcm_spatial_method=[METHODS[a][0] for a in aggregations], **setting)
    for a in aggregations:
        for short, id in IDS.items():
            column = f"cm_{short}_d{distance}_{METHODS[a][1]}_{suffix}"
            if problem is None and column not in row:
                raise KeyError(f"{column} not in {list(row)[-5:]}")
            value = row.get(column)
            note = "raised" if problem else None
            if problem is None and x.min() == x.max() and discretisation == "fbn64":
                note = "constant"
            elif problem is None and short in ("corr", "info_corr1", "inv_var") and np.unique(level).size == 1:
                note = "one-level"
            elif problem is None and short == "inv_var" and a == "2D_avg" and f.ndim == 2 and one_sided(f.mask(label), level, distance):
                note = "no-off-diagonal"
            g.add(f.name, label, f"cm_{short}", f"glcm_{id}", value, f"{discretisation}_d{distance}_{a}", note)


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("glcm", "mirp", __file__, ("mirp", "numpy"), SETTINGS, NOTES)
    for name, *what in PLAN:
        f = load(name)
        for label in f.rois:
            emit(g, f, label, *what)
    g.write(args.out)


if __name__ == "__main__":
    main()
