"""The regions that the generators of shapes in space measure: those of the fixture `volume`, and one of several slabs."""
import numpy as np

from common import load

# In the order of the array's axes: z, y, x.
SPACINGS = {"spacing_1": (1.0, 1.0, 1.0), "spacing_2.5_0.8_0.7": (2.5, 0.8, 0.7)}


def wave():
    """A wavy body with a cavity in a box of 1.3 million voxels, with intensities; whole numbers only, so that tests can draw it as well."""
    z, y, x = np.mgrid[0:90, 0:112, 0:130]
    ball = 9 * (x - 65) ** 2 + 12 * (y - 56) ** 2 + 18 * (z - 45) ** 2
    ripple = 200 * np.abs((x + 2 * y + 3 * z) % 60 - 30)
    cavity = (x - 60) ** 2 + (y - 50) ** 2 + (z - 40) ** 2 < 300
    return (ball + ripple < 39000) & ~cavity, (7 * x + 13 * y + 3 * z) % 251


def regions():
    """(fixture, label, mask, intensity) of each region, cut to its bounding box."""
    f = load("volume")
    for label in f.rois:
        mask, intensity, _ = f.boxed(label)
        yield "volume", label, mask, intensity
    mask, intensity = wave()
    corners = np.argwhere(mask)
    low, high = corners.min(0), corners.max(0) + 1
    cut = tuple(slice(a, b) for a, b in zip(low, high))
    yield "wave", 1, mask[cut], intensity[cut].astype(float)


def ambiguous_cells(mask):
    """
    How many cells have the corners where Lewiner's table, used by scikit-image and MIRP, puts a tunnel through the
    cell: three corners of one kind, of which no two or just two share an edge, on sides that connect inside corners.
    """
    m = np.pad(mask, 1).astype(int)
    d, h, w = (n - 1 for n in m.shape)
    corner = {(i, j, k): m[i : d + i, j : h + j, k : w + k] for i in (0, 1) for j in (0, 1) for k in (0, 1)}
    inside = sum(corner.values())
    equal_edges = {value: 0 for value in (0, 1)}
    for a, va in corner.items():
        for axis in range(3):
            if a[axis]:
                continue
            b = tuple(1 if n == axis else a[n] for n in range(3))
            for value in (0, 1):
                equal_edges[value] = equal_edges[value] + ((va == value) & (corner[b] == value))
    return int(((inside == 3) & (equal_edges[1] == 0)).sum() + ((inside == 5) & (equal_edges[0] == 1)).sum())
