#!/usr/bin/env python3
"""Statistics of the intensity histogram (IBSI 1, chapter 3.4) written out from their definitions.

Levels are discretised in exact arithmetic. Statistics with _value are those of bin centres; minimum, maximum and range
are those of the intensities. Percentiles interpolate linearly between order statistics of the levels.
"""
import math
from fractions import Fraction

import numpy as np

from common import FIXTURES, Golden, arguments, load
from discretise import fixed_bin_number, fixed_bin_size

SETTINGS = {"fbn8": "8 bins between minimum and maximum", "fbn64": "64 bins", "fbs25": "bins of 25 from the minimum; levels up to the highest occupied",
            "percentiles": "numpy.percentile of the levels, linear", "gradient": "central differences, one-sided at both ends; first of equal values"}
PLAIN = ("entropy", "uniformity", "skewness", "excess_kurtosis")


def mean(x):
    return sum(x, Fraction(0)) / len(x)


def ratio(a, b):
    return None if b == 0 else float(a) / float(b)


def percentile(x, q):
    """Type 7 of Hyndman and Fan in exact arithmetic."""
    x = sorted(x)
    r = Fraction(q, 100) * (len(x) - 1)
    k = math.floor(r)
    return x[k] if r == k else x[k] + (r - k) * (x[k + 1] - x[k])


def statistics(g):
    """Of whole or rational numbers, exact up to the last step."""
    g = [Fraction(v) for v in g]
    m, median = mean(g), percentile(g, 50)
    p10, p25, p75, p90 = (percentile(g, q) for q in (10, 25, 75, 90))
    central = [mean([(v - m) ** k for v in g]) for k in range(5)]
    inner = [v for v in g if p10 <= v <= p90]
    robust = mean(inner) if inner else None
    values, counts = np.unique(np.array(g, dtype=object), return_counts=True)
    flat = central[2] == 0
    share = [int(c) / len(g) for c in counts]
    return {
        "mean": m, "variance": central[2],
        "skewness": None if flat else float(central[3]) / float(central[2]) ** 1.5,
        "excess_kurtosis": None if flat else central[4] / central[2] ** 2 - 3,
        "median": median, "minimum": min(g), "percentile_10": p10, "percentile_90": p90, "maximum": max(g),
        "mode": min(values[counts == counts.max()], key=lambda v: (abs(v - m), v)), "interquartile_range": p75 - p25, "range": max(g) - min(g),
        "mean_absolute_deviation": mean([abs(v - m) for v in g]),
        "robust_mean_absolute_deviation": mean([abs(v - robust) for v in inner]) if inner else None,
        "median_absolute_deviation": mean([abs(v - median) for v in g]),
        "coefficient_of_variation": ratio(math.sqrt(central[2]), m),
        "quartile_coefficient_of_dispersion": None if p75 + p25 == 0 else (p75 - p25) / (p75 + p25),
        "entropy": math.fsum(-p * math.log2(p) for p in share) + 0.0, "uniformity": Fraction(sum(int(c) ** 2 for c in counts), len(g) ** 2),
        "robust_mean": robust,
    }


def gradients(g, levels):
    if levels < 2:
        return dict.fromkeys(("maximum_gradient", "maximum_gradient_grey_level", "minimum_gradient", "minimum_gradient_grey_level"))
    slope = np.gradient(np.bincount(g, minlength=levels + 1)[1:].astype(float))
    return {"maximum_gradient": slope.max(), "maximum_gradient_grey_level": int(slope.argmax()) + 1,
            "minimum_gradient": slope.min(), "minimum_gradient_grey_level": int(slope.argmin()) + 1}


def emit(g, f, label, config):
    x = f.values(label)
    lo, hi = Fraction(float(x.min())), Fraction(float(x.max()))
    if config.startswith("fbn"):
        bins = int(config[3:])
        level = fixed_bin_number(x, bins)
        constant = level is None
        level, width, count = (np.ones(len(x), int), Fraction(0), 1) if constant else (level, (hi - lo) / bins, bins)
    else:
        level, width, constant = fixed_bin_size(x, 25, lo), Fraction(25), False
        count = int(level.max())
    out = statistics(int(v) for v in level)
    centres = statistics(lo + (int(v) - Fraction(1, 2)) * width for v in level)
    centres.update(minimum=lo, maximum=hi, range=hi - lo)
    out.update({f"{k}_value": v for k, v in centres.items() if k not in PLAIN})
    out.update(gradients(level, count))
    out.update(bin_count=count, bin_width=None if constant else width)
    for id, value in sorted(out.items()):
        reason = None
        if value is None:
            reason = "constant-intensity" if id in ("skewness", "excess_kurtosis", "bin_width") else "undefined"
        else:
            value = value if isinstance(value, int) else float(value)
        # Centres near 0 are differences of the bounds.
        scale = float(max(abs(lo), abs(hi))) if id.endswith("_value") and "coefficient" not in id and "variance" not in id else None
        g.add(f.name, label, id, f"intensity_histogram_{id}", value, config, missing=reason, scale=scale)


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("ih", "numpy", __file__, ("numpy",), SETTINGS)
    for config, names in (("fbn64", FIXTURES), ("fbn8", ("cells", "float")), ("fbs25", ("cells", "volume"))):
        for name in names:
            f = load(name)
            for label in f.rois:
                emit(g, f, label, config)
    g.write(args.out)


if __name__ == "__main__":
    main()
