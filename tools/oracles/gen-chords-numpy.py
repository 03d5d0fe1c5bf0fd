#!/usr/bin/env python3
"""Chords by their definition, pixel by pixel: every pixel is a rectangle, the part of a line in it is a closed form, and
stretches that touch are one chord. No contours.
"""
import math

import numpy as np

from common import Golden, arguments, load
from shape_statistics import SPACINGS, STATISTICS, corners, line_in_rectangles, mode

SETTINGS = {
    "directions": "0, 9, ..., 171 degrees, from x towards y (down)",
    "lines": "in the middle of ceil(width / pitch) equal strips, pitch = |(sin t sx, cos t sy)|",
    "chord of a line": "its longest stretch; stretches closer than 1e-9 of the pitch are one",
    "configs": "spacing in the order of the array's axes",
}
ANGLES = range(0, 180, 9)
EXACT = {0: (1.0, 0.0), 90: (0.0, 1.0)}


def longest_stretch(start, end, least):
    """Length of the longest union of intervals that touch."""
    hit = end - start > least
    order = np.argsort(start[hit])
    start, end = start[hit][order], end[hit][order]
    if len(start) == 0:
        return 0.0
    reach = np.maximum.accumulate(end)
    first = np.append(True, start[1:] > reach[:-1] + least)
    last = np.append(first[1:], True)
    return (reach[last] - start[first]).max()


def chords(mask, degrees, sx, sy):
    """Longest chord of every line of a direction."""
    cos, sin = EXACT.get(degrees, (math.cos(math.radians(degrees)), math.sin(math.radians(degrees))))
    y, x = np.nonzero(mask)
    centres = np.stack([(x + 0.5) * sx, (y + 0.5) * sy], 1)
    q = corners(mask) * (sx, sy) @ (-sin, cos)
    pitch = math.hypot(sin * sx, cos * sy)
    n = math.ceil(np.ptp(q) / pitch - 1e-9)
    levels = q.min() + (np.arange(n) + 0.5) * np.ptp(q) / n
    reach = (abs(sin) * sx + abs(cos) * sy) / 2 + 1e-9
    found = []
    for level in levels:
        near = np.abs(centres @ (-sin, cos) - level) <= reach
        start, end = line_in_rectangles(centres[near], (-sin * level, cos * level), cos, sin, sx, sy)
        found.append(longest_stretch(start, end, 1e-9 * pitch))
    return [c for c in found if c > 0]


def angle_of(values, sign, tie):
    """The first direction whose value is extreme up to the tie."""
    best = max(sign * v for v in values)
    return next(a for a, v in zip(ANGLES, values) if sign * v >= best - tie)


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("chords", "numpy", __file__, ("numpy",), SETTINGS)
    for name in ("cells", "edge"):
        f = load(name)
        for label in f.rois:
            mask, _, _ = f.boxed(label)
            for key, (sy, sx) in SPACINGS.items():
                per_angle = [chords(mask, a, sx, sy) for a in ANGLES]
                every = np.concatenate(per_angle)
                longest = np.array([max(c) for c in per_angle])
                shortest = [min(c) for c in per_angle]
                bin = math.sqrt(sx * sy)

                def add(feature, id, value, **extra):
                    g.add(name, label, feature, f"morphology_{id}", value, key, **extra)

                for kind, values in (("chord", every), ("longest_chord", longest)):
                    for s, of in STATISTICS.items():
                        if kind == "longest_chord" and s == "maximum":
                            continue
                        scale = {"scale": float(values.max())} if s == "standard_deviation" else {}
                        add(f"{s} of {len(values)}", f"{kind}_{s}", of(values), **scale)
                    add(f"mode of {len(values)}", f"{kind}_mode", mode(values, bin))
                tie = 1e-9 * bin
                add("first direction", "chord_maximum_angle", angle_of(longest, 1, tie))
                add("first direction", "chord_minimum_angle", angle_of(shortest, -1, tie))
                add("first direction", "longest_chord_minimum_angle", angle_of(longest, -1, tie))
    g.write(args.out)


if __name__ == "__main__":
    main()
