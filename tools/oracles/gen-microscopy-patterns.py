#!/usr/bin/env python3
"""Goldens for whole image files by SciPy and scikit-image: Gabor filters, local binary patterns, quantiles and entropies.

    python gen-microscopy-patterns.py FOLDER [--every 6] [--out DIR]

Rows are columns of the table, with default parameters; the fields and labels are those of gen-microscopy.py.
"""
import warnings
from pathlib import Path

import numpy as np
from scipy import ndimage, stats
from skimage.feature import local_binary_pattern
from skimage.measure import shannon_entropy

from common import Golden, arguments, generator

NOTES = {"tie": "A response or a neighbour lies within 1e-9 of what it is compared with.", "several": "Several pixels have the largest intensity."}


def main():
    p = arguments(__doc__)
    p.add_argument("folder", type=Path)
    p.add_argument("--every", type=int, default=6)
    args = p.parse_args()
    warnings.simplefilter("ignore")
    gabor, lbp, distribution = generator("gen-gabor-scipy"), generator("gen-lbp-skimage"), generator("gen-distribution-scipy")
    scenes = list(generator("gen-microscopy").fields(args.folder, args.every))
    settings = {"images": {f.name: f.source for f in scenes}, "labels": f"every {args.every}th, from the smallest", "gabor": gabor.DEFAULT, "lbp": lbp.SETTINGS, "distribution": distribution.SETTINGS}
    g = Golden("microscopy", "patterns", __file__, ("numpy", "scipy", "scikit-image"), settings, NOTES)
    names = [f"f{f}_a{a}" for f in gabor.DEFAULT["gabor.frequencies"] for a in gabor.DEFAULT["gabor.angles"]]
    for f in scenes:
        patterns = local_binary_pattern(f.intensity, 8, 1, "uniform")
        for label in f.rois:
            mask, image, _ = f.boxed(label)
            ratios, margin = gabor.measure(image, mask, gabor.DEFAULT)
            for name, ratio in zip(names, ratios or [None] * len(names)):
                g.add(f.name, label, "ratio", f"gabor_response_ratio_{name}", ratio, note=None if margin > 1e-9 else "tie", missing=None if ratios else "undefined")
            coded = ndimage.binary_erosion(f.mask(label), lbp.footprint(8, 1), border_value=0)
            found = patterns[coded].astype(int)
            tie = lbp.has_ties(f.intensity.astype(float), coded, 8, 1)
            for code in range(10) if len(found) else ():
                g.add(f.name, label, "local_binary_pattern", f"lbp_histogram_{code}", float((found == code).mean()), note="tie" if tie else None)
            x = f.values(label)
            for q, value in zip((0.05, 0.5, 0.95), stats.mstats.mquantiles(x, (0.05, 0.5, 0.95), 1, 1)):
                g.add(f.name, label, "mquantiles", f"intensity_quantiles_q{q}", value)
            g.add(f.name, label, "median_abs_deviation", "intensity_median_distance_to_median", stats.median_abs_deviation(x))
            g.add(f.name, label, "shannon_entropy", "intensity_shannon_entropy", max(0.0, shannon_entropy(x)), scale=1.0)
            g.add(f.name, label, "renyi", "intensity_renyi_entropy", max(0.0, distribution.renyi(x, 2)), scale=1.0)
            y_x = ndimage.maximum_position(f.intensity, f.labels, label)
            for axis, at in zip("xy", y_x[::-1]):
                g.add(f.name, label, "maximum_position", f"intensity_position_maximum_{axis}", at, note="several" if (x == x.max()).sum() > 1 else None)
    g.write(args.out)


if __name__ == "__main__":
    main()
