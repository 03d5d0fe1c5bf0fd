#!/usr/bin/env python3
"""Size, position and best-fit ellipse from their definitions, in exact rational arithmetic.

Second moments are fractions of integers, so that a line has a minor axis of exactly 0 and a square no orientation.
The Euler number is that of the union of closed pixels (voxels): vertices - edges + faces - cubes.
"""
import itertools
import math
from fractions import Fraction

import numpy as np

from common import FIXTURES, Golden, arguments, load

SPACINGS = {2: {"spacing_1": ("1", "1"), "spacing_0.5_2": ("0.5", "2"), "spacing_0.325_0.65": ("0.325", "0.65")},
            3: {"spacing_1": ("1", "1", "1"), "spacing_2.5_0.8_0.8": ("2.5", "0.8", "0.8")}}
AXES = "xyz"


def moments(points):
    """Exact mean and central second moments (divided by n); coordinates are x, y(, z)."""
    n = len(points)
    p = [[int(v) for v in q] for q in points]
    s = [sum(q[i] for q in p) for i in range(len(p[0]))]
    mean = [Fraction(v, n) for v in s]
    second = [[Fraction(n * sum(q[i] * q[j] for q in p) - s[i] * s[j], n * n) for j in range(len(s))] for i in range(len(s))]
    return mean, second


def ellipse(second):
    """Both eigenvalues of a 2 x 2 matrix; the small one from the determinant, so that nothing cancels."""
    (xx, xy), (_, yy) = second
    trace, determinant = xx + yy, xx * yy - xy * xy
    discriminant = (xx - yy) ** 2 + 4 * xy * xy
    large = (float(trace) + math.sqrt(discriminant)) / 2
    small = float(determinant) / large if large else 0.0
    return large, small, discriminant == 0


def euler(mask):
    """Cells of the union of closed pixels: a cell of dimension k at doubled coordinates has k odd ones."""
    cells = set()
    for index in np.argwhere(mask):
        for d in itertools.product((-1, 0, 1), repeat=mask.ndim):
            cells.add(tuple(2 * int(i) + 1 + e for i, e in zip(index, d)))
    return sum((-1) ** sum(c % 2 for c in cell) for cell in cells)


def extrema(points):
    x, y = points[:, 0], points[:, 1]
    top, bottom, left, right = y.min(), y.max(), x.min(), x.max()
    return [
        (x[y == top].min(), top), (x[y == top].max(), top), (right, y[x == right].min()), (right, y[x == right].max()),
        (x[y == bottom].max(), bottom), (x[y == bottom].min(), bottom), (left, y[x == left].max()), (left, y[x == left].min()),
    ]


SETTINGS = {
    "coordinates": "pixel centres at integer positions times spacing; x = column, y = row, z = slice",
    "configs": {
        "spacing_*": "spacing in the order of the array's axes (y, x or z, y, x)",
        "point_pixels": "second moments of pixel centres, no term for the pixel's extent (scikit-image)",
        "square_pixels": "second moments plus spacing^2 / 12 on each axis (MATLAB regionprops, Nyxus)",
        "from_rows": "radians from the row (y) axis towards +x, modulo pi (scikit-image)",
        "from_columns": "degrees from the column (x) axis towards +y, y down, modulo 180 (Nyxus)",
    },
    "axis_length": "4 sqrt(eigenvalue) in the plane, 2 sqrt(5 eigenvalue) in space (solid ellipsoid)",
    "morphology_compactness": "sample standard deviation of the pixel-to-centroid distances divided by the number of pixels (Nyxus)",
    "morphology_aspect_ratio": "bounding-box width / height",
    "morphology_elongation": "minor / major axis length",
    "morphology_roundness": "4 area / (pi major^2)",
    "morphology_extrema": "indices of pixels, not of pixel corners: p1 top-left, then clockwise",
    "morphology_area": "pixels (voxels) times the product of the spacing; morphology_area_um2 is the same with a spacing in micrometres",
}


def emit(g, f, label, spacings=None):
    index = np.argwhere(f.mask(label))
    points = index[:, ::-1]
    n, nd = len(points), f.ndim
    weight = f.values(label)
    lo, hi = points.min(0), points.max(0)
    size = hi - lo + 1
    mean, second = moments(points)

    def add(id, expression, value, config=None, **extra):
        g.add(f.name, label, expression, f"morphology_{id}", value, config, **extra)

    for k, (start, extent) in enumerate(zip(("x_min", "y_min", "z_min")[:nd], ("width", "height", "depth"))):
        add(f"bbox_{start}", f"min {AXES[k]}", lo[k])
        add(f"bbox_{extent}", f"max {AXES[k]} - min {AXES[k]} + 1", size[k])
    add("extent", "n / bounding box", n / int(np.prod(size)))
    add("euler_number", "cells of the union of closed pixels", euler(f.mask(label)))
    if nd == 2:
        add("aspect_ratio", "width / height", float(size[0]) / float(size[1]))
        for i, (x, y) in enumerate(extrema(points), 1):
            add(f"extrema_p{i}_x", f"p{i} x", x)
            add(f"extrema_p{i}_y", f"p{i} y", y)
    total = math.fsum(weight)
    for key in spacings or SPACINGS[nd]:
        step = [Fraction(t) for t in SPACINGS[nd][key]][::-1]
        unit = math.prod(step)
        add("area" if nd == 2 else "volume", "n * product of spacing", float(n * unit) if unit != 1 else n, key)
        if nd == 2 and key != "spacing_1":
            add("area_um2", "n * product of spacing", float(n * unit), key)
        add("diameter_equal_area" if nd == 2 else "diameter_equal_volume", "circle (ball) of the same area (volume)",
            2 * math.sqrt(n * unit / math.pi) if nd == 2 else (6 * float(n * unit) / math.pi) ** (1 / 3), key)
        centre = [float(m * s) for m, s in zip(mean, step)]
        heavy = [math.fsum(points[:, k] * weight) / total * float(step[k]) if total else None for k in range(nd)]
        absolute = math.fsum(abs(weight))
        for k in range(nd):
            add(f"centroid_{AXES[k]}", f"mean {AXES[k]}", centre[k], key)
            add(f"weighted_centroid_{AXES[k]}", f"sum {AXES[k]} I / sum I", heavy[k], key, missing=None if total else "undefined",
                scale=float(absolute / abs(total) * size[k] * step[k]) if total else None)
        add("mass_displacement", "|weighted centroid - centroid|", math.dist(centre, heavy) if total else None, key,
            missing=None if total else "undefined", scale=float(absolute / abs(total) * max(size) * max(step)) if total else None)
        if nd == 2 and key == "spacing_1":
            r = [math.hypot(*(float(v - m) for v, m in zip(map(int, p), mean))) for p in points]
            m = math.fsum(r) / n
            sd = math.sqrt(math.fsum((v - m) ** 2 for v in r) / (n - 1)) if n > 2 else 0.0
            add("compactness", "sd1(distance to centroid) / n", sd / n, key, missing=None)
        scaled = [[second[i][j] * step[i] * step[j] for j in range(nd)] for i in range(nd)]
        if nd == 3:
            e = np.linalg.eigvalsh(np.array(scaled, dtype=float))
            for axis, value in zip(("least", "minor", "major"), e):
                add(f"axis_{axis}_length", "2 sqrt(5 eigenvalue)", 2 * math.sqrt(5 * max(value, 0)), f"point_pixels {key}")
            continue
        for pixels in ("point_pixels", "square_pixels"):
            extent = Fraction(0) if pixels == "point_pixels" else Fraction(1, 12)
            u = [[scaled[i][j] + (extent * step[i] ** 2 if i == j else 0) for j in range(2)] for i in range(2)]
            large, small, round_ = ellipse(u)
            major, minor = 4 * math.sqrt(large), 4 * math.sqrt(small)
            c = f"{pixels} {key}"
            add("axis_major_length", "4 sqrt(larger eigenvalue)", major, c)
            add("axis_minor_length", "4 sqrt(smaller eigenvalue)", minor, c, scale=major or None)
            none = None if major else "too-few-pixels"
            add("elongation", "minor / major", minor / major if major else None, c, missing=none)
            add("eccentricity", "sqrt(1 - (minor / major)^2)", 0.0 if round_ and major else math.sqrt(1 - small / large) if major else None, c, missing=none, scale=1.0)
            add("roundness", "4 area / (pi major^2)", 4 * float(n * unit) / (math.pi * major**2) if major else None, c, missing=none)
            (xx, xy), (_, yy) = [[float(v) for v in row] for row in u]
            none = "undefined" if round_ else None
            add("orientation", "atan2(2 uxy, uyy - uxx) / 2", None if round_ else 0.5 * math.atan2(2 * xy, float(u[1][1] - u[0][0])), f"from_rows {c}", missing=none, period=math.pi, unit="radian")
            add("orientation", "atan2(2 uxy, uxx - uyy) / 2", None if round_ else math.degrees(0.5 * math.atan2(2 * xy, float(u[0][0] - u[1][1]))), f"from_columns {c}", missing=none, period=180, unit="degree")


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("morphology", "numpy", __file__, ("numpy",), SETTINGS)
    for name in FIXTURES:
        f = load(name)
        for label in f.rois:
            emit(g, f, label)
    g.write(args.out)


if __name__ == "__main__":
    main()
