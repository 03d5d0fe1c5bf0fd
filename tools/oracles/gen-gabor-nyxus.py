#!/usr/bin/env python3
"""Gabor features of Nyxus (the wheel) where its definition and ours coincide.

The scene is a bright patch in a wide frame of zeros, all of it the ROI: the place of its kernels and the border of its images
do not show. Nyxus divides by the pixels whose low-pass response is above the smallest, 0: here the same pixels as those above
the threshold. It cuts magnitudes to whole numbers; rows where a pixel lies in the gap that this leaves have a note.
"""
import numpy as np
from scipy.signal import convolve

from common import Golden, arguments, generator, load

RADIUS, FREQUENCIES, ANGLES = 8, [0.0625, 0.15, 0.24], [0, 30, 45, 90, 135, 165]
CONFIGS = {f"aspect{aspect}_sigma{sigma}_tau{tau}": {
    "gabor.frequencies": FREQUENCIES, "gabor.angles": ANGLES, "gabor.sigma": sigma, "gabor.aspect": aspect, "gabor.radius": RADIUS, "gabor.threshold": tau,
    "gabor.baseline_frequency": 0.1 / (2 * np.pi), "gabor.background": "zero",
} for aspect, sigma in ((1, 0.56), (0.5, 0.56), (0.1, 0.8)) for tau in (0.004, 0.006, 0.008)}
NOTES = {"whole": "A magnitude lies between the threshold and the next whole number: the tool, which cuts magnitudes to whole numbers, does not count it."}
SETTINGS = {
    "configs": CONFIGS, "values": "one per filter, angles fastest",
    "scene": "framed: rows 12 to 32 and columns 14 to 36 of the intensities of cells, times 15, in the middle of 70 x 74 zeros, corners of the patch 65535; every pixel is label 1",
    "tool": "kersize 17, f0 0.1, frequencies times 2 pi",
}


def scene():
    patch = load("cells").intensity[12:32, 14:36].astype(np.int64) * 15
    patch[::19, ::21] = 65535
    image = np.zeros((70, 74), np.uint16)
    image[25:45, 26:48] = np.minimum(patch, 65535)
    return image


def run(image, p):
    from nyxus import Nyxus

    nyxus = Nyxus(["GABOR"], n_feature_calc_threads=1)
    pairs = [(f, a) for f in p["gabor.frequencies"] for a in p["gabor.angles"]]
    nyxus.set_gabor_feature_params(kersize=2 * RADIUS + 1, gamma=p["gabor.aspect"], sig2lam=p["gabor.sigma"], f0=0.1, thold=p["gabor.threshold"],
                                   freqs=[2 * np.pi * f for f, _ in pairs], thetas=[a for _, a in pairs])
    table = nyxus.featurize(image, np.ones_like(image))
    return [float(table[f"GABOR_{i}"].iloc[0]) for i in range(len(pairs))]


def main():
    args = arguments(__doc__).parse_args()
    kernel = generator("gen-gabor-scipy").kernel
    g = Golden("gabor", "nyxus", __file__, ("nyxus", "numpy", "scipy"), SETTINGS, NOTES)
    image = scene()
    for config, p in CONFIGS.items():
        magnitude = lambda f, a: np.abs(convolve(image.astype(float), kernel(f, a, p["gabor.sigma"], p["gabor.aspect"], RADIUS), mode="same", method="direct"))
        b = magnitude(p["gabor.baseline_frequency"], 90)
        least = p["gabor.threshold"] * b.max()
        # What both divide by.
        assert (b > least).sum() == (b > 1e-9).sum(), config
        whole = np.floor(p["gabor.threshold"] * np.floor(b.max())) + 1
        values = run(image, p)
        for i, (f, a) in enumerate((f, a) for f in FREQUENCIES for a in ANGLES):
            r = magnitude(f, a)
            between = ((r > least) != (r >= whole)).any()
            g.add("framed", 1, f"GABOR_{i}", "gabor_response_ratio", values[i], config, "whole" if between else None, column=f"f{f}_a{a}")
    g.write(args.out)


if __name__ == "__main__":
    main()
