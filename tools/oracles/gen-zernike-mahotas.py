#!/usr/bin/env python3
"""Magnitudes of Zernike moments by mahotas: zernike_moments."""
import numpy as np
from mahotas.features import zernike_moments

from common import Golden, arguments, load

SETTINGS = {
    "crop": "bounding box with 0 outside the ROI; ROIs whose intensities are not negative",
    "r0": "radius: distance of the farthest pixel of the ROI from the centroid of intensity, times 1 + 1e-15, so that rounding does not put that pixel beyond",
    "r5.3": "radius of 5.3 pixels",
    "o9": "orders up to 9", "o12": "orders up to 12",
    "component": "n and m of the moment",
    "scale": "(n + 1) / pi, the largest value a moment can have",
}


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("zernike", "mahotas", __file__, ("mahotas", "numpy"), SETTINGS)
    for name in ("cells", "edge", "float"):
        f = load(name)
        for label in f.rois:
            mask, intensity, _ = f.boxed(label)
            image = np.where(mask, intensity, 0.0)
            if mask.sum() < 2 or not np.isfinite(image).all() or (image < 0).any() or image.sum() == 0:
                continue
            y, x = np.indices(image.shape)
            cy, cx = (y * image).sum() / image.sum(), (x * image).sum() / image.sum()
            farthest = np.hypot(y - cy, x - cx)[mask].max()
            for config, radius, order in (("o9_r0", farthest * (1 + 1e-15), 9), ("o12_r0", farthest * (1 + 1e-15), 12), ("o9_r5.3", 5.3, 9)):
                if (order == 12 and label % 4 != 0) or not (image[np.hypot(y - cy, x - cx) <= radius] > 0).any():
                    continue
                values = iter(zernike_moments(image, radius, order, (cy, cx)))
                for n in range(order + 1):
                    for m in range(n % 2, n + 1, 2):
                        g.add(name, label, "zernike_moments", "zernike_magnitude", next(values), config=config, component=f"n{n}_m{m}", scale=(n + 1) / np.pi)
    g.write(args.out)


if __name__ == "__main__":
    main()
