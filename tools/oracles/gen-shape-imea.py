#!/usr/bin/env python3
"""Statistical lengths, circles and geodetic length by imea.

It rotates the image, thresholds it again and counts pixels, so its diameters are whole numbers of pixels: rows carry
`error`, in pixels. A chord that begins one pixel beside another may end elsewhere.
"""
import math
import warnings

import numpy as np
from imea.measure_2d.macro import geodeticlength_and_thickness, min_enclosing_circle
from imea.measure_2d.statistical_length import compute_statistical_lengths
from imea.measure_2d.utils import find_contour
from skimage.measure import perimeter_crofton

from common import Golden, arguments, load
from shape_statistics import add_statistics

SETTINGS = {
    "statistical lengths": "compute_statistical_lengths with dalpha=10, of the mask magnified 4 times; diameters divided by 4",
    "geodetic": "geodeticlength_and_thickness of the area and the Crofton perimeter",
}
ZOOM = 4


def main():
    args = arguments(__doc__).parse_args()
    warnings.simplefilter("ignore")
    g = Golden("shape", "imea", __file__, ("imea", "scikit-image", "numpy"), SETTINGS)
    f = load("cells")
    for label in f.rois:
        mask, _, _ = f.boxed(label)
        big = np.pad(np.kron(mask, np.ones((ZOOM, ZOOM), bool)), 4)
        feret, martin, nassenstein, *_ = compute_statistical_lengths(big, 10)

        def add(feature, id, value, config="counted spacing_1", **extra):
            extra.pop("scale", None)
            g.add("cells", label, feature, f"morphology_{id}", value, config, **extra)

        which = ("mean", "median", "standard_deviation")
        add_statistics(add, "feret", feret / ZOOM, 1, which, error=0.35)
        for name, lengths in (("martin", martin), ("nassenstein", nassenstein)):
            add_statistics(add, name, lengths / ZOOM, 1, ("mean", "median"), error=1)
        length, thickness = geodeticlength_and_thickness(int(mask.sum()), perimeter_crofton(mask, 4))
        add("geodeticlength_and_thickness[0]", "geodetic_length", length, "perimeter_crofton spacing_1")
        add("geodeticlength_and_thickness[1]", "thickness", thickness, "perimeter_crofton spacing_1")
    g.write(args.out)


if __name__ == "__main__":
    main()
