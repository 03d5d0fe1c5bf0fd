#!/usr/bin/env python3
"""All 16 IBSI size zone features by flood fill, in every aggregation.

Before anything is written the same code must give the IBSI consensus values of the digital phantom.
"""
import itertools
from collections import Counter

from common import Golden, arguments, generator, load
from ibsi_glcm import mean, merged

runs = generator("gen-glrlm-numpy")

CODES = {
    "small_zone_emphasis": "5QRC", "large_zone_emphasis": "48P8", "low_grey_level_zone_emphasis": "XMSY", "high_grey_level_zone_emphasis": "5GN9",
    "small_zone_low_grey_level_emphasis": "5RAI", "small_zone_high_grey_level_emphasis": "HW1V", "large_zone_low_grey_level_emphasis": "YH51",
    "large_zone_high_grey_level_emphasis": "J17V", "grey_level_non_uniformity": "JNSA", "normalised_grey_level_non_uniformity": "Y1RO",
    "zone_size_non_uniformity": "4JP3", "normalised_zone_size_non_uniformity": "VB3A", "zone_percentage": "P30P", "grey_level_variance": "BYLV",
    "zone_size_variance": "3NSA", "zone_size_entropy": "GU8N",
}
AROUND = [d for d in itertools.product((-1, 0, 1), repeat=3) if any(d)]


def zones(levels):
    """Zones of {(x, y, z): level} as lists of pixels; a slice by itself has the 8 neighbours of the plane."""
    left, found = dict(levels), []
    while left:
        at, level = left.popitem()
        zone, edge = [at], [at]
        while edge:
            p = edge.pop()
            for d in AROUND:
                q = tuple(a + b for a, b in zip(p, d))
                if left.get(q) == level:
                    del left[q]
                    zone.append(q)
                    edge.append(q)
        found.append((level, zone))
    return found


def matrix(levels):
    return Counter((level, len(zone)) for level, zone in zones(levels))


def aggregate(levels, dimension, matrix_of=matrix, codes=CODES, family="glszm"):
    """`matrix_of` is the matrix of {(x, y, z): level}."""
    if dimension == "3D":
        return runs.named(matrix_of(levels), len(levels), codes, family)
    slices = [(matrix_of(s), len(s)) for s in runs.by_slice(levels)]
    if dimension == "2D":
        return mean(runs.named(m, n, codes, family) for m, n in slices)
    return runs.named(merged(m for m, _ in slices), len(levels), codes, family)


PLAN = [
    ("cells", "fbn8", ["2D"]), ("cells", "fbn2", ["2D"]), ("cells", "fbn64", ["2D"]), ("cells", "fbs25", ["2D"]), ("edge", "fbn8", ["2D"]), ("edge", "fbn2", ["2D"]),
    ("float", "fbn8", ["2D"]), ("float", "fbs25_roi", ["2D"]), ("volume", "fbn8", ["2D", "2.5D", "3D"]), ("volume", "fbn2", ["2D", "2.5D", "3D"]), ("volume", "fbs25", ["3D"]),
]
SETTINGS = {"config": "discretisation _ aggregation", "fbn2": "fixed bin number, 2 levels",
            "aggregation": "IBSI: 2D 8QNN, mean over slices; 2.5D 62GR, slices added up; 3D KOBO", "connectivity": "8 in a slice, 26 in a volume"}


def main():
    args = arguments(__doc__).parse_args()
    runs.check_phantom("glszm", CODES, aggregate)
    g = Golden("glszm", "numpy", __file__, ("numpy",), {**SETTINGS, **runs.SETTINGS})
    for name, discretisation, aggregations in PLAN:
        f = load(name)
        for label in f.rois:
            levels = runs.levels_of(f, label, discretisation)
            for a in aggregations:
                runs.write(g, name, label, levels and aggregate(levels, a), f"{discretisation}_{a}", CODES, "glszm")
    g.write(args.out)


if __name__ == "__main__":
    main()
