#!/usr/bin/env python3
"""Perimeters by scikit-image, and intensities of the inner boundary that it finds."""
import numpy as np
from skimage.measure import perimeter, perimeter_crofton, regionprops
from skimage.segmentation import find_boundaries

from common import Golden, arguments, load
from shape_statistics import large

SETTINGS = {
    "perimeter": "neighborhood=4 as in regionprops; perimeter_crofton with 4 directions",
    "find_boundaries": "connectivity=1, mode='inner', of the mask with a background margin",
    "configs": "estimator of the perimeter, spacing",
}


def emit(g, name, label, mask, intensity):
    g.add(name, label, "perimeter", "morphology_perimeter", perimeter(mask, 4), "perimeter_skimage spacing_1")
    (p,) = regionprops(mask.astype(np.uint8), spacing=(0.325, 0.325))
    g.add(name, label, "perimeter", "morphology_perimeter", p.perimeter, "perimeter_skimage spacing_0.325_0.325")
    g.add(name, label, "perimeter_crofton", "morphology_perimeter", perimeter_crofton(mask, 4), "perimeter_crofton spacing_1")
    edge = find_boundaries(np.pad(mask, 1), connectivity=1, mode="inner")[1:-1, 1:-1]
    values = intensity[edge].astype(np.float64)
    for what in ("mean", "max", "min", "sum"):
        id = {"max": "maximum", "min": "minimum"}.get(what, what)
        g.add(name, label, f"find_boundaries, {what}", f"morphology_edge_intensity_{id}", getattr(values, what)())
    if len(values) > 1:
        g.add(name, label, "find_boundaries, std", "morphology_edge_intensity_standard_deviation", values.std(ddof=1))
    else:
        g.add(name, label, "find_boundaries, std", "morphology_edge_intensity_standard_deviation", None, missing="too-few-pixels")


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("shape", "skimage", __file__, ("scikit-image", "numpy"), SETTINGS)
    for name in ("cells", "edge"):
        f = load(name)
        for label in f.rois:
            emit(g, name, label, f.mask(label), f.intensity)
    emit(g, "large", 1, *large())
    g.write(args.out)


if __name__ == "__main__":
    main()
