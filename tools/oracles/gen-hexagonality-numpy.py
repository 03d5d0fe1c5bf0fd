#!/usr/bin/env python3
"""Hexagonality and polygonality by their definitions, of measures that NumPy, SciPy and scikit-image give.

Neighbours: all distances between boundary pixels (SciPy's cdist). Perimeter: sides of pixels counted, or scikit-image's
perimeter. Hull and widths: SciPy's hull of the corners of pixels; the least width over its sides, the largest over its
corners. Every hexagon measure is written out.
"""
import itertools
import math

import numpy as np
from scipy.spatial import ConvexHull
from scipy.spatial.distance import cdist, pdist
from skimage.measure import perimeter

from common import Golden, arguments, generator, load
from shape_statistics import corners

SETTINGS = {
    "config": "d<distance> spacing_<x>,<y> perimeter_<estimator>: largest distance of neighbours, in units of the spacing",
    "skimage": "skimage.measure.perimeter, neighborhood=4",
}
CONFIGS = ((25, 1, 1, "cracks"), (25, 1, 1, "skimage"), (12, 0.5, 0.75, "cracks"))
boundary = generator("gen-neighbours-scipy").boundary


def sides_of_pixels(mask, sx, sy):
    p = np.pad(mask, 1).astype(int)
    return np.abs(np.diff(p, axis=0)).sum() * sx + np.abs(np.diff(p, axis=1)).sum() * sy


def measures(mask, sx, sy, estimator):
    points = corners(mask) * (sx, sy)
    hull = ConvexHull(points)
    normals = hull.equations[:, :2]
    widths = np.ptp(points @ normals.T, axis=0)
    around = perimeter(mask, 4) * sx if estimator == "skimage" else sides_of_pixels(mask, sx, sy)
    return mask.sum() * sx * sy, around, hull.volume, widths.min(), pdist(points[hull.vertices]).max()


def polygonality(n, area, around):
    t = math.tan(math.pi / n)
    side = 1 - abs(1 - (around / n) / math.sqrt(4 * area / (n / t)))
    return 5 * (side + 1 - abs(1 - area / (0.25 * n * (around / n) ** 2 / t)))


def pairs(values):
    found = [1 - abs(1 - a / b) for a, b in itertools.combinations(values, 2)]
    return np.mean(found), np.std(found)


def hexagonality(area, around, convex, least, largest):
    r = math.sqrt(3)
    s1, s2, s3 = around / 6, largest / 2, least / r
    by_hull = 6 * math.sqrt(convex / (1.5 * r))
    s4 = by_hull / 6
    a1, a2, a3, a4 = r * around / 12, r * largest / 4, least / 2, r * by_hull / 12
    a5 = math.sqrt(convex / (2 * r))
    areas = [
        1.5 * r * s1 ** 2, 1.5 * r * s2 ** 2, 1.5 * r * s3 ** 2, 3 * s1 * a2, 3 * s1 * a3, 3 * s2 * a3,
        3 * s4 * a1, 3 * s4 * a2, 3 * s4 * a3, convex, area,
    ]
    perimeters = [
        math.sqrt(24 * area / r), math.sqrt(24 * convex / r), around, by_hull, 3 * largest, 6 * least / r,
        2 * area / a1, 2 * area / a2, 2 * area / a3, 2 * area / a4, 2 * area / a5,
        2 * convex / a1, 2 * convex / a2, 2 * convex / a3,
    ]
    (ma, sa), (mp, sp) = pairs(areas), pairs(perimeters)
    return 5 * (ma + mp), math.sqrt((sa ** 2 + sp ** 2) / 2)


def main():
    args = arguments(__doc__).parse_args()
    # A regular hexagon fits in all measures.
    perfect = hexagonality(1.5 * math.sqrt(3), 6, 1.5 * math.sqrt(3), math.sqrt(3), 2)
    assert np.allclose(perfect, (10, 0), atol=1e-12), perfect
    g = Golden("hexagonality", "numpy", __file__, ("numpy", "scipy", "scikit-image"), SETTINGS)
    for name in ("cells", "edge"):
        f = load(name)
        edges = {label: boundary(f.mask(label)) for label in f.rois}
        for distance, sx, sy, estimator in CONFIGS:
            config = f"d{distance:g} spacing_{sx:g},{sy:g} perimeter_{estimator}"
            scale = np.array([sy, sx])
            for label in f.rois:
                near = [o for o in f.rois if o != label and cdist(edges[label] * scale, edges[o] * scale).min() <= distance]
                values = dict.fromkeys(("polygonality", "hexagonality", "hexagonality_standard_deviation"))
                area, around, convex, least, largest = measures(f.boxed(label)[0], sx, sy, estimator)
                reason = "no-neighbour" if len(near) < 3 else "undefined" if around == 0 else None
                if reason is None:
                    mean, deviation = hexagonality(area, around, convex, least, largest)
                    values = {
                        "polygonality": polygonality(len(near), area, around),
                        "hexagonality": mean, "hexagonality_standard_deviation": deviation,
                    }
                for feature, value in values.items():
                    g.add(name, label, feature, f"morphology_{feature}", value, config, missing=reason)
    g.write(args.out)


if __name__ == "__main__":
    main()
