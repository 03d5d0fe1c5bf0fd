#!/usr/bin/env python3
"""Erosions until nothing is left, and distances to background, with SciPy's morphology and distance transforms."""
import numpy as np
from scipy import ndimage

from common import Golden, arguments, load

FIXTURES = ("cells", "edge", "float")
SPACINGS = ((1, 1), (0.5, 0.75))
CROSS = ndimage.generate_binary_structure(2, 1)
SETTINGS = {
    "erosion": "scipy.ndimage.binary_erosion with a cross, border_value 0, counted until nothing is left",
    "radius": "scipy.ndimage.distance_transform_edt of the bounding box with a margin of background",
    "config": "spacing_<x>,<y>",
}


def erosions(mask):
    count = 0
    while mask.any():
        mask = ndimage.binary_erosion(mask, CROSS)
        count += 1
    return count


def main():
    args = arguments(__doc__).parse_args()
    erosion = Golden("erosion", "scipy", __file__, ("numpy", "scipy"), SETTINGS)
    radius = Golden("roi_radius", "scipy", __file__, ("numpy", "scipy"), SETTINGS)
    for f in map(load, FIXTURES):
        for label in f.rois:
            mask, _, _ = f.boxed(label)
            for id, region in (("erosions_to_vanish", mask), ("erosions_to_vanish_complement", ~mask)):
                erosion.add(f.name, label, id, f"morphology_{id}", erosions(region), "spacing_1,1")
            for sx, sy in SPACINGS:
                d = ndimage.distance_transform_edt(np.pad(mask, 1), sampling=(sy, sx))[1:-1, 1:-1][mask]
                for id, value in (("maximum", d.max()), ("mean", d.mean()), ("median", np.median(d))):
                    radius.add(f.name, label, id, f"morphology_radius_{id}", value, f"spacing_{sx:g},{sy:g}")
    erosion.write(args.out)
    radius.write(args.out)


if __name__ == "__main__":
    main()
