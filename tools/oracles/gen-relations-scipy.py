#!/usr/bin/env python3
"""Parents and children among the ROIs of two label images: by shared pixels, boxes and touching, with NumPy and SciPy.

Parents are the ROIs of a fixture; children are pieces of them: the components of the fixture, its labels shifted by a
few pixels, cut by a grid of lines. Both follow from the fixture alone.
"""
import numpy as np
from scipy import ndimage

from common import Golden, arguments, load

FIXTURES = ("cells", "edge")
FULL = np.ones((3, 3))


def children_of(f):
    """Labels moved by (3, 2) pixels and cut every eleventh row and column, numbered by connected component."""
    moved = np.zeros_like(f.labels)
    moved[2:, 3:] = f.labels[:-2, :-3]
    moved[::11] = 0
    moved[:, ::11] = 0
    out = np.zeros(f.labels.shape, np.uint16)
    count = 0
    for label in np.unique(moved[moved > 0]):
        parts, n = ndimage.label(moved == label, FULL)
        out[parts > 0] = parts[parts > 0] + count
        count += n
    return out


def boxes(labels):
    values, index = np.unique(labels, return_inverse=True)
    found = ndimage.find_objects(index.reshape(labels.shape))
    # Index 0 is background in both scenes; find_objects counts from 1.
    return dict(zip(values[1:], found))


def inside(inner, outer):
    return all(o.start <= i.start and i.stop <= o.stop for i, o in zip(inner, outer))


def pairs_of(parents, children):
    """(config, parent, child, pixels) by the definitions."""
    for child in np.unique(children[children > 0]):
        mask = children == child
        under, counts = np.unique(parents[mask & (parents > 0)], return_counts=True)
        if len(under):
            best = counts.argmax()
            for least in (0, 0.5, 0.9, 1):
                if counts[best] / mask.sum() >= least:
                    yield f"overlap_{least:g}", under[best], child, counts[best]
        for parent in np.unique(parents[parents > 0]):
            near = ndimage.binary_dilation(parents == parent, FULL)
            if (near & mask).any():
                yield "touching", parent, child, (near & mask).sum()
    inner = boxes(children)
    for parent, outer in boxes(parents).items():
        for child, box in inner.items():
            if inside(box, outer):
                yield "box", parent, child, ((parents == parent) & (children == child)).sum()


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("relations", "scipy", __file__, ("numpy", "scipy"), {
        "children": "labels moved by x + 3, y + 2, rows and columns 0, 11, 22, ... left out, numbered by 8-connected component in the order of labels",
        "value": "pixels both have; for touching: pixels of the child in the parent dilated by 3 x 3",
        "overlap_<f>": "the parent with most shared pixels, if they are at least the fraction f of the child",
    })
    for name in FIXTURES:
        f = load(name)
        children = children_of(f)
        parents = f.labels
        for config, parent, child, pixels in pairs_of(parents, children):
            g.add(name, parent, "child", None, int(pixels), config=config, child=int(child))
    g.write(args.out)


if __name__ == "__main__":
    main()
