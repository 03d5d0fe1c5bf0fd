"""Grey levels 1..Ng of the values of one ROI. Exact: quotients are compared as fractions, not as floats."""
from fractions import Fraction

import numpy as np


def _floor_exact(numerator_of, x):
    return np.array([numerator_of(Fraction(float(v))) for v in x], dtype=np.int64)


def fixed_bin_number(x, bins):
    """IBSI K15C: floor(N (x - min) / (max - min)) + 1, the maximum in bin N. None for a constant ROI."""
    lo, hi = Fraction(float(x.min())), Fraction(float(x.max()))
    if lo == hi:
        return None
    return np.minimum(_floor_exact(lambda v: bins * (v - lo) // (hi - lo), x) + 1, bins)


def fixed_bin_size(x, width, origin):
    """IBSI Q3RU: floor((x - origin) / width) + 1."""
    w, o = Fraction(width), Fraction(origin)
    return _floor_exact(lambda v: (v - o) // w, x) + 1


def pyradiomics_origin(x, width):
    """The multiple of the width at or below the ROI's minimum."""
    return int(Fraction(float(x.min())) // width * width)
