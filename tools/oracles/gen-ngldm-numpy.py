#!/usr/bin/env python3
"""The 17 IBSI features of the neighbouring grey level dependence matrix and its two means, by brute force.

Before anything is written the same code must give the IBSI consensus values of the digital phantom. The matrix is
that of gen-gldm-numpy.py as well.
"""
import itertools
from collections import Counter

from common import Golden, arguments, generator, load
from ibsi_glcm import mean

sizes = generator("gen-glrlm-numpy")

# In the order of `sizes.measures`; energy is computed here.
IDS = [
    "low_dependence_emphasis", "high_dependence_emphasis", "low_grey_level_count_emphasis", "high_grey_level_count_emphasis",
    "low_dependence_low_grey_level_emphasis", "low_dependence_high_grey_level_emphasis", "high_dependence_low_grey_level_emphasis",
    "high_dependence_high_grey_level_emphasis", "grey_level_non_uniformity", "normalised_grey_level_non_uniformity",
    "dependence_count_non_uniformity", "normalised_dependence_count_non_uniformity", "dependence_count_percentage", "grey_level_variance",
    "dependence_count_variance", "dependence_count_entropy", "grey_level_mean", "dependence_count_mean", "dependence_count_energy",
]
CODES = dict(zip(IDS, ["SODN", "IMOQ", "TL9H", "OAE7", "EQ3F", "JA6D", "NBZI", "9QMG", "FP8K", "5SPA", "Z87G", "OKJI", "6XV8", "1PFV", "DNX2", "FCBV", None, None, "CAS9"]))
THREE = ["2D", "2.5D", "3D"]
PLAN = [
    ("cells", "fbn8", 1, 0, ["2D"]), ("cells", "fbn64", 1, 0, ["2D"]), ("cells", "fbn64", 1, 3, ["2D"]), ("cells", "fbn8", 2, 0, ["2D"]),
    ("cells", "fbn8", 2, 1, ["2D"]), ("cells", "fbs25", 1, 0, ["2D"]), ("cells", "fbs25_roi", 1, 0, ["2D"]), ("edge", "fbn8", 1, 0, ["2D"]),
    ("edge", "fbs25", 1, 0, ["2D"]), ("float", "fbn8", 1, 0, ["2D"]), ("float", "fbn8", 1, 1, ["2D"]), ("float", "fbs25_roi", 1, 0, ["2D"]),
    ("volume", "fbn8", 1, 0, THREE), ("volume", "fbn8", 1, 1, THREE), ("volume", "fbn8", 2, 0, THREE), ("volume", "fbs25", 1, 0, THREE),
    ("volume", "fbs25_roi", 1, 0, ["2.5D", "3D"]),
]


def neighbours(at, distance, deep):
    steps = range(-distance, distance + 1)
    for dx, dy, dz in itertools.product(steps, steps, steps if deep else [0]):
        if (dx, dy, dz) != (0, 0, 0):
            yield at[0] + dx, at[1] + dy, at[2] + dz


def matrix(levels, distance, alpha, deep):
    """{(level, dependence): pixels} of {(x, y, z): level}."""
    alike = lambda at, i: sum(n in levels and abs(levels[n] - i) <= alpha for n in neighbours(at, distance, deep))
    return Counter((i, 1 + alike(at, i)) for at, i in levels.items())


def features(counts, pixels):
    n = sum(counts.values())
    return dict(zip(IDS, sizes.measures(counts, pixels) + [sum(c * c for c in counts.values()) / n**2]))


def aggregate(levels, method, distance=1, alpha=0):
    if method == "3D":
        return features(matrix(levels, distance, alpha, True), len(levels))
    slices = [(matrix(s, distance, alpha, False), len(s)) for s in sizes.by_slice(levels)]
    if method == "2D":
        return mean(features(*s) for s in slices)
    return features(sum((counts for counts, _ in slices), Counter()), len(levels))


SETTINGS = {
    "config": "discretisation _ d<Chebyshev distance> _ a<alpha> _ <aggregation>",
    "aggregation": "IBSI: 2D 8QNN, 2.5D 62GR, 3D KOBO",
    "neighbours": "pixels of the ROI up to the distance away; outside it there is none",
    **sizes.SETTINGS,
}


def write(family, codes, out, generated_by):
    """`codes` maps the ids of a family to the names of `features`, with the tool's own names."""
    g = Golden(family, "numpy", generated_by, ("numpy",), SETTINGS)
    for name, discretisation, distance, alpha, methods in PLAN:
        f = load(name)
        for label in f.rois:
            levels = sizes.levels_of(f, label, discretisation)
            for method in methods:
                values = levels and aggregate(levels, method, distance, alpha)
                for id, (feature, key) in codes.items():
                    g.add(name, label, feature, f"{family}_{id}", values and values[key], f"{discretisation}_d{distance}_a{alpha}_{method}",
                          missing=None if values else "constant-intensity")
    g.write(out)


def main():
    args = arguments(__doc__).parse_args()
    phantom = {id: code for id, code in CODES.items() if code}
    sizes.check_phantom("ngldm", phantom, lambda levels, method: {f"ngldm_{id}": v for id, v in aggregate(levels, method).items()})
    write("ngldm", {id: (code or id.replace("_", " "), id) for id, code in CODES.items()}, args.out, __file__)


if __name__ == "__main__":
    main()
