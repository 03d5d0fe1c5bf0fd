#!/usr/bin/env python3
"""Chords by imea.

It rotates the image, thresholds it again and counts pixels, so its chords are whole numbers of pixels and its lines are
four times as close as the definition's, so that they find longer ones between: rows carry `error`, in pixels. It lists every
chord of a line; the longest of each is taken.
"""
import warnings

import numpy as np
from imea.measure_2d.statistical_length import find_all_chords
from skimage.transform import rotate

from common import Golden, arguments, load

SETTINGS = {
    "chords": "find_all_chords of the mask magnified 4 times and rotated as compute_statistical_lengths does with dalpha=9; the longest chord of every row, divided by 4",
}
ZOOM = 4
# Pixels. A statistic of many chords suffers less than one of twenty.
ERROR = {"chord": {"maximum": 0.75, "mean": 0.15, "median": 0.25, "standard_deviation": 0.1},
         "longest_chord": {"mean": 0.5, "median": 1.1, "standard_deviation": 0.15}}
OF = {"maximum": np.max, "mean": np.mean, "median": np.median, "standard_deviation": np.std}


def row_chords(mask):
    """Longest chord of every row that has one."""
    lengths, ends = find_all_chords(mask)
    rows = ends[::2, 0]
    return np.array([lengths[rows == row].max() for row in np.unique(rows)])


def main():
    args = arguments(__doc__).parse_args()
    warnings.simplefilter("ignore")
    g = Golden("chords", "imea", __file__, ("imea", "scikit-image", "numpy"), SETTINGS)
    f = load("cells")
    for label in f.rois:
        mask, _, _ = f.boxed(label)
        big = np.pad(np.kron(mask, np.ones((ZOOM, ZOOM), bool)), 4)
        per_angle = [row_chords(rotate(big, a, resize=True) > 0.5) / ZOOM for a in range(0, 180, 9)]
        every = np.concatenate(per_angle)
        longest = np.array([c.max() for c in per_angle])
        for kind, values in (("chord", every), ("longest_chord", longest)):
            for s, error in ERROR[kind].items():
                g.add("cells", label, f"{s} of {len(values)}", f"morphology_{kind}_{s}", OF[s](values), "spacing_1", error=error)
    g.write(args.out)


if __name__ == "__main__":
    main()
