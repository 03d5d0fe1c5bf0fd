#!/usr/bin/env python3
"""Chains of boundary pixels, convex hulls and smallest circles by OpenCV. It computes with 32-bit floats."""
import cv2
import numpy as np

from common import Golden, arguments, load
from shape_statistics import corners, large

SETTINGS = {
    "perimeter": "arcLength, closed, of all contours of findContours (RETR_LIST, CHAIN_APPROX_NONE)",
    "hull": "convexHull of the corners of all pixels; contourArea, arcLength, minEnclosingCircle",
    "configs": "estimator of the perimeter, spacing",
}
SINGLE = 3e-7


def emit(g, name, label, mask):
    loops, _ = cv2.findContours(np.pad(mask, 1).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    g.add(name, label, "arcLength", "morphology_perimeter", sum(cv2.arcLength(c, True) for c in loops), "perimeter_polygon spacing_1", tolerance=SINGLE)
    hull = cv2.convexHull(corners(mask).astype(np.int32))
    area = cv2.contourArea(hull)
    g.add(name, label, "contourArea", "morphology_convex_area", area, "spacing_1")
    g.add(name, label, "count / contourArea", "morphology_solidity", int(mask.sum()) / area, "spacing_1")
    g.add(name, label, "arcLength", "morphology_convex_perimeter", cv2.arcLength(hull, True), "spacing_1", tolerance=SINGLE)
    _, radius = cv2.minEnclosingCircle(hull)
    g.add(name, label, "minEnclosingCircle", "morphology_minimum_enclosing_circle_diameter", 2 * radius, "spacing_1", tolerance=2e-4)


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("shape", "opencv", __file__, ("opencv-python-headless", "numpy"), SETTINGS)
    for name in ("cells", "edge"):
        f = load(name)
        for label in f.rois:
            emit(g, name, label, f.mask(label))
    emit(g, "large", 1, large()[0])
    g.write(args.out)


if __name__ == "__main__":
    main()
