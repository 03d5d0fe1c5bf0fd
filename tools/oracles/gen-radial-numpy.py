#!/usr/bin/env python3
"""Intensity in rings between a ROI's centre and its edge, from the definitions, one pixel at a time.

Centre: first pixel in raster order with the largest distance to background (8-neighbourhood brute force over all background
pixels; beyond the image is background). Distance from the centre: max + (sqrt 2 - 1) min of |dx| and |dy|. Ring: floor(K d / (d + e + 0.001)).
"""
import math

import numpy as np

from common import Golden, arguments, load

NAMES = ("fraction_at_distance", "mean_fraction", "coefficient_of_variation")
SETTINGS = {"rings8": "8 rings", "rings4": "4 rings"}


def edge_distances(mask):
    """Of every ROI pixel, brute force."""
    padded = np.pad(mask, 1)
    background = np.argwhere(~padded)
    points = np.argwhere(padded)
    return points - 1, [min((background - p).__pow__(2).sum(1)) for p in points]


def rings(mask, image, count):
    points, squared = edge_distances(mask)
    cy, cx = points[int(np.argmax(squared))]
    wedges = [{} for _ in range(count)]
    for (y, x), s in zip(points, squared):
        dy, dx = int(y - cy), int(x - cx)
        lo, hi = sorted((abs(dx), abs(dy)))
        d = hi - lo + math.sqrt(2) * lo
        ring = int(count * d / (d + math.sqrt(s) + 0.001))
        wedges[ring].setdefault((dx > 0, dy > 0, abs(dy) > abs(dx)), []).append(float(image[y, x]))
    return wedges


def measure(mask, image, count):
    wedges = rings(mask, image, count)
    total = math.fsum(v for w in wedges for values in w.values() for v in values)
    n = sum(len(values) for w in wedges for values in w.values())
    out = {name: [] for name in NAMES}
    for w in wedges:
        values = [v for part in w.values() for v in part]
        s = math.fsum(values)
        means = [math.fsum(part) / len(part) for part in w.values()]
        mean = math.fsum(means) / len(means) if means else 0
        out["fraction_at_distance"].append(s / total if total else None)
        out["mean_fraction"].append(s / total / (len(values) / n) if total and values else None)
        out["coefficient_of_variation"].append(math.sqrt(math.fsum((m - mean) ** 2 for m in means) / len(means)) / mean if mean else None)
    return out


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("radial", "numpy", __file__, ("numpy",), SETTINGS)
    for name in ("cells", "edge", "float"):
        f = load(name)
        for label in f.rois:
            mask, image, _ = f.boxed(label)
            for count in (8, 4):
                for id, values in measure(mask, image, count).items():
                    empty = all(v is None for v in values)
                    g.rows.append({"fixture": name, "label": int(label), "feature": id, "id": f"radial_distribution_{id}", "config": f"rings{count}", "value": None if empty else values, **({"missing": "undefined"} if empty else {})})
    g.write(args.out)


if __name__ == "__main__":
    main()
