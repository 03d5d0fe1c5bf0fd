#!/usr/bin/env python3
"""Quantiles, median distance to the median, entropies and the brightest pixel by SciPy, scikit-image and NumPy."""
import math

import numpy as np
from scipy import ndimage, stats
from skimage.measure import shannon_entropy

from common import FIXTURES, Golden, arguments, load
from discretise import fixed_bin_number

QUANTILES = (0.95, 0.5, 0.05, 0.123, 1, 0)
ORDERS = (0, 0.5, 1, 2, 3.7, 40, 900)
NOTES = {"several": "Several pixels have the largest intensity: the tool takes any of them."}
SETTINGS = {
    "quantiles": f"scipy.stats.mstats.mquantiles with alphap = betap = 1 (type 7) at {', '.join(map(str, QUANTILES))}",
    "median_distance": "scipy.stats.median_abs_deviation", "shannon": "skimage.measure.shannon_entropy of the ROI's values, base 2",
    "a<order>": "Rényi entropy of 64 equal bins; order 1 by scipy.stats.entropy, others from the definition with math.fsum, beyond 100 by logarithms",
    "position": "scipy.ndimage.maximum_position on the whole fixture",
}


def renyi(x, order):
    levels = fixed_bin_number(x, 64)
    if levels is None:
        return 0.0
    p = np.bincount(levels)
    p = p[p > 0] / x.size
    if order == 1:
        return float(stats.entropy(p, base=2))
    if order <= 100:
        return math.log2(math.fsum(p**order)) / (1 - order)
    return float(np.logaddexp2.reduce(order * np.log2(p))) / (1 - order)


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("distribution", "scipy", __file__, ("scipy", "scikit-image", "numpy"), SETTINGS, NOTES)
    for name in FIXTURES:
        f = load(name)
        for label in f.rois:
            x = f.values(label)
            g.add(name, label, "mquantiles", "intensity_quantiles", stats.mstats.mquantiles(x, QUANTILES, 1, 1), "quantiles", scale=float(np.abs(x).max()))
            g.add(name, label, "median_abs_deviation", "intensity_median_distance_to_median", stats.median_abs_deviation(x), scale=float(np.abs(x).max()))
            g.add(name, label, "shannon_entropy", "intensity_shannon_entropy", max(0.0, shannon_entropy(x)))
            for order in ORDERS:
                g.add(name, label, "renyi", "intensity_renyi_entropy", max(0.0, renyi(x, order)), f"a{order}", scale=1.0)
            several = (x == x.max()).sum() > 1
            position = ndimage.maximum_position(f.intensity, f.labels, label)
            for axis, at in zip("xyz", position[::-1]):
                g.add(name, label, "maximum_position", f"intensity_position_maximum_{axis}", at, note="several" if several else None)
    g.write(args.out)


if __name__ == "__main__":
    main()
