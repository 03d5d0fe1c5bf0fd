#!/usr/bin/env python3
"""Perimeters by scikit-image, and intensities of the inner boundary that it finds."""
import numpy as np
from skimage.measure import find_contours, perimeter, perimeter_crofton, regionprops
from skimage.segmentation import find_boundaries

from common import Golden, arguments, load
from shape_statistics import SPACINGS, large

SETTINGS = {
    "perimeter": "neighborhood=4 as in regionprops, or 8 (perimeter_skimage_8); perimeter_crofton with 4 or 2 directions",
    "find_boundaries": "connectivity=1, mode='inner', of the mask with a background margin",
    "find_contours": "at 0.5, fully_connected=high, of the mask with a background margin; lengths of all lines added up",
    "configs": "estimator of the perimeter, spacing",
}


def emit(g, name, label, mask, intensity):
    g.add(name, label, "perimeter", "morphology_perimeter", perimeter(mask, 4), "perimeter_skimage spacing_1")
    (p,) = regionprops(mask.astype(np.uint8), spacing=(0.325, 0.325))
    g.add(name, label, "perimeter", "morphology_perimeter", p.perimeter, "perimeter_skimage spacing_0.325_0.325")
    g.add(name, label, "perimeter_crofton", "morphology_perimeter", perimeter_crofton(mask, 4), "perimeter_crofton spacing_1")
    g.add(name, label, "perimeter", "morphology_perimeter", perimeter(mask, 8), "perimeter_skimage_8 spacing_1")
    g.add(name, label, "perimeter_crofton", "morphology_perimeter", perimeter_crofton(mask, 2), "perimeter_crofton_2 spacing_1")
    lines = find_contours(np.pad(mask, 1).astype(float), 0.5, fully_connected="high")
    for key, scale in SPACINGS.items():
        length = sum(np.hypot(*np.diff(line * scale, axis=0).T).sum() for line in lines)
        g.add(name, label, "find_contours, length", "morphology_perimeter", length, f"perimeter_iso_line {key}")
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
