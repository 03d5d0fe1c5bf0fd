#!/usr/bin/env python3
"""Run length features by MIRP in all six IBSI aggregations. Zones: gen-glszm-mirp.py, gen-gldzm-mirp.py."""
import math

import numpy as np

from common import FINITE_NOTE, Golden, arguments, load
from peers import mirp_row

IDS = {
    "sre": "short_runs_emphasis", "lre": "long_runs_emphasis", "lgre": "low_grey_level_run_emphasis", "hgre": "high_grey_level_run_emphasis",
    "srlge": "short_run_low_grey_level_emphasis", "srhge": "short_run_high_grey_level_emphasis", "lrlge": "long_run_low_grey_level_emphasis",
    "lrhge": "long_run_high_grey_level_emphasis", "glnu": "grey_level_non_uniformity", "glnu_norm": "normalised_grey_level_non_uniformity",
    "rlnu": "run_length_non_uniformity", "rlnu_norm": "normalised_run_length_non_uniformity", "r_perc": "run_percentage",
    "gl_var": "grey_level_variance", "rl_var": "run_length_variance", "rl_entr": "run_entropy",
}
METHODS = {"2D_avg": ("2d_average", "2d_avg"), "2D_mrg": ("2d_slice_merge", "2d_s_mrg"), "2.5D_avg": ("2.5d_direction_merge", "2.5d_d_mrg"),
           "2.5D_mrg": ("2.5d_volume_merge", "2.5d_v_mrg"), "3D_avg": ("3d_average", "3d_avg"), "3D_mrg": ("3d_volume_merge", "3d_v_mrg")}
PLANE, SIX = ["2D_avg", "2D_mrg"], list(METHODS)
ORIGIN = {"cells": 0, "volume": -500, "float": -200}
NOTES = {
    **FINITE_NOTE,
    "raised": "The tool returned no value for this ROI.",
    "one-column": "A ROI one pixel wide: the tool leaves the direction across it out; by the definition all runs have length 1 there.",
    "constant": "Constant ROI: the tool puts every pixel into the middle level.",
}
SETTINGS = {"interpolation": "none", "fbn8": "base_discretisation_method fixed_bin_number, 8 bins", "fbn64": "the same with 64 bins",
 "fbs25": "base_discretisation_method fixed_bin_size, width 25, from the lower bound of resegmentation_intensity_range", "fbs25_origin": ORIGIN}


def emit(g, family, short, ids, methods, f, label, discretisation, aggregations):
    """`short` is the tool's prefix of columns, `methods` maps aggregations to the tool's setting and suffix."""
    mask, image = f.mask(label), f.intensity
    if f.ndim == 2:
        mask, image = mask[None], image[None]
    x = f.values(label)
    if discretisation == "fbs25":
        assert x.min() >= ORIGIN[f.name]
        setting = {"base_discretisation_method": "fixed_bin_size", "base_discretisation_bin_width": 25.0, "resegmentation_intensity_range": [float(ORIGIN[f.name]), math.nan]}
        suffix = "fbs_w25.0"
    else:
        bins = int(discretisation[3:])
        setting, suffix = {"base_discretisation_method": "fixed_bin_number", "base_discretisation_n_bins": bins}, f"fbn_n{bins}"
    setting[f"{family}_spatial_method"] = [methods[a][0] for a in aggregations]
    row, problem = mirp_row(image, mask, by_slice=f.ndim == 2, base_feature_families=family, **setting)
    for a in aggregations:
        for name, id in ids.items():
            column = f"{short}_{name}_{methods[a][1]}_{suffix}"
            if problem is None and column not in row:
                raise KeyError(f"{column} not in {list(row)[-5:]}")
            note = "raised" if problem else "constant" if x.min() == x.max() and discretisation.startswith("fbn") else None
            if note is None and family == "glrlm" and np.ptp(np.nonzero(mask)[-1]) == 0:
                note = "one-column"
            g.add(f.name, label, f"{short}_{name}", f"{family}_{id}", row.get(column), f"{discretisation}_{a}", note)


PLAN = [("cells", "fbn8", PLANE), ("cells", "fbs25", PLANE), ("edge", "fbn8", PLANE), ("float", "fbn8", PLANE), ("volume", "fbn8", SIX), ("volume", "fbs25", ["2D_mrg", "3D_avg"])]


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("glrlm", "mirp", __file__, ("mirp", "numpy"), {**SETTINGS, "aggregation": {k: v[0] for k, v in METHODS.items()}}, NOTES)
    for name, discretisation, aggregations in PLAN:
        f = load(name)
        for label in f.rois:
            emit(g, "glrlm", "rlm", IDS, METHODS, f, label, discretisation, aggregations)
    g.write(args.out)


if __name__ == "__main__":
    main()
