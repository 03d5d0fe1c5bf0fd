#!/usr/bin/env python3
"""Intensity-volume histogram straight from its definition (IBSI 1, chapter 3.5): every level and every pixel is looked at, in exact fractions."""
from fractions import Fraction

import numpy as np

from common import FIXTURES, Golden, arguments, load

PERCENTAGES = (10, 25, 50, 75, 90)
# Name: method, bins or width, lower and upper end of a fixed range.
CONFIGS = {
    "fbn1000": ("fixed-bin-number", 1000, None, None), "fbn7": ("fixed-bin-number", 7, None, None),
    "discrete": ("discrete", 1, None, None), "discrete[-600,900]": ("discrete", 1, -600, 900), "discrete[-600,]": ("discrete", 1, -600, None),
    "fbs2.5": ("fixed-bin-size", Fraction(5, 2), None, None), "fbs2.5[-600,900]": ("fixed-bin-size", Fraction(5, 2), -600, 900),
    "fbs40[0,]": ("fixed-bin-size", 40, 0, None),
}
PLAN = {
    "cells": ["fbn1000", "fbn7", "discrete", "fbs2.5", "fbs40[0,]"], "edge": ["fbn1000", "fbn7", "discrete"], "volume": list(CONFIGS),
    "float": ["fbn1000", "fbn7", "fbs2.5", "fbs2.5[-600,900]"],
}
SETTINGS = {"levels": "discrete: G = low, low + 1, ... up to high; fixed-bin-size w: G = low + w/2, low + 3w/2, ... bins that begin below high; fixed-bin-number n: G = 1..n",
            "configs": {name: str(config) for name, config in CONFIGS.items()}, "arithmetic": "fractions.Fraction; numpy.trapezoid for the area"}


def histogram(x, config):
    """Levels, and the level of every pixel as an index that may lie outside them."""
    method, size, low, high = CONFIGS[config]
    x = [Fraction(float(v)) for v in x]
    if method == "fixed-bin-number":
        low, high = min(x), max(x)
        if low == high:
            return [1], [0] * len(x)
        # As the definition is computed in double precision: n (x - min) / (max - min).
        return list(range(1, size + 1)), [min(size - 1, int(np.floor(size * float(v - low) / float(high - low)))) for v in x]
    open_end = high is None
    low = min(x) if low is None else Fraction(low)
    high = max(x) if high is None else Fraction(high)
    if method == "discrete":
        return [low + k for k in range((high - low).__floor__() + 1)], [(v - low).__floor__() for v in x]
    bins = (high - low) / size
    count = bins.__floor__() + 1 if open_end else bins.__ceil__()
    return [low + (k + Fraction(1, 2)) * size for k in range(count)], [((v - low) / size).__floor__() for v in x]


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("ivh", "numpy", __file__, ("numpy",), SETTINGS)
    for name, configs in PLAN.items():
        f = load(name)
        assert name in FIXTURES
        for config in configs:
            for label in f.rois:
                levels, index = histogram(f.values(label), config)
                index = np.array(index)
                nu = [Fraction(int((index >= k).sum()), len(index)) for k in range(len(levels))]

                def add(id, value, missing=None):
                    value = None if value is None else float(value)
                    g.add(name, label, id, f"ivh_{id}", value, config=config, missing=missing)

                if len(levels) == 1:
                    add("area_under_curve", 0)
                    for id in ("volume_at_10_percent_intensity", "intensity_at_10_percent_volume", "volume_difference_10_90_percent_intensity"):
                        add(id, None, "constant-intensity")
                    continue
                gamma = [(level - levels[0]) / Fraction(levels[-1] - levels[0]) for level in levels]
                step = levels[1] - levels[0]
                at_intensity = {p: max(n for n, c in zip(nu, gamma) if c >= Fraction(p, 100)) for p in PERCENTAGES}
                at_volume = {p: min([v for v, n in zip(levels, nu) if n <= Fraction(p, 100)], default=levels[-1] + step) for p in PERCENTAGES}
                for p in (10, 90):
                    add(f"volume_at_{p}_percent_intensity", at_intensity[p])
                    add(f"intensity_at_{p}_percent_volume", at_volume[p])
                g.add(name, label, "volume_at_intensity", "ivh_volume_at_intensity", [float(at_intensity[p]) for p in (25, 50, 75)], config=config)
                g.add(name, label, "intensity_at_volume", "ivh_intensity_at_volume", [float(at_volume[p]) for p in (25, 50, 75)], config=config)
                add("volume_difference_10_90_percent_intensity", at_intensity[10] - at_intensity[90])
                add("intensity_difference_10_90_percent_volume", at_volume[10] - at_volume[90])
                add("area_under_curve", np.trapezoid([float(n) for n in nu], [float(c) for c in gamma]))
    g.write(args.out)


if __name__ == "__main__":
    main()
