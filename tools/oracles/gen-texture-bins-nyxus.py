#!/usr/bin/env python3
"""Grey levels from 0 to the ROI's maximum as Nyxus (the wheel) makes them by default, seen through its co-occurrence matrices.

ROIs are full rectangles without pixels of intensity 0: there the wheel's matrices hold nothing but the ROI. Features whose
one-way matrices it treats as symmetric are left out.
"""
from pathlib import Path

import numpy as np

from common import Golden, arguments, load
from nyxus_run import run

# x, y, width, height on the `cells` fixture, whose intensities are raised by 1.
RECTANGLES = {1: (3, 2, 21, 17), 2: (40, 8, 9, 30), 3: (60, 50, 33, 40), 4: (10, 60, 2, 25)}
FEATURES = {"GLCM_ASM": "glcm_angular_second_moment", "GLCM_CONTRAST": "glcm_contrast", "GLCM_ACOR": "glcm_autocorrelation", "GLCM_JMAX": "glcm_joint_maximum", "GLCM_DIFAVE": "glcm_difference_average"}


def main():
    args = arguments(__doc__).parse_args()
    f = load("cells")
    labels = np.zeros(f.labels.shape, np.uint16)
    for label, (x, y, w, h) in RECTANGLES.items():
        labels[y:y + h, x:x + w] = label
    g = Golden("glcm", "nyxus-bins", __file__, ("nyxus", "numpy"), {
        "input": "one-tile TIFF, featurize_directory, offset 1", "rectangles": {str(k): list(v) for k, v in RECTANGLES.items()},
        "intensity": "the cells fixture plus 1", "config": "depth<coarse_gray_depth>",
    })
    for depth in (8, 64, 100):
        table = run((f.intensity + 1).astype(np.uint16), labels, list(FEATURES), {"coarse_gray_depth": depth})
        for label, row in table.items():
            for code, id in FEATURES.items():
                for angle in (0, 45, 90, 135):
                    g.add("cells", label, f"{code}_{angle}", f"{id}_per_angle", row[f"{code}_{angle}"], f"depth{depth}")
    g.write(args.out)


if __name__ == "__main__":
    main()
