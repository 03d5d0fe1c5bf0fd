#!/usr/bin/env python3
"""Moran's I and Geary's C by PySAL (esda), with a full matrix of inverse distances as weights."""
import warnings

import numpy as np
from esda import Geary, Moran
from libpysal.weights import W

from common import FIXTURES, Golden, arguments, load

# Size of a pixel along z, y, x.
SPACINGS = {"cells": ["1,1,1"], "edge": ["1,1,1", "1,0.5,2"], "float": ["1,1.3,0.7"], "volume": ["2.5,0.8,0.8", "1,1,1"]}
SETTINGS = {"weights": "inverse Euclidean distance of pixel centres for all pairs, transform 'O' (as given)", "permutations": 0, "config": "spacing z,y,x"}
NOTES = {"undefined": "One pixel, or constant intensity."}


def weights(points):
    n = len(points)
    distance = np.sqrt(((points[:, None] - points[None]) ** 2).sum(-1))
    others = [[j for j in range(n) if j != i] for i in range(n)]
    return W({i: others[i] for i in range(n)}, {i: list(1 / distance[i, others[i]]) for i in range(n)}, silence_warnings=True)


def main():
    args = arguments(__doc__).parse_args()
    warnings.simplefilter("ignore")
    g = Golden("spatial_autocorrelation", "esda", __file__, ("esda", "libpysal", "numpy"), SETTINGS, NOTES)
    for name in FIXTURES:
        f = load(name)
        for spacing in SPACINGS[name]:
            step = np.array([float(s) for s in spacing.split(",")])[-f.ndim:]
            for label in f.rois:
                x = f.values(label)
                defined = len(x) > 1 and x.min() < x.max()
                values = {}
                if defined:
                    w = weights(np.argwhere(f.mask(label)) * step)
                    values = {"moran_i": Moran(x, w, transformation="O", permutations=0).I, "geary_c": Geary(x, w, transformation="O", permutations=0).C}
                reason = None if defined else "too-few-pixels" if len(x) == 1 else "constant-intensity"
                for id in ("moran_i", "geary_c"):
                    g.add(name, label, id, f"spatial_autocorrelation_{id}", values.get(id), config=spacing, missing=reason)
    g.write(args.out)


if __name__ == "__main__":
    main()
