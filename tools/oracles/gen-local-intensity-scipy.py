#!/usr/bin/env python3
"""Local intensity peaks by SciPy: the pixels around each pixel come from a k-d tree of pixel centres."""
import numpy as np
from scipy.spatial import cKDTree

from common import FIXTURES, Golden, arguments, load

RADIUS = 6.203504908994
# Radius in mm and size of a pixel along z, y, x in mm.
CONFIGS = {
    "cells": [(RADIUS, "1,1,1"), (RADIUS, "1,0.9,1.7"), (2.5, "1,1,1"), (0.3, "1,1,1")], "edge": [(RADIUS, "1,1,1"), (RADIUS, "1,2,1.1")],
    "float": [(RADIUS, "1,1,1"), (3.3, "1,0.7,1")], "volume": [(RADIUS, "2.5,0.8,0.8"), (RADIUS, "2,2,2"), (3, "1,1.5,2")],
}
SETTINGS = {"neighbourhood": "pixels of the whole image whose centres lie within the radius, NaN and infinite ones left out", "config": "radius, spacing z,y,x (mm)"}


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("local_intensity", "scipy", __file__, ("scipy", "numpy"), SETTINGS)
    for name in FIXTURES:
        f = load(name)
        for radius, spacing in CONFIGS[name]:
            step = np.array([float(s) for s in spacing.split(",")])[-f.ndim:]
            image = f.intensity.astype(np.float64)
            finite = np.isfinite(image)
            tree = cKDTree(np.argwhere(finite) * step)
            values = image[finite]
            for label in f.rois:
                at = np.argwhere(f.mask(label) & finite)
                means = np.array([values[tree.query_ball_point(p * step, radius)].mean() for p in at])
                own = f.intensity[tuple(at.T)].astype(np.float64)
                config = f"{radius};{spacing}"
                g.add(name, label, "local_peak", "local_intensity_local_peak", means[own == own.max()].max(), config=config)
                g.add(name, label, "global_peak", "local_intensity_global_peak", means.max(), config=config)
    g.write(args.out)


if __name__ == "__main__":
    main()
