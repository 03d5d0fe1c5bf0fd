#!/usr/bin/env python3
"""Fractal dimensions by their definitions: boxes counted in arrays padded to whole boxes, and walks along the iso-line of
scikit-image that search the whole polygon ahead for the first point one step away.
"""
import math

import numpy as np
from scipy.ndimage import binary_fill_holes, label
from scipy.spatial import ConvexHull
from skimage.measure import find_contours

from common import Golden, arguments, load
from shape_statistics import SPACINGS, corners, large

SETTINGS = {
    "boxes": "sides 2, 4, ... up to the first no smaller than the bounding box; of the four grids at its corner and half a side before it the fewest",
    "way": "find_contours at 0.5, fully_connected=high, of the 8-connected part that encloses most pixels, clockwise from its topmost leftmost point",
    "walk": "10 steps from 2 sqrt(sx sy) to 0.3 of the largest distance of its pixel corners, in equal ratios; the last step ends at the start",
    "slopes": "numpy.polyfit of degree 1",
    "configs": "spacing in the order of the array's axes",
}


def boxes(mask, side):
    """Fewest boxes of four grids."""
    counts = []
    for dy in (0, side // 2):
        for dx in (0, side // 2):
            h, w = mask.shape[0] + dy, mask.shape[1] + dx
            padded = np.pad(mask, ((dy, -h % side), (dx, -w % side)))
            counts.append(padded.reshape(padded.shape[0] // side, side, -1, side).any((1, 3)).sum())
    return min(counts)


def dimension_by_boxes(mask):
    sides = [2 ** k for k in range(1, 40) if 2 ** (k - 1) < max(mask.shape)]
    if len(sides) < 2:
        return None
    return -np.polyfit(np.log(sides), np.log([boxes(mask, s) for s in sides]), 1)[0]


def part(mask):
    """The 8-connected part that encloses most pixels, its holes filled; the first one of several."""
    parts, n = label(mask, np.ones((3, 3)))
    filled = [binary_fill_holes(parts == k + 1) for k in range(n)]
    return max(filled, key=np.sum)


def way(filled, sx, sy):
    """Closed polygon from the topmost leftmost point, clockwise as seen on the screen; the first point is repeated."""
    (loop,) = find_contours(np.pad(filled, 1).astype(float), 0.5, fully_connected="high")
    x, y = loop[:-1, 1] - 0.5, loop[:-1, 0] - 0.5  # pixel corners at whole numbers; the pad shifts by one
    if np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)) < 0:
        x, y = x[::-1], y[::-1]
    first = np.lexsort((x, y))[0]
    p = np.stack([np.roll(x, -first) * sx, np.roll(y, -first) * sy], 1)
    return np.vstack([p, p[:1]])


def diameter(filled, sx, sy):
    points = corners(filled) * (sx, sy)
    if len(points) > 3000:
        points = points[ConvexHull(points).vertices]
    return max(np.hypot(*(points - q).T).max() for q in points)


def walked(p, step):
    """Length of the walk with this step."""
    at, i, t, n = p[0], 0, 0.0, 0
    while True:
        # The first crossing of the circle on the rest of the way, side by side.
        a = p[i:-1].copy()
        a[0] = p[i] + t * (p[i + 1] - p[i])
        d = p[i + 1:] - a
        outside = np.nonzero(np.hypot(*(p[i + 1:] - at).T) >= step)[0]
        if len(outside) == 0:
            return n * step + math.hypot(*(p[0] - at))
        k = outside[0]
        roots = np.roots([d[k] @ d[k], 2 * d[k] @ (a[k] - at), (a[k] - at) @ (a[k] - at) - step * step])
        at = a[k] + roots.real.max() * d[k]
        i += k
        side = p[i + 1] - p[i]
        t = (at - p[i]) @ side / (side @ side)
        n += 1


def dimension_by_walks(mask, sx, sy):
    filled = part(mask)
    least, most = 2 * math.sqrt(sx * sy), 0.3 * diameter(filled, sx, sy)
    if most < 2 * least:
        return None
    p = way(filled, sx, sy)
    steps = np.geomspace(least, most, 10)
    return 1 - np.polyfit(np.log(steps), np.log([walked(p, s) for s in steps]), 1)[0]


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("fractal", "numpy", __file__, ("numpy", "scipy", "scikit-image"), SETTINGS)

    def add(name, roi, mask, key, sx, sy):
        for id, value in (("boxes", dimension_by_boxes(mask)), ("perimeter", dimension_by_walks(mask, sx, sy))):
            extra = {} if value is not None else {"missing": "too-few-pixels"}
            g.add(name, roi, f"slope of {id}", f"morphology_fractal_dimension_{id}", value, key, **extra)

    for name in ("cells", "edge"):
        f = load(name)
        for roi in f.rois:
            mask, _, _ = f.boxed(roi)
            for key, (sy, sx) in SPACINGS.items():
                add(name, roi, mask, key, sx, sy)
    mask, _ = large()
    rows, columns = np.nonzero(mask.any(1))[0], np.nonzero(mask.any(0))[0]
    add("large", 1, mask[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1], "spacing_1", 1.0, 1.0)
    g.write(args.out)


if __name__ == "__main__":
    main()
