#!/usr/bin/env python3
"""Size zone features by MIRP in all three IBSI aggregations."""
from common import Golden, arguments, generator, load

runs = generator("gen-glrlm-mirp")

IDS = {
    "sze": "small_zone_emphasis", "lze": "large_zone_emphasis", "lgze": "low_grey_level_zone_emphasis", "hgze": "high_grey_level_zone_emphasis",
    "szlge": "small_zone_low_grey_level_emphasis", "szhge": "small_zone_high_grey_level_emphasis", "lzlge": "large_zone_low_grey_level_emphasis",
    "lzhge": "large_zone_high_grey_level_emphasis", "glnu": "grey_level_non_uniformity", "glnu_norm": "normalised_grey_level_non_uniformity",
    "zsnu": "zone_size_non_uniformity", "zsnu_norm": "normalised_zone_size_non_uniformity", "z_perc": "zone_percentage",
    "gl_var": "grey_level_variance", "zs_var": "zone_size_variance", "zs_entr": "zone_size_entropy",
}
METHODS = {"2D": ("2d", "2d"), "2.5D": ("2.5d", "2.5d"), "3D": ("3d", "3d")}
PLAN = [("cells", "fbn8", ["2D"]), ("cells", "fbs25", ["2D"]), ("edge", "fbn8", ["2D"]), ("float", "fbn8", ["2D"]), ("volume", "fbn8", list(METHODS)), ("volume", "fbs25", ["2D", "3D"])]


def write(family, short, ids, file, doc):
    args = arguments(doc).parse_args()
    g = Golden(family, "mirp", file, ("mirp", "numpy"), {**runs.SETTINGS, "aggregation": {k: v[0] for k, v in METHODS.items()}}, runs.NOTES)
    for name, discretisation, aggregations in PLAN:
        f = load(name)
        for label in f.rois:
            runs.emit(g, family, short, ids, METHODS, f, label, discretisation, aggregations)
    g.write(args.out)


if __name__ == "__main__":
    write("glszm", "szm", IDS, __file__, __doc__)
