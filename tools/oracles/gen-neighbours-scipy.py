#!/usr/bin/env python3
"""Neighbours by brute force: all distances between the boundary pixels of all pairs of ROIs (SciPy's cdist).

Boundary pixels are ROI pixels with an 8-neighbour outside the ROI (scipy.ndimage.binary_erosion of the padded mask);
centroids are SciPy's centers of mass, circular statistics those of scipy.stats.
"""
import numpy as np
from scipy import ndimage, stats
from scipy.spatial.distance import cdist

from common import Golden, arguments, load

FIXTURES = ("cells", "edge")
# Distance, and pixel size along x and y.
CONFIGS = ((5, 1, 1), (1.5, 1, 1), (12, 1, 1), (4, 0.5, 0.75))
SETTINGS = {
    "config": "d<distance> spacing_<x>,<y>: largest distance between boundary pixels of neighbours, in units of the spacing",
    "angles": "degrees in [0, 360), y down; equally near neighbours in the order of their angles",
}


def boundary(mask):
    padded = np.pad(mask, 1)
    inner = ndimage.binary_erosion(padded, np.ones((3, 3)))[1:-1, 1:-1]
    return np.argwhere(mask & ~inner)


def sample(angles):
    """Statistics of directions, missing values as (None, reason)."""
    if len(angles) == 0:
        gone = (None, "no-neighbour")
        return gone, gone, gone, gone, gone
    whole = np.floor(angles + 0.5).astype(int) % 360
    mode = int(np.bincount(whole).argmax())
    deviation = (float(np.std(angles, ddof=1)), None) if len(angles) > 1 else (None, "undefined")
    resultant = abs(np.exp(1j * np.radians(angles)).mean())
    if resultant < 1e-12:
        around = [(None, "undefined")] * 2
    else:
        around = [(float(stats.circmean(angles, high=360)), None), (float(stats.circstd(angles, high=360)), None)]
    return (float(np.mean(angles)), None), deviation, (mode, None), *around


def rows_of(g, f, distance, sx, sy):
    config = f"d{distance:g} spacing_{sx:g},{sy:g}"
    scale = np.array([sy, sx])
    edges = {label: boundary(f.mask(label)) for label in f.rois}
    centres = {label: np.array(ndimage.center_of_mass(f.mask(label))) * scale for label in f.rois}
    for label in f.rois:
        own = edges[label]
        touching = np.zeros(len(own), bool)
        found = []
        for other in f.rois:
            if other == label:
                continue
            touching |= (cdist(own, edges[other], "chebyshev") <= 1).any(1)
            if cdist(own * scale, edges[other] * scale).min() <= distance:
                dy, dx = centres[other] - centres[label]
                found.append((float(np.hypot(dx, dy)), float(np.degrees(np.arctan2(dy, dx)) % 360)))
        found.sort()
        gone = (None, "no-neighbour")
        mean, deviation, mode, around, spread = sample(np.array([angle for _, angle in found]))
        values = {
            "count": (len(found), None),
            "percent_touching": (100 * float(touching.mean()), None),
            "closest_distance": (found[0][0], None) if found else gone,
            "closest_angle": (found[0][1], None) if found else gone,
            "second_closest_distance": (found[1][0], None) if len(found) > 1 else gone,
            "second_closest_angle": (found[1][1], None) if len(found) > 1 else gone,
            "angle_mean": mean,
            "angle_standard_deviation": deviation,
            "angle_mode": mode,
            "angle_circular_mean": around,
            "angle_circular_standard_deviation": spread,
        }
        for name, (value, reason) in values.items():
            g.add(f.name, label, name, f"neighbours_{name}", value, config, missing=reason)


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("neighbours", "scipy", __file__, ("numpy", "scipy"), SETTINGS)
    for name in FIXTURES:
        for config in CONFIGS:
            rows_of(g, load(name), *config)
    g.write(args.out)


if __name__ == "__main__":
    main()
