#!/usr/bin/env python3
"""Moments of shape and intensity in exact rational arithmetic, and the same weighted by distance to the edge.

Coordinates are those of the bounding box's first pixel; the orders are p in x and q in y.
The weight of a pixel is ln(d + 0.001) with d its distance to the nearest ROI pixel that has a background
8-neighbour, by brute force over all edge pixels.
"""
import math
from fractions import Fraction

import numpy as np

from common import Fixture, Golden, arguments, load

FIXTURES = ("cells", "edge", "float")
ALL = [(p, q) for p in range(4) for q in range(4)]
THIRD = [(0, 2), (0, 3), (1, 1), (1, 2), (2, 0), (2, 1), (3, 0)]
SETTINGS = {"origin": "first pixel of the bounding box", "orders": "p in x, q in y", "arithmetic": "fractions; rounded once at the end",
            "ellipse": "(x - 43)^2 + 2 (y - 29)^2 + floor((x - 43) (y - 29) / 2) <= 1500 in 90 x 60 pixels; intensity 1000 + 3 x + x y mod 17", "weight": "ln(distance + 0.001), distance to the nearest ROI pixel with a background 8-neighbour"}


def ellipse():
    """One region large enough for a positive distance-weighted mass; the tests draw the same."""
    y, x = np.indices((60, 90))
    labels = ((x - 43) ** 2 + 2 * (y - 29) ** 2 + (x - 43) * (y - 29) // 2 <= 1500).astype(np.uint8)
    return Fixture("ellipse", labels, (1000 + 3 * x + x * y % 17).astype(np.uint16), [1, 1], [1])


def edge_distances(mask):
    padded = np.pad(mask, 1)
    inner = np.ones_like(mask)
    for dy in range(3):
        for dx in range(3):
            inner &= padded[dy:dy + mask.shape[0], dx:dx + mask.shape[1]]
    edge = np.argwhere(mask & ~inner)
    points = np.argwhere(mask)
    d2 = ((points[:, None, :] - edge[None, :, :]) ** 2).sum(2).min(1)
    return np.sqrt(d2.astype(float))


def moments(points, mass):
    """Raw and central moments with the sums of the sizes of their terms."""
    xs, ys = [Fraction(int(x)) for _, x in points], [Fraction(int(y)) for y, _ in points]

    def about(cx, cy):
        values, scales = {}, {}
        px = [[(x - cx) ** p for x in xs] for p in range(4)]
        py = [[(y - cy) ** q for y in ys] for q in range(4)]
        for p, q in ALL:
            terms = [m * a * b for m, a, b in zip(mass, px[p], py[q])]
            values[p, q], scales[p, q] = sum(terms), sum(map(abs, terms))
        return values, scales

    raw = about(Fraction(0), Fraction(0))
    m = raw[0]
    central = about(m[1, 0] / m[0, 0], m[0, 1] / m[0, 0]) if m[0, 0] != 0 else None
    return raw, central


def power(m00, order):
    """m00^(order / 2 + 1), or None where that is not real."""
    e = order / 2 + 1
    if order % 2 and m00 < 0:
        return None
    return float(m00) ** e if order % 2 else float(m00 ** (order // 2 + 1))


def hu(n):
    n20, n02, n11, n30, n03, n21, n12 = (n[k] for k in ((2, 0), (0, 2), (1, 1), (3, 0), (0, 3), (2, 1), (1, 2)))
    if n20 is None or n02 is None or n11 is None:
        return [None] * 7
    first = [n20 + n02, (n20 - n02) ** 2 + 4 * n11 ** 2]
    if n30 is None:
        return first + [None] * 5
    a, b, c, d = n30 + n12, n21 + n03, n30 - 3 * n12, 3 * n21 - n03
    return first + [c * c + d * d, a * a + b * b, c * a * (a * a - 3 * b * b) + d * b * (3 * a * a - b * b),
                    (n20 - n02) * (a * a - b * b) + 4 * n11 * a * b, d * a * (a * a - 3 * b * b) - c * b * (3 * a * a - b * b)]


def hu_scales(s):
    """Sizes of the terms of Hu's invariants from the sizes of the normalised moments."""
    e2, e3 = s[2, 0] + s[0, 2] + 2 * s[1, 1], s[3, 0] + 3 * s[1, 2] + 3 * s[2, 1] + s[0, 3]
    return [e2, e2 ** 2, e3 ** 2, e3 ** 2, 4 * e3 ** 4, e2 * e3 ** 2 * 2, 4 * e3 ** 4]


def emit(g, f, label, prefix, mass, weighted):
    mask, _, _ = f.boxed(label)
    (raw, raw_scale), central = moments(np.argwhere(mask), mass)
    stem = f"{prefix}_weighted" if weighted else prefix

    def add(kind, p, q, value, scale):
        extra = {"missing": "undefined"} if value is None else {"scale": abs(scale)}
        g.add(f.name, label, f"{kind} {p}{q}", f"{stem}_moment_{kind}_{p}{q}", value, **extra)

    for p, q in ALL[:13] if not weighted else [(p, q) for p, q in ALL if p + q <= 3]:
        add("raw", p, q, float(raw[p, q]), float(raw_scale[p, q]))
    for p, q in ALL if not weighted else THIRD:
        add("central", p, q, None if central is None else float(central[0][p, q]), float(central[1][p, q]) if central else 0)
    m00 = raw[0, 0]

    def normalised(values, scales, p, q):
        d = power(m00, p + q) if m00 != 0 else None
        return (None, 0) if d is None else (float(values[p, q]) / d, float(scales[p, q]) / abs(d))

    if not weighted:
        for p, q in ALL:
            add("normalised_raw", p, q, *normalised(raw, raw_scale, p, q))
    n, s = {}, {}
    for p, q in THIRD:
        n[p, q], s[p, q] = normalised(*central, p, q) if central else (None, 0)
        add("normalised_central", p, q, n[p, q], s[p, q])
    for k, (value, scale) in enumerate(zip(hu(n), hu_scales(s)), 1):
        extra = {"missing": "undefined"} if value is None else {"scale": scale}
        g.add(f.name, label, f"hu {k}", f"{stem}_hu_{k}", value, **extra)


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("moments", "numpy", __file__, ("numpy",), SETTINGS)
    for f in [*map(load, FIXTURES), ellipse()]:
        for label in f.rois:
            mask, _, _ = f.boxed(label)
            if mask.sum() > 4000:
                continue
            values = [Fraction(float(v)) for v in f.values(label)]
            ones = [Fraction(1)] * len(values)
            w = [Fraction(math.log(d + 0.001)) for d in edge_distances(mask)]
            for prefix, mass in (("shape", ones), ("intensity", values)):
                emit(g, f, label, prefix, mass, False)
                emit(g, f, label, prefix, [m * k for m, k in zip(mass, w)], True)
    g.write(args.out)


if __name__ == "__main__":
    main()
