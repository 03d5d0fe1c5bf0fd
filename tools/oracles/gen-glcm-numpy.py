#!/usr/bin/env python3
"""All 25 IBSI co-occurrence features and Haralick's maximal correlation coefficient by brute force, per angle and in every aggregation.

Before anything is written the same code must give the IBSI consensus values of the digital phantom
(reference-data/ibsi1/digital-phantom.json, when it is there).
"""
import json

import numpy as np

import ibsi_glcm as ibsi
from common import REFERENCE, Golden, arguments, load
from discretise import fixed_bin_number, fixed_bin_size, pyradiomics_origin

ORIGIN = {"cells": 0, "edge": 0, "volume": -500, "float": -200}
SIX = ["2D_avg", "2D_mrg", "2.5D_avg", "2.5D_mrg", "3D_avg", "3D_mrg"]
UNAMBIGUOUS = ["glcm_joint_average", "glcm_joint_variance", "glcm_joint_entropy", "glcm_angular_second_moment", "glcm_contrast",
               "glcm_dissimilarity", "glcm_inverse_difference_moment", "glcm_correlation"]


MCC = "glcm_maximal_correlation_coefficient"


def levels_of(fixture, label, discretisation):
    """Coordinates (x, y, z) → grey level, and the number of grey levels counted; None for a constant ROI with FBN."""
    index = np.argwhere(fixture.mask(label))
    if fixture.ndim == 2:
        index = np.column_stack([np.zeros(len(index), int), index])
    x = fixture.values(label)
    if discretisation == "nyxus64":
        seen = x > 0
        index, x, ng = index[seen], x[seen], 64
        g = [min(64 * int(v) // int(x.max()) + 1, 64) for v in x]
    elif discretisation == "fbn64":
        g = fixed_bin_number(x, 64)
        ng = 64
        if g is None:
            return None, 0
    else:
        origin = ORIGIN[fixture.name] if discretisation == "fbs25" else pyradiomics_origin(x, 25)
        g = fixed_bin_size(x, 25, origin)
        ng = int(g.max())
    return {tuple(int(v) for v in c[::-1]): int(k) for c, k in zip(index, g)}, ng


def plan():
    """(fixture, discretisation, distance, aggregations, features per angle symmetric, features per angle one-way)"""
    yield "cells", "fbn64", 1, ["2D_avg", "2D_mrg"], "all", "unambiguous"
    yield "cells", "fbn64", 2, ["2D_avg"], "unambiguous", "unambiguous"
    yield "cells", "fbn64", 3, ["2D_avg"], "unambiguous", "unambiguous"
    yield "cells", "nyxus64", 1, [], False, "all"
    yield "cells", "fbs25", 1, ["2D_avg", "2D_mrg"], False, False
    yield "cells", "fbs25_roi", 1, ["2D_avg"], False, False
    yield "edge", "fbn64", 1, ["2D_avg", "2D_mrg"], False, False
    yield "float", "fbn64", 1, ["2D_avg", "2D_mrg"], False, False
    yield "float", "fbs25", 1, ["2D_avg", "2D_mrg"], False, False
    yield "float", "fbs25_roi", 1, ["2D_avg"], False, False
    yield "volume", "fbn64", 1, SIX, False, False
    yield "volume", "fbn64", 2, ["3D_avg", "3D_mrg"], False, False
    yield "volume", "fbs25", 1, SIX, False, False
    yield "volume", "fbs25_roi", 1, ["2.5D_avg", "3D_avg"], False, False


def check_phantom():
    path = REFERENCE / "ibsi1" / "digital-phantom.json"
    if not path.exists():
        print("no IBSI phantom: self-check skipped")
        return
    d = json.loads(path.read_text())
    nx, ny, nz = d["phantom"]["size"]
    image = np.array(d["phantom"]["intensity"]).reshape(nz, ny, nx)
    mask = np.array(d["phantom"]["mask"]).reshape(nz, ny, nx) > 0
    levels = {(int(x), int(y), int(z)): int(image[z, y, x]) for z, y, x in np.argwhere(mask)}
    done = 0
    for r in d["rows"]:
        if r.get("id") not in ibsi.CODES:
            continue
        got = ibsi.aggregate(levels, max(levels.values()), 1, r["aggregation"])[r["id"]]
        assert abs(float(f"{got:.3g}") - r["value"]) <= r["tolerance"] + 1e-9 * abs(r["value"]), (r, got)
        done += 1
    print(f"IBSI digital phantom: {done} consensus values reproduced")


SETTINGS = {
    "config": "discretisation _ d<Chebyshev distance> _ <aggregation, or angle and symmetric | one-way, or direction and steps along x, y, z>",
    "fbn64": "fixed bin number, 64 levels over the ROI's range, Ng = 64; a constant ROI has no bin width",
    "fbs25": "fixed bin size 25 from a set origin, Ng = highest level of the ROI", "fbs25_origin": ORIGIN,
    "fbs25_roi": "fixed bin size 25 from the multiple of 25 at or below the ROI's minimum (PyRadiomics)",
    "nyxus64": "min(floor(64 x / max) + 1, 64), Ng = 64, pixels of intensity 0 left out (the default of Nyxus)",
    "angles": {str(a): f"dx {dx}, dy {dy} times the distance, y downwards" for a, (dx, dy) in ibsi.ANGLES.items()},
    "one-way": "row i is the grey level of the pixel at which the offset starts; joint average and variance are those of i",
    "aggregation": "IBSI: 2D_avg BTW3, 2D_mrg SUJT, 2.5D_avg JJUI, 2.5D_mrg ZW7Z, 3D_avg ITBB, 3D_mrg IAZD; matrices without pairs do not enter a mean",
    "logarithm": "base 2, without an epsilon; information correlation 2 puts bits into a natural exponential, as IBSI does",
    "missing": "correlation and information correlation 1 of a matrix with one grey level are 0/0",
}


def write(g, name, label, values, config, ids=ibsi.CODES, absent="too-few-pixels"):
    for id in ids:
        value = None if values is None else values[id]
        scale = {"glcm_cluster_shade": values and values["_shade_scale"], "glcm_correlation": 1.0, "glcm_information_correlation_1": 1.0, "glcm_information_correlation_2": 1.0}.get(id)
        missing = absent if values is None else "constant-intensity" if value is None else None
        g.add(name, label, ibsi.CODES[id], id, value, config, scale=scale if value is not None else None, missing=missing)
    if ids is ibsi.CODES:
        value = None if values is None else values[MCC]
        missing = absent if values is None else "constant-intensity" if value is None else None
        # The root of a small eigenvalue loses half of its digits.
        g.add(name, label, "f14", MCC, value, config, scale=None if value is None else 1.0, missing=missing)


def emit(g, f, label, discretisation, distance, aggregations, angles, one_way):
    levels, ng = levels_of(f, label, discretisation)
    prefix = f"{discretisation}_d{distance}"
    if levels is None:
        for a in aggregations:
            write(g, f.name, label, None, f"{prefix}_{a}", absent="constant-intensity")
        return
    for a in aggregations:
        write(g, f.name, label, ibsi.aggregate(levels, ng, distance, a), f"{prefix}_{a}")
    for symmetric, wanted in ((True, angles), (False, one_way)):
        for angle, (dx, dy) in ibsi.ANGLES.items() if wanted else ():
            m = ibsi.matrix(levels, (distance * dx, distance * dy, 0), symmetric)
            ids = ibsi.CODES if wanted == "all" else UNAMBIGUOUS
            values = ibsi.features(m, ng)
            config = f"{prefix}_angle_{angle}_{'symmetric' if symmetric else 'one-way'}"
            write(g, f.name, label, values, config, ids)
            if wanted == "all":
                g.add(f.name, label, "inverse difference moment", "glcm_homogeneity_2", values["glcm_inverse_difference_moment"], config)
                g.add(f.name, label, "joint variance", "glcm_variance", values["glcm_joint_variance"], config)


def emit_directions(g, f, label):
    """Symmetric matrices of each direction of a volume."""
    levels, ng = levels_of(f, label, "fbn64")
    for dx, dy, dz in ibsi.DIRECTIONS_3D:
        values = ibsi.features(ibsi.matrix(levels, (dx, dy, dz), True), ng)
        write(g, f.name, label, values, f"fbn64_d1_direction_{dx}_{dy}_{dz}")


def main():
    args = arguments(__doc__).parse_args()
    check_phantom()
    g = Golden("glcm", "numpy", __file__, ("numpy",), SETTINGS)
    for name, *what in plan():
        f = load(name)
        for label in f.rois:
            emit(g, f, label, *what)
    f = load("volume")
    for label in f.rois:
        emit_directions(g, f, label)
    g.write(args.out)


if __name__ == "__main__":
    main()
