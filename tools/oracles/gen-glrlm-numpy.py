#!/usr/bin/env python3
"""All 16 IBSI run length features by brute force, per angle and in every aggregation.

Before anything is written the same code must give the IBSI consensus values of the digital phantom. The measures of
a matrix of grey level against size are those of zones as well (gen-glszm-numpy.py, gen-gldzm-numpy.py).
"""
import json
import math
from collections import Counter

import numpy as np

from common import REFERENCE, Golden, arguments, load
from discretise import fixed_bin_number, fixed_bin_size, pyradiomics_origin
from ibsi_glcm import ANGLES, DIRECTIONS_3D, mean, merged

ORIGIN = {"cells": 0, "edge": 0, "volume": -500, "float": -200}
SIX = ["2D_avg", "2D_mrg", "2.5D_avg", "2.5D_mrg", "3D_avg", "3D_mrg"]
CODES = {
    "short_runs_emphasis": "22OV", "long_runs_emphasis": "W4KF", "low_grey_level_run_emphasis": "V3SW", "high_grey_level_run_emphasis": "G3QZ",
    "short_run_low_grey_level_emphasis": "HTZT", "short_run_high_grey_level_emphasis": "GD3A", "long_run_low_grey_level_emphasis": "IVPO",
    "long_run_high_grey_level_emphasis": "3KUM", "grey_level_non_uniformity": "R5YN", "normalised_grey_level_non_uniformity": "OVBL",
    "run_length_non_uniformity": "W92Y", "normalised_run_length_non_uniformity": "IC23", "run_percentage": "9ZK5", "grey_level_variance": "8CE5",
    "run_length_variance": "SXLW", "run_entropy": "HJ9O",
}


def measures(counts, pixels):
    """The 16 measures of a matrix {(level, size): count} in the order of IBSI, then the mean level and size. None when it is empty."""
    n = sum(counts.values())
    if n == 0:
        return None
    f = math.fsum
    per_level, per_size = Counter(), Counter()
    for (i, j), c in counts.items():
        per_level[i] += c
        per_size[j] += c
    over = lambda weight: f(c * weight(i, j) for (i, j), c in counts.items()) / n
    mean_level, mean_size = over(lambda i, j: i), over(lambda i, j: j)
    level_squares, size_squares = sum(c * c for c in per_level.values()), sum(c * c for c in per_size.values())
    return [
        over(lambda i, j: 1 / j**2), over(lambda i, j: j**2), over(lambda i, j: 1 / i**2), over(lambda i, j: i**2),
        over(lambda i, j: 1 / (i * j) ** 2), over(lambda i, j: (i / j) ** 2), over(lambda i, j: (j / i) ** 2), over(lambda i, j: (i * j) ** 2),
        level_squares / n, level_squares / n**2, size_squares / n, size_squares / n**2, n / pixels,
        over(lambda i, j: (i - mean_level) ** 2), over(lambda i, j: (j - mean_size) ** 2),
        max(0.0, -f(c / n * math.log2(c / n) for c in counts.values())), mean_level, mean_size,
    ]


def named(counts, pixels, codes, family):
    values = measures(counts, pixels)
    return None if values is None else {f"{family}_{id}": v for id, v in zip(codes, values)}


def by_slice(levels):
    """Pixels of each slice of {(x, y, z): level}."""
    slices = {}
    for (x, y, z), v in levels.items():
        slices.setdefault(z, {})[x, y, z] = v
    return list(slices.values())


def levels_of(fixture, label, discretisation):
    """Coordinates (x, y, z) → grey level; None for a constant ROI with FBN."""
    index = np.argwhere(fixture.mask(label))
    if fixture.ndim == 2:
        index = np.column_stack([np.zeros(len(index), int), index])
    x = fixture.values(label)
    if discretisation.startswith("fbn"):
        g = fixed_bin_number(x, int(discretisation[3:]))
        if g is None:
            return None
    else:
        g = fixed_bin_size(x, 25, ORIGIN[fixture.name] if discretisation == "fbs25" else pyradiomics_origin(x, 25))
    return {tuple(int(v) for v in c[::-1]): int(k) for c, k in zip(index, g)}


def matrix(levels, offset):
    """Runs of one direction."""
    counts = Counter()
    step = lambda at, sign: tuple(a + sign * o for a, o in zip(at, offset))
    for at, i in levels.items():
        if levels.get(step(at, -1)) == i:
            continue
        length, at = 1, step(at, 1)
        while levels.get(at) == i:
            length, at = length + 1, step(at, 1)
        counts[i, length] += 1
    return counts


def plane(angle):
    return (*ANGLES[angle], 0)


def of_angle(levels, angle):
    return named(matrix(levels, plane(angle)), len(levels), CODES, "glrlm")


def aggregate(levels, method):
    features = lambda matrices, pixels: named(merged(matrices), pixels * len(matrices), CODES, "glrlm")
    dimension, rule = method.split("_")
    if dimension == "3D":
        matrices = [matrix(levels, o) for o in DIRECTIONS_3D]
        return mean(features([m], len(levels)) for m in matrices) if rule == "avg" else features(matrices, len(levels))
    slices = [(len(s), [matrix(s, plane(a)) for a in ANGLES]) for s in by_slice(levels)]
    if method == "2D_avg":
        return mean(features([m], n) for n, row in slices for m in row)
    if method == "2D_mrg":
        return mean(features(row, n) for n, row in slices)
    columns = [merged(column) for column in zip(*(row for _, row in slices))]
    return mean(features([m], len(levels)) for m in columns) if method == "2.5D_avg" else features(columns, len(levels))


def check_phantom(family, codes, compute):
    """`compute` maps {(x, y, z): level} and an aggregation to features by id."""
    d = json.loads((REFERENCE / "ibsi1" / "digital-phantom.json").read_text())
    nx, ny, nz = d["phantom"]["size"]
    image = np.array(d["phantom"]["intensity"]).reshape(nz, ny, nx)
    mask = np.array(d["phantom"]["mask"]).reshape(nz, ny, nx) > 0
    levels = {(int(x), int(y), int(z)): int(image[z, y, x]) for z, y, x in np.argwhere(mask)}
    ids = {code: f"{family}_{id}" for id, code in codes.items()}
    done = 0
    for r in d["rows"]:
        if r["ibsi"] not in ids:
            continue
        got = compute(levels, r["aggregation"])[ids[r["ibsi"]]]
        assert abs(float(f"{got:.3g}") - r["value"]) <= r["tolerance"] + 1e-9 * abs(r["value"]), (r, got)
        done += 1
    print(f"IBSI digital phantom: {done} consensus values reproduced")


SETTINGS = {
    "fbn8": "fixed bin number, 8 levels over the ROI's range; a constant ROI has no bin width", "fbn64": "the same with 64 levels",
    "fbs25": "fixed bin size 25 from a set origin", "fbs25_origin": ORIGIN,
    "fbs25_roi": "fixed bin size 25 from the multiple of 25 at or below the ROI's minimum (PyRadiomics)",
    "logarithm": "base 2, without an epsilon",
}
RUNS = {
    "config": "discretisation _ <aggregation, or angle, or direction and steps along x, y, z>",
    "angles": {str(a): f"dx {dx}, dy {dy}, y downwards" for a, (dx, dy) in ANGLES.items()},
    "aggregation": "IBSI: 2D_avg BTW3, 2D_mrg SUJT, 2.5D_avg JJUI, 2.5D_mrg ZW7Z, 3D_avg ITBB, 3D_mrg IAZD",
}
PLAN = [
    ("cells", "fbn8", ["2D_avg", "2D_mrg"], True), ("cells", "fbn64", ["2D_avg"], False), ("cells", "fbs25", ["2D_avg"], False),
    ("edge", "fbn8", ["2D_avg", "2D_mrg"], True), ("float", "fbn8", ["2D_avg", "2D_mrg"], True), ("float", "fbs25_roi", ["2D_avg"], False),
    ("volume", "fbn8", SIX, False), ("volume", "fbs25", ["2D_mrg", "3D_avg"], False),
]


def write(g, name, label, values, config, codes, family):
    for id, code in codes.items():
        g.add(name, label, code, f"{family}_{id}", values and values[f"{family}_{id}"], config, missing=None if values else "constant-intensity")


def main():
    args = arguments(__doc__).parse_args()
    check_phantom("glrlm", CODES, aggregate)
    g = Golden("glrlm", "numpy", __file__, ("numpy",), {**RUNS, **SETTINGS})
    for name, discretisation, aggregations, angles in PLAN:
        f = load(name)
        for label in f.rois:
            levels = levels_of(f, label, discretisation)
            for a in aggregations:
                write(g, name, label, levels and aggregate(levels, a), f"{discretisation}_{a}", CODES, "glrlm")
            for angle in ANGLES if angles else ():
                write(g, name, label, levels and of_angle(levels, angle), f"{discretisation}_angle_{angle}", CODES, "glrlm")
    f = load("volume")
    for label in f.rois:
        levels = levels_of(f, label, "fbn8")
        for dx, dy, dz in DIRECTIONS_3D:
            values = named(matrix(levels, (dx, dy, dz)), len(levels), CODES, "glrlm")
            write(g, "volume", label, values, f"fbn8_direction_{dx}_{dy}_{dz}", CODES, "glrlm")
    g.write(args.out)


if __name__ == "__main__":
    main()
