#!/usr/bin/env python3
"""Co-occurrence properties by scikit-image, per direction, on a masked ROI.

Pixels outside the ROI get level 0; row and column 0 of the matrix are set to 0 before the properties are taken.
"""
import math

import numpy as np
from skimage.feature import graycomatrix, graycoprops

from common import Golden, arguments, load
from discretise import fixed_bin_number

IDS = {"mean": "joint_average", "variance": "joint_variance", "entropy": "joint_entropy", "ASM": "angular_second_moment", "contrast": "contrast",
       "dissimilarity": "dissimilarity", "homogeneity": "inverse_difference_moment", "correlation": "correlation"}
NOTES = {"empty": "No pair in this direction: the tool returns 0 (correlation 1).", "one-level": "The tool defines the 0/0 of correlation as 1."}


def main():
    args = arguments(__doc__).parse_args()
    g = Golden(
        "glcm", "skimage", __file__, ("scikit-image", "numpy"),
        {"levels": 65, "discretisation": "fbn64: fixed bin number 64, levels 1..64, done before the call", "entropy": "divided by ln 2, to bits",
         "distance": "Chebyshev. The tool rounds distance * (sin, cos): a diagonal of distance 2 would be (1, 1), so diagonals are called with distance * sqrt(2)"},
        NOTES,
    )
    f = load("cells")
    for label in f.rois:
        mask, image, _ = f.boxed(label)
        level = np.zeros(mask.shape, np.uint8)
        level[mask] = fixed_bin_number(image[mask], 64)
        for distance in (1, 2, 3):
            for symmetric in (True, False):
                for angle in (0, 45, 90, 135):
                    reach = distance * (math.sqrt(2) if angle % 90 else 1)
                    m = graycomatrix(level, [reach], [math.radians(angle)], levels=65, symmetric=symmetric).astype(np.float64)
                    m[0] = 0
                    m[:, 0] = 0
                    total, used = m.sum(), np.count_nonzero(m.sum((1, 2, 3)))
                    for prop, id in IDS.items():
                        value = float(graycoprops(m, prop)[0, 0])
                        if prop == "entropy":
                            value /= math.log(2)
                        note = "empty" if total == 0 else "one-level" if prop == "correlation" and used == 1 else None
                        g.add("cells", label, prop if prop != "entropy" else "entropy / ln 2", f"glcm_{id}", value,
                              f"fbn64_d{distance}_angle_{angle}_{'symmetric' if symmetric else 'one-way'}", note)
    g.write(args.out)


if __name__ == "__main__":
    main()
