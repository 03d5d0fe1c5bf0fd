#!/usr/bin/env python3
"""Focus, saturation, power spectrum and sharpness of the image of a ROI's bounding box, by NumPy and SciPy from the definitions.

Everything outside the ROI is 0. Laplacian: zeros beyond the image. Sharpness: median of 3 x 3, outermost pixels repeated.
"""
import numpy as np
from scipy import ndimage

from common import Fixture, Golden, arguments, load

KERNEL = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]], float)
SETTINGS = {
    "power_spectrum": "numpy.fft.fft2 of the image less its mean; rings of true frequencies 1 to floor(min(W, H)/8) - 2; numpy.polyfit of log power on log(ring + 1)",
    "scenes": "cells-whole and float-whole: every pixel is label 1. cells-ellipse: label 1 where (25 (x - 47))^2 + (38 (y - 44))^2 <= 950^2",
}


def laplacian_variance(image):
    return ndimage.convolve(image, KERNEL, mode="constant").var()


def local(image):
    h, w = (n // 2 for n in image.shape)
    if not h or not w:
        return None
    return np.mean([laplacian_variance(image[y:y + h, x:x + w]) for y in (0, h) for x in (0, w)])


def slope(image):
    width = min(image.shape) // 8
    if width < 4:
        return None, "too-few-pixels"
    if image.min() == image.max():
        return None, "constant-intensity"
    power = np.abs(np.fft.fft2(image - image.mean())) ** 2
    fy, fx = (np.rint(np.fft.fftfreq(n) * n) for n in image.shape)
    ring = np.floor(np.sqrt(fy[:, None] ** 2 + fx ** 2))
    rings = np.arange(1, width - 1)
    return np.polyfit(np.log(rings + 1), np.log([power[ring == r].sum() for r in rings]), 1)[0], None


def along_x(m):
    p = np.pad(m, ((0, 0), (2, 2)), "edge")
    gradient = np.abs(p[:, 3:-1] - p[:, 1:-3]) / 2
    edge = gradient > 1e-4 * gradient.max()
    if not edge.any():
        return 0.0, 0
    second = np.abs(p[:, 4:] - 2 * m + p[:, :-4])
    contrast = np.abs(m - p[:, 1:-3]) * edge
    window = lambda a: sum(np.pad(a, ((0, 0), (2, 2)))[:, k:k + a.shape[1]] for k in range(5))
    top, bottom = window(second), window(contrast)
    return np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0)[edge].mean(), int(edge.sum())


def sharpness(image):
    m = ndimage.median_filter(image, 3, mode="nearest")
    (rx, nx), (ry, ny) = along_x(m), along_x(m.T)
    return np.hypot(rx, ry) if nx + ny else None


def scenes():
    cells, floats = load("cells"), load("float")
    y, x = np.indices(cells.labels.shape)
    ellipse = (25 * (x - 47)) ** 2 + (38 * (y - 44)) ** 2 <= 950 ** 2
    yield from (cells, load("edge"), floats)
    yield Fixture("cells-whole", np.ones_like(cells.labels), cells.intensity, cells.spacing, [1])
    yield Fixture("float-whole", np.ones_like(floats.labels), floats.intensity, floats.spacing, [1])
    yield Fixture("cells-ellipse", ellipse.astype(np.uint8), cells.intensity, cells.spacing, [1])


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("imq", "scipy", __file__, ("numpy", "scipy"), SETTINGS)
    for f in scenes():
        for label in f.rois:
            mask, image, _ = f.boxed(label)
            image = np.where(mask, image, 0.0)
            size = float(np.abs(image).max()) ** 2
            a, reason = slope(image)
            rows = {
                "focus_score": (laplacian_variance(image), None, size), "local_focus_score": (local(image), "too-few-pixels", size),
                "maximum_saturation": ((image == image.max()).mean(), None, None), "minimum_saturation": ((image == image.min()).mean(), None, None),
                "power_spectrum_slope": (a, reason, None), "sharpness": (sharpness(image), "undefined", None),
            }
            for id, (value, why, scale) in rows.items():
                g.add(f.name, label, id, f"image_quality_{id}", value, missing=why if value is None else None, scale=scale)
    g.write(args.out)


if __name__ == "__main__":
    main()
