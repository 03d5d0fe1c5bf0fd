#!/usr/bin/env python3
"""Shares of ROIs that answer to Gabor filters: two-dimensional kernels from their formula, scipy.signal.convolve without a transform."""
import numpy as np
from scipy.signal import convolve

from common import Golden, arguments, load

DEFAULT = {"gabor.frequencies": [0.0625, 0.125, 0.25], "gabor.angles": [0, 45, 90, 135], "gabor.sigma": 0.56, "gabor.aspect": 1, "gabor.radius": 0,
           "gabor.threshold": 0.025, "gabor.baseline_frequency": 0, "gabor.background": "mean"}
CONFIGS = {
    "default": {},
    "zero": {"gabor.background": "zero", "gabor.threshold": 0.1},
    "small": {"gabor.frequencies": [0.2, 0.41], "gabor.angles": [0, 30, 72.5, 150, 190], "gabor.radius": 5, "gabor.threshold": 0.012},
    "oblong": {"gabor.frequencies": [0.15, 0.3], "gabor.angles": [0, 20, 45, 90, 135], "gabor.aspect": 0.5, "gabor.threshold": 0.008},
    "nyxus": {"gabor.frequencies": [0.1, 0.25], "gabor.sigma": 0.8, "gabor.aspect": 0.1, "gabor.radius": 8, "gabor.baseline_frequency": 0.1 / (2 * np.pi), "gabor.background": "zero"},
}
NOTES = {"tie": "A response lies within 1e-9 of the threshold."}
SETTINGS = {"configs": CONFIGS, "others": DEFAULT, "values": "one per filter, angles fastest", "sums": "direct, in float64"}


def kernel(frequency, angle, sigma, aspect, radius):
    y, x = np.mgrid[-radius:radius + 1, -radius:radius + 1]
    t = np.deg2rad(angle)
    along, across = x * np.cos(t) + y * np.sin(t), y * np.cos(t) - x * np.sin(t)
    envelope = np.ones_like(along) if frequency == 0 else np.exp(-(along ** 2 + (aspect * across) ** 2) / (2 * (sigma / frequency) ** 2))
    return envelope * np.exp(2j * np.pi * frequency * along) / envelope.sum()


def radius_of(frequency, p):
    return p["gabor.radius"] or int(np.ceil(3 * p["gabor.sigma"] / frequency * max(1, 1 / p["gabor.aspect"])))


def magnitude(image, mask, outside, frequency, angle, p, radius):
    """At the pixels of the ROI, in an endless image that is `outside` beyond it."""
    h = kernel(frequency, angle, p["gabor.sigma"], p["gabor.aspect"], radius)
    contrast = np.pad(np.where(mask, image - outside, 0.0), radius)
    return np.abs(convolve(contrast, h, mode="valid", method="direct") + outside * h.sum())[mask]


def measure(image, mask, p):
    """Ratios, and the smallest relative distance of a response from the threshold."""
    outside = image[mask].mean() if p["gabor.background"] == "mean" else 0.0
    widest = max(radius_of(f, p) for f in p["gabor.frequencies"])
    b = magnitude(image, mask, outside, p["gabor.baseline_frequency"], 90, p, widest)
    if b.max() == 0:
        return None, 1.0
    least = p["gabor.threshold"] * b.max()
    responses = [magnitude(image, mask, outside, f, a, p, radius_of(f, p)) for f in p["gabor.frequencies"] for a in p["gabor.angles"]]
    margin = min(np.abs(r - least).min() / least for r in [b, *responses])
    return [float((r > least).sum() / (b > least).sum()) for r in responses], margin


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("gabor", "scipy", __file__, ("numpy", "scipy"), SETTINGS, NOTES)
    for name in ("cells", "edge", "float"):
        f = load(name)
        for label in f.rois:
            mask, image, _ = f.boxed(label)
            for config, given in CONFIGS.items():
                values, margin = measure(image, mask, {**DEFAULT, **given})
                g.add(name, label, "ratio", "gabor_response_ratio", values, config, None if margin > 1e-9 else "tie", missing=None if values else "undefined")
    g.write(args.out)


if __name__ == "__main__":
    main()
