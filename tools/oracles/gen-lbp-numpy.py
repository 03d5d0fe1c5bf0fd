#!/usr/bin/env python3
"""Histograms of local binary patterns in exact fractions, pixel by pixel, from the definition."""
import math
from fractions import Fraction

import numpy as np

from common import Golden, arguments, load

CONFIGS = {"p8_r1": (8, 1), "p16_r2": (16, 2), "p24_r3": (24, 3), "p5_r1.5": (5, 1.5)}
SETTINGS = {"p": "neighbours", "r": "radius", "positions": "rounded to five decimals", "values": "shares of codes 0 to p + 1; volumes slice by slice"}


def taps(points, radius):
    """Per neighbour: {(dy, dx): weight}, weights exact and not 0."""
    out = []
    for p in range(points):
        angle = 2 * math.pi * p / points
        y, x = Fraction(round(-radius * math.sin(angle) * 10**5), 10**5), Fraction(round(radius * math.cos(angle) * 10**5), 10**5)
        top, left = math.floor(y), math.floor(x)
        weights = {(top + j, left + i): (y - top if j else 1 - y + top) * (x - left if i else 1 - x + left) for j in (0, 1) for i in (0, 1)}
        out.append({k: w for k, w in weights.items() if w})
    return out


def codes(mask, image, points, radius):
    """Codes of the pixels that have one, of one slice."""
    values = {(int(y), int(x)): Fraction(float(image[y, x])) for y, x in np.argwhere(mask)}
    samples = taps(points, radius)
    support = {k for s in samples for k in s}
    out = []
    for (y, x), centre in values.items():
        if any((y + dy, x + dx) not in values for dy, dx in support):
            continue
        bits = [sum(w * values[y + dy, x + dx] for (dy, dx), w in s.items()) >= centre for s in samples]
        uniform = sum(a != b for a, b in zip(bits, bits[1:] + bits[:1])) <= 2
        out.append(sum(bits) if uniform else points + 1)
    return out


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("lbp", "numpy", __file__, ("numpy",), SETTINGS)
    for name in ("cells", "edge", "float", "volume"):
        f = load(name)
        for label in f.rois:
            mask, image, _ = f.boxed(label)
            slices = [(mask, image)] if f.ndim == 2 else list(zip(mask, image))
            for config, (points, radius) in CONFIGS.items():
                found = [c for m, i in slices for c in codes(m, i, points, radius)]
                values = [found.count(k) / len(found) for k in range(points + 2)] if found else None
                g.add(name, label, "histogram", "lbp_histogram", values, config, missing=None if found else "too-few-pixels")
    g.write(args.out)


if __name__ == "__main__":
    main()
