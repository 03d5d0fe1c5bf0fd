#!/usr/bin/env python3
"""Skeletons by scikit-image's thin, which follows Guo and Hall; length, ends and junctions counted pixel by pixel."""
import itertools
import math

import numpy as np
from skimage.morphology import thin

from common import Golden, arguments, load
from shape_statistics import SPACINGS, large

SETTINGS = {
    "skeleton": "skimage.morphology.thin until nothing changes",
    "length": "pairs of 8-neighbours; diagonal ones only without a common 4-neighbour",
    "points": "changes from background to skeleton around a pixel: one at an end, three or more at a junction",
    "configs": "spacing in the order of the array's axes",
}
RING = ((0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1), (1, 0), (1, 1))


def parts(mask):
    """Numbers of pairs by (dy, dx), and changes around every pixel."""
    s = np.pad(thin(np.pad(mask, 1)), 1)
    pixels = set(map(tuple, np.argwhere(s)))
    pairs = dict.fromkeys(((0, 1), (1, 0), (1, 1), (1, -1)), 0)
    for (y, x), (dy, dx) in itertools.product(pixels, pairs):
        if (y + dy, x + dx) not in pixels:
            continue
        if dy and dx and ((y + dy, x) in pixels or (y, x + dx) in pixels):
            continue
        pairs[dy, dx] += 1
    changes = []
    for y, x in pixels:
        ring = [(y + dy, x + dx) in pixels for dy, dx in RING]
        changes.append(sum(not a and b for a, b in zip(ring, ring[1:] + ring[:1])))
    return pairs, np.array(changes)


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("skeleton", "skimage", __file__, ("scikit-image", "numpy"), SETTINGS)

    def add(name, label, mask, configs):
        pairs, changes = parts(mask)
        for key, (sy, sx) in configs.items():
            length = pairs[0, 1] * sx + pairs[1, 0] * sy + (pairs[1, 1] + pairs[1, -1]) * math.hypot(sx, sy)
            for id, value in (
                ("length", length), ("end_points", (changes == 1).sum()), ("branch_points", (changes >= 3).sum()),
            ):
                g.add(name, label, f"thin, {id}", f"morphology_skeleton_{id}", value, key)

    for name in ("cells", "edge"):
        f = load(name)
        for label in f.rois:
            add(name, label, f.boxed(label)[0], SPACINGS)
    add("large", 1, large()[0], {"spacing_1": (1.0, 1.0)})
    g.write(args.out)


if __name__ == "__main__":
    main()
