"""What the generators of shape goldens share."""
import math

import numpy as np

SPACINGS = {"spacing_1": (1.0, 1.0), "spacing_0.5_2": (0.5, 2.0), "spacing_0.325_0.65": (0.325, 0.65)}


def large():
    """A wavy disc with a hole that is read in several slabs: mask and intensity; tests draw the same."""
    y, x = np.mgrid[0:1460, 0:1500].astype(np.int64)
    d = (x - 750) ** 2 + (y - 730) ** 2
    mask = (d + 900 * np.abs((x + 2 * y) % 200 - 100) < 500000) & (d >= 10000)
    return mask, (13 * x + 7 * y) % 251


def corners(mask):
    """Both x and y of the four corners of every pixel."""
    y, x = np.nonzero(mask)
    return np.unique(np.concatenate([np.stack([x + dx, y + dy], 1) for dx in (0, 1) for dy in (0, 1)]), axis=0).astype(float)


def mode(values, bin):
    """Lower end of the fullest class [k bin, (k + 1) bin), the first of several; values just below a class belong to it."""
    classes, counts = np.unique(np.floor(np.asarray(values) / bin + 1e-9), return_counts=True)
    return classes[np.argmax(counts)] * bin


STATISTICS = {
    "maximum": np.max, "mean": np.mean, "median": np.median, "minimum": np.min, "standard_deviation": np.std,
}


def add_statistics(add, name, values, bin, which, **extra):
    for statistic in which:
        value = mode(values, bin) if statistic == "mode" else STATISTICS[statistic](values)
        scale = {"scale": float(np.max(values))} if statistic == "standard_deviation" else {}
        add(f"{statistic} of {len(values)} directions", f"{name}_diameter_{statistic}", value, **scale, **extra)


def rectangle_below(t, a, b):
    """Share of a rectangle below the level t, where its sides extend over a and b along the level's axis, centre at 0."""
    a, b = max(a, b), min(a, b)
    t = np.clip(t, -(a + b) / 2, (a + b) / 2)
    if b < 1e-12:
        return 0.5 + t / a
    low = (t + (a + b) / 2) ** 2 / (2 * a * b)
    high = 1 - ((a + b) / 2 - t) ** 2 / (2 * a * b)
    return np.where(t < (b - a) / 2, low, np.where(t > (a - b) / 2, high, 0.5 + t / a))


def line_in_rectangles(offset, along, cos, sin, sx, sy):
    """Where the line p -> along + p (cos, sin), through the offsets' frame, lies in rectangles around the offsets (n x 2)."""
    low = np.full(len(offset), -math.inf)
    high = np.full(len(offset), math.inf)
    for k, (d, s) in enumerate(((cos, sx), (sin, sy))):
        away = along[k] - offset[:, k]
        if abs(d) < 1e-15:
            outside = np.abs(away) >= s / 2
            low[outside], high[outside] = math.inf, -math.inf
        else:
            ends = np.sort(np.stack([(-s / 2 - away) / d, (s / 2 - away) / d]), axis=0)
            low, high = np.maximum(low, ends[0]), np.minimum(high, ends[1])
    return low, high
