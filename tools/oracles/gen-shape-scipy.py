#!/usr/bin/env python3
"""Hulls by Qhull, distances by SciPy, with pixels that are not square. Widths and circles by trying all candidates."""
import itertools
import math

import numpy as np
from scipy.ndimage import distance_transform_edt
from scipy.spatial import ConvexHull
from scipy.spatial.distance import pdist

from common import Golden, arguments, load
from shape_statistics import SPACINGS, add_statistics, corners

SETTINGS = {
    "hull": "ConvexHull (Qhull) of the corners of all pixels",
    "feret_diameter": "maximum: largest distance of two corners; minimum: least extent perpendicular to a facet; statistics: extent of the corners at 0, 10, ..., 170 degrees",
    "minimum_enclosing_circle": "smallest circle over two or three hull corners that holds the others",
    "maximum_inscribed_circle": "distance_transform_edt with sampling, twice its maximum less the geometric mean of the spacing",
    "configs": "spacing in the order of the array's axes",
}


def smallest_circle(p):
    """Brute force over pairs and triples."""
    best = math.inf
    for a, b in itertools.combinations(p, 2):
        c = (a + b) / 2
        r = math.dist(a, b) / 2
        if r < best and np.hypot(*(p - c).T).max() <= r * (1 + 1e-12):
            best = r
    for a, b, c in itertools.combinations(p, 3):
        m = 2 * np.array([b - a, c - a])
        if abs(np.linalg.det(m)) < 1e-12:
            continue
        d = np.linalg.solve(m, [(b - a) @ (b - a), (c - a) @ (c - a)])
        r = math.hypot(*d)
        if r < best and np.hypot(*(p - a - d).T).max() <= r * (1 + 1e-12):
            best = r
    return 2 * best


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("shape", "scipy", __file__, ("scipy", "numpy"), SETTINGS)
    for name in ("cells", "edge"):
        f = load(name)
        for label in f.rois:
            mask = f.mask(label)
            for key, (sy, sx) in SPACINGS.items():
                p = corners(mask) * (sx, sy)
                hull = ConvexHull(p)
                v = p[hull.vertices]

                def add(feature, id, value, **extra):
                    g.add(name, label, feature, f"morphology_{id}", value, key, **extra)

                add("ConvexHull.volume", "convex_area", hull.volume)
                add("ConvexHull.area", "convex_perimeter", hull.area)
                add("count / ConvexHull.volume", "solidity", mask.sum() * sx * sy / hull.volume)
                normals = np.unique(hull.equations[:, :2], axis=0)
                extents = p @ normals.T
                add("least extent", "feret_diameter_minimum", np.min(extents.max(0) - extents.min(0)))
                add("pdist", "feret_diameter_maximum", pdist(p).max())
                t = np.radians(np.arange(0, 180, 10))
                extents = p @ np.array([np.cos(t), np.sin(t)])
                widths = extents.max(0) - extents.min(0)
                add_statistics(add, "feret", widths, math.sqrt(sx * sy), ("mean", "median", "standard_deviation", "mode"))
                add("all circles", "minimum_enclosing_circle_diameter", smallest_circle(v))
                distance = distance_transform_edt(np.pad(mask, 1), sampling=(sy, sx)).max()
                add("distance_transform_edt", "maximum_inscribed_circle_diameter", 2 * distance - math.sqrt(sx * sy))
    g.write(args.out)


if __name__ == "__main__":
    main()
