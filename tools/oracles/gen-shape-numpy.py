#!/usr/bin/env python3
"""Martin and Nassenstein diameters and circles about the centroid by their definitions, pixel by pixel.

Every pixel is a rectangle: its share below a line is a closed form, and so is the part of a line that lies in it. No
contours and no hulls.
"""
import math

import numpy as np

from common import Golden, arguments, load
from shape_statistics import SPACINGS, add_statistics, corners, line_in_rectangles, rectangle_below

SETTINGS = {
    "directions": "0, 10, ..., 170 degrees, from x towards y (down)",
    "martin": "the level that half of the area lies below, by bisection; rows and columns are counted",
    "nassenstein": "from the corner farthest along (-sin, cos) straight back to the first gap",
    "configs": "spacing in the order of the array's axes",
}
NOTES = {
    "jump": "In one of the directions the chord is not continuous at the line that halves the area: it passes a corner at which pixels touch, or runs between two parts.",
}
ANGLES = range(0, 180, 10)
ALL = ("maximum", "mean", "median", "minimum", "mode", "standard_deviation")


def rotated(mask, degrees):
    """The mask with the direction along its rows, for 0 and 90 degrees."""
    return mask if degrees == 0 else mask.T[::-1]


def martin_rows(mask):
    rows = mask.sum(1)
    row = np.argmax(2 * np.cumsum(rows) > rows.sum())
    x = np.nonzero(mask[row])[0]
    return x[-1] - x[0] + 1


def nassenstein_rows(mask):
    last = np.nonzero(mask.any(1))[0][-1]
    x = np.nonzero(mask[last])[0]
    length = np.argmax(np.append(np.diff(x) > 1, True)) + 1
    column = mask[last::-1, x[0] + math.ceil(length / 2) - 1]
    return np.argmin(np.append(column, False))


def martin(c, q, cos, sin, sx, sy):
    """Chord on the level that halves the area, and whether it jumps there."""
    a, b = abs(sin) * sx, abs(cos) * sy
    low, high = q.min() - a - b, q.max() + a + b
    for _ in range(200):
        level = (low + high) / 2
        if rectangle_below(level - q, a, b).sum() * 2 < len(q):
            low = level
        else:
            high = level
    chords = []
    for at in (level - 1e-7, level, level + 1e-7):
        start, end = line_in_rectangles(c, (-sin * at, cos * at), cos, sin, sx, sy)
        hit = end > start
        chords.append(end[hit].max() - start[hit].min() if hit.any() else 0.0)
    return chords[1], max(chords) - min(chords) > 1e-4 or chords[1] < 1e-4


def nassenstein(c, points, cos, sin, sx, sy):
    q = points @ (-sin, cos)
    p = points @ (cos, sin)
    contact = points[q > q.max() - 1e-9 * np.ptp(q)][np.argmin(p[q > q.max() - 1e-9 * np.ptp(q)])]
    start, end = line_in_rectangles(c, contact, sin, -cos, sx, sy)
    hit = end > start + 1e-9
    reach = 0.0
    for a, b in sorted(zip(start[hit], end[hit])):
        if a > reach + 1e-9:
            break
        reach = max(reach, b)
    return reach


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("shape", "numpy", __file__, ("numpy",), SETTINGS, NOTES)
    for name in ("cells", "edge"):
        f = load(name)
        for label in f.rois:
            mask, _, _ = f.boxed(label)
            for key, (sy, sx) in SPACINGS.items():
                y, x = np.nonzero(mask)
                c = np.stack([(x + 0.5) * sx, (y + 0.5) * sy], 1)
                points = corners(mask) * (sx, sy)

                def add(feature, id, value, **extra):
                    g.add(name, label, feature, f"morphology_{id}", value, key, **extra)

                chords, contacts, jumps = [], [], False
                for degrees in ANGLES:
                    if degrees % 90 == 0:
                        chords.append(martin_rows(rotated(mask, degrees)) * (sx if degrees == 0 else sy))
                        contacts.append(nassenstein_rows(rotated(mask, degrees)) * (sy if degrees == 0 else sx))
                        continue
                    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
                    chord, jump = martin(c, c @ (-sin, cos), cos, sin, sx, sy)
                    jumps |= jump
                    chords.append(chord)
                    contacts.append(nassenstein(c, points, cos, sin, sx, sy))
                bin = math.sqrt(sx * sy)
                add_statistics(add, "martin", chords, bin, ALL, note="jump" if jumps else None)
                add_statistics(add, "nassenstein", contacts, bin, ALL)
                centre = c.mean(0)
                add("farthest corner", "circumscribed_circle_diameter", 2 * np.hypot(*(points - centre).T).max())
                # The nearest point of a background pixel, coordinate by coordinate.
                by, bx = np.nonzero(~np.pad(mask, 1))
                away = np.abs(np.stack([(bx - 0.5) * sx, (by - 0.5) * sy], 1) - centre) - (sx / 2, sy / 2)
                inside = 2 * np.hypot(*np.maximum(away, 0).T).min()
                own = np.abs(c - centre) <= np.array([sx, sy]) / 2 + 1e-12
                if own.all(1).any():
                    add("nearest background", "inscribed_circle_diameter", inside)
                else:
                    add("nearest background", "inscribed_circle_diameter", None, missing="undefined")
    g.write(args.out)


if __name__ == "__main__":
    main()
