#!/usr/bin/env python3
"""First-order statistics and histograms from their definitions, with NumPy and SciPy.

Sums are compensated (math.fsum) over two passes; every value that SciPy also offers is compared with it
before it is written.
"""
import math

import numpy as np
from scipy import stats

from common import FIXTURES, FINITE_NOTE, Golden, arguments, load
from discretise import fixed_bin_number

PERCENTILES = (1, 10, 25, 75, 90, 99)
BINS = (16, 64)


def moment(x, mean, k):
    return math.fsum((x - mean) ** k) / x.size


def bin_counts(x, bins):
    """Equal-width bins over [min, max]; the maximum falls into the last one."""
    levels = fixed_bin_number(x, bins)
    return None if levels is None else np.bincount(levels - 1, minlength=bins)


def first_order(x, covered_range):
    """Yields (id, expression, value, missing reason, config)."""
    n = x.size
    mean = math.fsum(x) / n
    m2, m3, m4, m5, m6 = (moment(x, mean, k) for k in (2, 3, 4, 5, 6))
    constant = x.min() == x.max()
    p = {q: float(np.percentile(x, q)) for q in (*PERCENTILES, 50)}
    median = float(np.median(x))
    energy = math.fsum(x * x)
    sd = math.sqrt(m2)
    variance1 = math.fsum((x - mean) ** 2) / (n - 1) if n > 1 else None
    sd1 = math.sqrt(variance1) if n > 1 else None
    few = "too-few-pixels" if n < 2 else None
    flat = "constant-intensity" if constant else None
    within = x[(x >= p[10]) & (x <= p[90])]
    robust_mean = math.fsum(within) / within.size if within.size else None
    no_robust = None if within.size else "undefined"
    values, counts = np.unique(x, return_counts=True)
    mode = float(values[counts.argmax()])
    slide = covered_range

    if not constant and n > 1:
        for ours, theirs in (
            (m2, np.var(x)), (variance1, np.var(x, ddof=1)), (m3 / m2**1.5, stats.skew(x)), (m4 / m2**2, stats.kurtosis(x, fisher=False)),
            (m4 / m2**2 - 3, stats.kurtosis(x)), (sd1 / math.sqrt(n), stats.sem(x)), (p[75] - p[25], stats.iqr(x)), (m5, stats.moment(x, 5)),
            (m6, stats.moment(x, 6)), (mode, stats.mode(x).mode), (sd1 / mean, stats.variation(x, ddof=1)),
        ):
            scale = abs(theirs) + 1e-12 if ours is not m5 else sd**5
            assert abs(ours - theirs) <= 1e-9 * scale + 1e-9, (ours, theirs)

    yield "intensity_mean", "mean", mean, None, None
    yield "intensity_integrated", "sum", math.fsum(x), None, None
    yield "intensity_median", "median", median, None, None
    yield "intensity_mode", "smallest most frequent value", mode, None, None
    yield "intensity_minimum", "min", x.min(), None, None
    yield "intensity_maximum", "max", x.max(), None, None
    yield "intensity_range", "max - min", x.max() - x.min(), None, None
    for q in PERCENTILES:
        yield f"intensity_percentile_{q}", f"percentile(x, {q})", p[q], None, None
    yield "intensity_interquartile_range", "P75 - P25", p[75] - p[25], None, None
    d = p[75] + p[25]
    yield "intensity_quartile_coefficient_of_dispersion", "(P75 - P25) / (P75 + P25)", (p[75] - p[25]) / d if d else None, None if d else "undefined", None
    yield "intensity_variance", "m2", m2, None, None
    yield "intensity_standard_deviation", "sqrt(m2)", sd, None, None
    yield "intensity_sample_variance", "sum (x - mean)^2 / (n - 1)", variance1, few, None
    yield "intensity_sample_standard_deviation", "sqrt(sample variance)", sd1, few, None
    yield "intensity_standard_error", "sample standard deviation / sqrt(n)", sd1 / math.sqrt(n) if n > 1 else None, few, None
    cov_missing = None if mean else "undefined"
    yield "intensity_coefficient_of_variation", "sqrt(m2) / mean", sd / mean if mean else None, cov_missing, None
    yield "intensity_sample_coefficient_of_variation", "sample standard deviation / mean", sd1 / mean if mean and n > 1 else None, few or cov_missing, None
    yield "intensity_skewness", "m3 / m2^1.5", None if constant else m3 / m2**1.5, flat, None
    yield "intensity_kurtosis", "m4 / m2^2", None if constant else m4 / m2**2, flat, None
    yield "intensity_excess_kurtosis", "m4 / m2^2 - 3", None if constant else m4 / m2**2 - 3, flat, None
    yield "intensity_hyperskewness", "m5 / m2^2.5", None if constant else m5 / m2**2.5, flat, "population"
    yield "intensity_hyperflatness", "m6 / m2^3", None if constant else m6 / m2**3, flat, "population"
    yield "intensity_hyperskewness", "m5 / sample standard deviation^5", None if constant else m5 / sd1**5, flat, "sample"
    yield "intensity_hyperflatness", "m6 / sample standard deviation^6", None if constant else m6 / sd1**6, flat, "sample"
    yield "intensity_mean_absolute_deviation", "mean |x - mean|", math.fsum(abs(x - mean)) / n, None, None
    yield "intensity_median_absolute_deviation", "mean |x - median|", math.fsum(abs(x - median)) / n, None, None
    yield "intensity_robust_mean", "mean of P10 <= x <= P90", robust_mean, no_robust, None
    yield ("intensity_robust_mean_absolute_deviation", "mean |x - robust mean| of P10 <= x <= P90",
           math.fsum(abs(within - robust_mean)) / within.size if within.size else None, no_robust, None)
    yield "intensity_energy", "sum x^2", energy, None, None
    yield "intensity_root_mean_square", "sqrt(energy / n)", math.sqrt(energy / n), None, None
    s = x.max() + x.min()
    yield "intensity_uniformity_piu", "100 (1 - (max - min) / (max + min))", 100 * (1 - (x.max() - x.min()) / s) if s else None, None if s else "undefined", None
    yield "intensity_covered_image_range", "(max - min) / range of all labelled pixels", (x.max() - x.min()) / slide, None, "labelled"
    for bins in BINS:
        counts = bin_counts(x, bins)
        q = np.array([1.0]) if counts is None else counts[counts > 0] / n
        yield "intensity_entropy", f"-sum p log2 p, {bins} equal-width bins", max(0.0, -math.fsum(q * np.log2(q))), None, f"fbn{bins}"
        yield "intensity_uniformity", f"sum p^2, {bins} equal-width bins", math.fsum(q * q), None, f"fbn{bins}"


CONFIGS = {
    "fbn16": "16 equal-width bins over the ROI's [min, max], maximum in the last bin; a constant ROI has one bin",
    "fbn64": "64 equal-width bins over the ROI's [min, max], maximum in the last bin; a constant ROI has one bin",
    "population": "standard deviation with n",
    "sample": "standard deviation with n - 1 (Nyxus, MATLAB std)",
    "labelled": "image range taken over labelled pixels",
}


def emit(g, f, label):
    labelled = f.intensity[f.labels > 0].astype(np.float64)
    for id, expression, value, missing, config in first_order(f.values(label), labelled.max() - labelled.min()):
        g.add(f.name, label, expression, id, value, config, missing=missing)


def emit_histogram(h, f, label):
    x = f.values(label)
    for bins in BINS:
        counts = bin_counts(x, bins)
        note = None
        if counts is None:
            note = "constant"
        elif (counts != np.histogram(x, bins)[0]).any():
            note = "numpy-edge"
        h.add(f.name, label, "counts", "histogram_counts", counts, f"fbn{bins}", note, missing="constant-intensity" if counts is None else None)


def main():
    args = arguments(__doc__).parse_args()
    packages = ("numpy", "scipy")
    g = Golden("intensity", "numpy", __file__, packages, {"moments": "m_k = sum (x - mean)^k / n", "percentile": "linear interpolation between order statistics", "configs": CONFIGS}, FINITE_NOTE)
    h = Golden(
        "histogram", "numpy", __file__, packages,
        {
            "value": "counts of the bins, in order",
            "configs": {f"fbn{b}": f"{b} equal-width bins over the ROI's [min, max], floor({b} (x - min) / (max - min)), maximum in the last bin" for b in BINS},
        },
        {"constant": "A constant ROI has no bin width.", "numpy-edge": "numpy.histogram puts a value that lies on a bin edge elsewhere: its edges are rounded."},
    )
    for name in FIXTURES:
        f = load(name)
        for label in f.rois:
            emit(g, f, label)
            emit_histogram(h, f, label)
    g.write(args.out)
    h.write(args.out)


if __name__ == "__main__":
    main()
