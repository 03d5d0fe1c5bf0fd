#!/usr/bin/env python3
"""Features of the neighbouring grey level dependence matrix by MIRP in the three IBSI aggregations."""
import math

from common import FINITE_NOTE, Golden, arguments, generator, load
from peers import mirp_row

ORIGIN = generator("gen-glrlm-mirp").ORIGIN
SETTINGS = {**generator("gen-glrlm-mirp").SETTINGS, "aggregation": {"2D": "2d", "2.5D": "2.5d", "3D": "3d"}}
NOTES = {
    **FINITE_NOTE,
    "raised": "The tool returned no value for this ROI.",
    "constant": "Constant ROI: the tool puts every pixel into the middle level.",
}
IDS = {
    "lde": "low_dependence_emphasis", "hde": "high_dependence_emphasis", "lgce": "low_grey_level_count_emphasis", "hgce": "high_grey_level_count_emphasis",
    "ldlge": "low_dependence_low_grey_level_emphasis", "ldhge": "low_dependence_high_grey_level_emphasis", "hdlge": "high_dependence_low_grey_level_emphasis",
    "hdhge": "high_dependence_high_grey_level_emphasis", "glnu": "grey_level_non_uniformity", "glnu_norm": "normalised_grey_level_non_uniformity",
    "dcnu": "dependence_count_non_uniformity", "dcnu_norm": "normalised_dependence_count_non_uniformity", "dc_perc": "dependence_count_percentage",
    "gl_var": "grey_level_variance", "dc_var": "dependence_count_variance", "dc_entr": "dependence_count_entropy", "dc_energy": "dependence_count_energy",
}
THREE = ["2D", "2.5D", "3D"]
PLAN = [
    ("cells", "fbn8", 1, 0, ["2D"]), ("cells", "fbn64", 1, 3, ["2D"]), ("cells", "fbn8", 2, 1, ["2D"]), ("cells", "fbs25", 1, 0, ["2D"]),
    ("edge", "fbn8", 1, 0, ["2D"]), ("float", "fbn8", 1, 0, ["2D"]), ("volume", "fbn8", 1, 0, THREE), ("volume", "fbn8", 1, 1, THREE),
    ("volume", "fbn8", 2, 0, THREE), ("volume", "fbs25", 1, 0, THREE),
]


def rows(family, ids, f, label, discretisation, methods, between="", **settings):
    """Yields (method, tool's name, id, value, note); `between` is what the tool puts before the method in its columns."""
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
    setting[f"{family}_spatial_method"] = [m.lower() for m in methods]
    row, problem = mirp_row(image, mask, by_slice=f.ndim == 2, base_feature_families=family, **setting, **settings)
    for method in methods:
        for name, id in ids.items():
            column = f"{family[:3]}_{name}_{between}{method.lower()}_{suffix}"
            if problem is None and column not in row:
                raise KeyError(f"{column} not in {list(row)[-5:]}")
            note = "raised" if problem else "constant" if x.min() == x.max() and discretisation.startswith("fbn") else None
            yield method, f"{family[:3]}_{name}", id, row.get(column), note


def main():
    args = arguments(__doc__).parse_args()
    settings = {**SETTINGS, "config": "discretisation _ d<ngldm_distance> _ a<ngldm_difference_level> _ <aggregation>"}
    g = Golden("ngldm", "mirp", __file__, ("mirp", "numpy"), settings, NOTES)
    for name, discretisation, distance, alpha, methods in PLAN:
        f = load(name)
        for label in f.rois:
            found = rows("ngldm", IDS, f, label, discretisation, methods, f"d{distance}_a{float(alpha)}_", ngldm_distance=float(distance), ngldm_difference_level=float(alpha))
            for method, feature, id, value, note in found:
                g.add(name, label, feature, f"ngldm_{id}", value, f"{discretisation}_d{distance}_a{alpha}_{method}", note)
    g.write(args.out)


if __name__ == "__main__":
    main()
