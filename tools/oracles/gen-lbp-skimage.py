#!/usr/bin/env python3
"""Histograms of local binary patterns by scikit-image on whole fixtures, over the pixels whose neighbours are in the ROI."""
import warnings

import numpy as np
from scipy import ndimage
from skimage.feature import local_binary_pattern

from common import Golden, arguments, generator, load

warnings.simplefilter("ignore")
exact = generator("gen-lbp-numpy")
NOTES = {"tie": "A neighbour between pixels equals its centre to 1e-9: the tool interpolates absolute intensities, which round to either side."}
SETTINGS = {"method": "uniform", "image": "the whole fixture, volumes slice by slice", "pixels": "those of the ROI eroded by all pixels that neighbours are interpolated from",
            "p": "P", "r": "R", "values": "shares of codes 0 to p + 1"}


def footprint(points, radius):
    reach = int(np.ceil(radius))
    out = np.zeros((2 * reach + 1,) * 2, bool)
    out[reach, reach] = True
    for s in exact.taps(points, radius):
        for dy, dx in s:
            out[reach + dy, reach + dx] = True
    return out


def has_ties(image, coded, points, radius):
    for s in exact.taps(points, radius):
        if len(s) == 1:
            continue
        difference = sum(float(w) * (np.roll(image, (-dy, -dx), (0, 1)) - image) for (dy, dx), w in s.items())
        if (np.abs(difference[coded]) <= 1e-9 * np.abs(image).max()).any():
            return True
    return False


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("lbp", "skimage", __file__, ("scikit-image", "scipy", "numpy"), SETTINGS, NOTES)
    for name in ("cells", "edge", "float", "volume"):
        f = load(name)
        for config, (points, radius) in exact.CONFIGS.items():
            planes = [f.intensity] if f.ndim == 2 else list(f.intensity)
            patterns = [local_binary_pattern(p, points, radius, "uniform") for p in planes]
            for label in f.rois:
                masks = [f.mask(label)] if f.ndim == 2 else list(f.mask(label))
                coded = [ndimage.binary_erosion(m, footprint(points, radius), border_value=0) for m in masks]
                found = np.concatenate([p[c] for p, c in zip(patterns, coded)]).astype(int)
                tie = any(has_ties(p.astype(float), c, points, radius) for p, c in zip(planes, coded))
                values = (np.bincount(found, minlength=points + 2) / len(found)).tolist() if len(found) else None
                g.add(name, label, "local_binary_pattern", "lbp_histogram", values, config, "tie" if tie else None, missing=None if len(found) else "too-few-pixels")
    g.write(args.out)


if __name__ == "__main__":
    main()
