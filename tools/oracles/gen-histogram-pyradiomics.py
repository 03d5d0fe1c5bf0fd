#!/usr/bin/env python3
"""Bin counts by PyRadiomics' discretisation with a fixed number of bins."""
import numpy as np
from radiomics import imageoperations

from common import FIXTURES, Golden, arguments, load

NOTES = {"constant": "A constant ROI gets a bin range of width 1 around its value, and lands in the bin after the middle."}


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("histogram", "pyradiomics", __file__, ("pyradiomics", "numpy"), {"function": "imageoperations.binImage", "configs": {"fbn16": "binCount 16", "fbn64": "binCount 64"}}, NOTES)
    for name in FIXTURES:
        f = load(name)
        for label in f.rois:
            x = f.values(label)
            for bins in (16, 64):
                levels, _ = imageoperations.binImage(x, None, binCount=bins)
                g.add(name, label, "binImage", "histogram_counts", np.bincount(levels - 1, minlength=bins), f"fbn{bins}", "constant" if x.min() == x.max() else None)
    g.write(args.out)


if __name__ == "__main__":
    main()
