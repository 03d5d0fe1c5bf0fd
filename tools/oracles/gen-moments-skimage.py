#!/usr/bin/env python3
"""Moments of shape and intensity by scikit-image: moments, moments_central, moments_normalized, moments_hu."""
import warnings

import numpy as np
from skimage.measure import moments, moments_central, moments_hu, moments_normalized

from common import FINITE_NOTE, Golden, arguments, load

FIXTURES = ("cells", "edge", "float")
NOTES = {**FINITE_NOTE, "negative-mass": "The tool takes a root of a negative mass or divides by one near 0."}
SETTINGS = {"crop": "bounding box with 0 outside the ROI", "order": 3, "indices": "the tool's [row, column] is our [q, p], so its seventh invariant of Hu has the other sign", "central": "the tool fills orders p + q up to 3 only"}


def main():
    args = arguments(__doc__).parse_args()
    warnings.simplefilter("ignore")
    g = Golden("moments", "skimage", __file__, ("scikit-image", "numpy"), SETTINGS, NOTES)
    for name in FIXTURES:
        f = load(name)
        for label in f.rois:
            mask, intensity, _ = f.boxed(label)
            for prefix, image in (("shape", mask.astype(float)), ("intensity", np.where(mask, intensity, 0.0))):
                m = moments(image, order=3)
                if not m[0, 0] > 0:
                    continue
                size = moments(np.abs(image), order=3)
                c = moments_central(image, order=3)
                y, x = np.indices(image.shape)
                dy, dx = np.abs(y - m[1, 0] / m[0, 0]), np.abs(x - m[0, 1] / m[0, 0])
                n = moments_normalized(c, order=3)
                for p in range(4):
                    for q in range(4):
                        scale = float((np.abs(image) * dx ** p * dy ** q).sum())
                        if p < 3 or q == 0:
                            g.add(name, label, f"moments[{q},{p}]", f"{prefix}_moment_raw_{p}{q}", m[q, p], scale=float(size[q, p]))
                        if p + q <= 3:
                            g.add(name, label, f"moments_central[{q},{p}]", f"{prefix}_moment_central_{p}{q}", c[q, p], scale=scale)
                        if 2 <= p + q <= 3:
                            e = m[0, 0] ** ((p + q) / 2 + 1)
                            g.add(name, label, f"moments_normalized[{q},{p}]", f"{prefix}_moment_normalised_central_{p}{q}", n[q, p], scale=scale / e)
                if mask.sum() > 1:
                    s = {(p, q): float((np.abs(image) * dx ** p * dy ** q).sum()) / m[0, 0] ** ((p + q) / 2 + 1) for p in range(4) for q in range(4)}
                    e2, e3 = s[2, 0] + s[0, 2] + 2 * s[1, 1], s[3, 0] + 3 * s[1, 2] + 3 * s[2, 1] + s[0, 3]
                    scales = [e2, e2 ** 2, e3 ** 2, e3 ** 2, 4 * e3 ** 4, 2 * e2 * e3 ** 2, 4 * e3 ** 4]
                    for k, (v, scale) in enumerate(zip(moments_hu(n), scales), 1):
                        # Rows before columns mirror the image, which turns the sign of the seventh.
                        g.add(name, label, f"moments_hu[{k - 1}]", f"{prefix}_hu_{k}", -v if k == 7 else v, scale=scale)
    g.write(args.out)


if __name__ == "__main__":
    main()
