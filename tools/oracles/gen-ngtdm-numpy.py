#!/usr/bin/env python3
"""The five IBSI features of the neighbourhood grey tone difference matrix, written out in fractions.

Before anything is written the same code must give the IBSI consensus values of the digital phantom.
"""
import itertools
from collections import defaultdict
from fractions import Fraction

from common import Golden, arguments, generator, load
from ibsi_glcm import mean

sizes = generator("gen-glrlm-numpy")
dependence = generator("gen-ngldm-numpy")

CODES = {"coarseness": "QCDE", "contrast": "65HE", "busyness": "NQ30", "complexity": "HDEZ", "strength": "1X9X"}
PLAN = [(name, discretisation, distance, methods) for name, discretisation, distance, alpha, methods in dependence.PLAN if alpha == 0]


def matrix(levels, distance, deep):
    """{level: (pixels with a neighbour, sum of their differences)} of {(x, y, z): level}."""
    n, s = defaultdict(int), defaultdict(Fraction)
    for at, i in levels.items():
        around = [levels[p] for p in dependence.neighbours(at, distance, deep) if p in levels]
        if around:
            n[i] += 1
            s[i] += abs(i - Fraction(sum(around), len(around)))
    return {i: (n[i], s[i]) for i in n}


def merged(matrices):
    n, s = defaultdict(int), defaultdict(Fraction)
    for m in matrices:
        for i, (pixels, differences) in m.items():
            n[i] += pixels
            s[i] += differences
    return {i: (n[i], s[i]) for i in n}


def features(m):
    """Nothing when no pixel has a neighbour; None for what the definition leaves undefined."""
    total = sum(n for n, _ in m.values())
    if total == 0:
        return None
    p = {i: Fraction(n, total) for i, (n, _) in m.items()}
    s = {i: s for i, (_, s) in m.items()}
    weighted, differences, present = sum(p[i] * s[i] for i in m), sum(s.values()), len(m)
    pairs = list(itertools.product(m, m))
    apart = sum(abs(i * p[i] - j * p[j]) for i, j in pairs)
    spread = sum(p[i] * p[j] * (i - j) ** 2 for i, j in pairs)
    values = {
        "coarseness": 1 / weighted if weighted else None,
        "contrast": spread / (present * (present - 1)) * differences / total if present > 1 else 0,
        "busyness": 0 if present == 1 else weighted / apart if apart else None,
        "complexity": sum(abs(i - j) * (p[i] * s[i] + p[j] * s[j]) / (p[i] + p[j]) for i, j in pairs) / total,
        "strength": sum((p[i] + p[j]) * (i - j) ** 2 for i, j in pairs) / differences if differences else 0,
    }
    return {id: None if v is None else float(v) for id, v in values.items()}


def defined_mean(all_features):
    """Mean of each feature over the matrices that define it."""
    return {id: mean([{id: f[id]} for f in all_features if f and f[id] is not None] or [{id: None}])[id] for id in CODES}


def aggregate(levels, method, distance=1):
    """Nothing when no pixel has a neighbour."""
    if method == "3D":
        return features(matrix(levels, distance, True))
    slices = [matrix(s, distance, False) for s in sizes.by_slice(levels)]
    if method == "2.5D":
        return features(merged(slices))
    each = [features(m) for m in slices]
    return defined_mean(each) if any(each) else None


SETTINGS = {
    "config": "discretisation _ d<Chebyshev distance> _ <aggregation>",
    "aggregation": "IBSI: 2D 8QNN, 2.5D 62GR, 3D KOBO; slices that leave a feature undefined do not enter its mean",
    "neighbours": "pixels of the ROI up to the distance away; pixels without one are left out",
    "missing": "coarseness is 1/0 where no pixel differs from its neighbourhood, busyness has denominator 0 where all i p_i are the same",
    **{k: v for k, v in sizes.SETTINGS.items() if k != "logarithm"},
}


def main():
    args = arguments(__doc__).parse_args()
    sizes.check_phantom("ngtdm", CODES, lambda levels, method: {f"ngtdm_{id}": v for id, v in aggregate(levels, method).items()})
    g = Golden("ngtdm", "numpy", __file__, ("numpy",), SETTINGS)
    for name, discretisation, distance, methods in PLAN:
        f = load(name)
        for label in f.rois:
            levels = sizes.levels_of(f, label, discretisation)
            for method in methods:
                values = levels and aggregate(levels, method, distance)
                for id, code in CODES.items():
                    value = values and values[id]
                    missing = "constant-intensity" if levels is None else "too-few-pixels" if values is None else "undefined" if value is None else None
                    g.add(name, label, code, f"ngtdm_{id}", value, f"{discretisation}_d{distance}_{method}", missing=missing)
    g.write(args.out)


if __name__ == "__main__":
    main()
