#!/usr/bin/env python3
"""Volumes and masks interpolated to other spacings on grids of the same centre: SciPy for all methods, SimpleITK for
the place of the grid in an oblique volume. A sample of the voxels is kept, and of masks how many are inside."""
import json
import math

import numpy as np
import SimpleITK as sitk
from scipy import ndimage

from common import arguments, load, versions

METHODS = {"nearest": 0, "linear": 1, "cubic": 3}
# New spacings, in steps of the old one along x, y, z; 12 planes at 0.6 steps are 20 but for rounding.
STEPS = ((2.0, 1.5, 1.0), (0.4, 0.75, 0.6), (3.7, 0.9, 2.3))
EVERY = 41
ORIGIN = (-31.5, 12.25, 100.0)
THRESHOLDS = (0.5, 0.25, 1.0)


def positions(n, step):
    count = math.ceil(round(n / step, 9))
    return (n - 1) / 2 + (np.arange(count) - (count - 1) / 2) * step


def rotation():
    """Orthonormal, none of its entries 0."""
    a, b = math.radians(20), math.radians(-35)
    rx = np.array([[1, 0, 0], [0, math.cos(a), -math.sin(a)], [0, math.sin(a), math.cos(a)]])
    rz = np.array([[math.cos(b), -math.sin(b), 0], [math.sin(b), math.cos(b), 0], [0, 0, 1]])
    return rz @ rx


def by_scipy(array, axes, order):
    # Half-way between two voxels SciPy takes the next, when the position is exact.
    grid = np.meshgrid(*(np.round(a, 9) if order == 0 else a for a in axes[::-1]), indexing="ij")
    return ndimage.map_coordinates(array.astype(np.float64), grid, order=order, mode="nearest")


def by_sitk(array, spacing, new, axes, direction):
    image = sitk.GetImageFromArray(array.astype(np.float64))
    image.SetSpacing(spacing)
    image.SetOrigin(ORIGIN)
    image.SetDirection(direction.ravel().tolist())
    first = [float(a[0]) for a in axes]
    origin = image.TransformContinuousIndexToPhysicalPoint(first)
    resampler = sitk.ResampleImageFilter()
    resampler.SetInterpolator(sitk.sitkLinear)
    resampler.UseNearestNeighborExtrapolatorOn()
    resampler.SetSize([len(a) for a in axes])
    resampler.SetOutputSpacing(new)
    resampler.SetOutputOrigin(origin)
    resampler.SetOutputDirection(direction.ravel().tolist())
    return origin, sitk.GetArrayFromImage(resampler.Execute(image))


def main():
    args = arguments(__doc__).parse_args()
    f = load("volume")
    spacing = [float(s) for s in f.spacing[::-1]]
    direction = rotation()
    label = f.rois[0]
    rows = []
    for steps in STEPS:
        new = [s * k for s, k in zip(spacing, steps)]
        axes = [positions(n, k) for n, k in zip(f.intensity.shape[::-1], steps)]
        common = {"spacing": new, "size": [len(a) for a in axes]}
        for method, order in METHODS.items():
            values = by_scipy(f.intensity, axes, order).ravel()
            covered = by_scipy(f.mask(label), axes, order).ravel()
            inside = {str(t): int((np.round(covered, 9) >= t).sum()) for t in THRESHOLDS}
            rows.append({"tool": "scipy", "method": method, **common, "values": values[::EVERY].tolist(), "inside": inside})
        origin, values = by_sitk(f.intensity, spacing, new, axes, direction)
        rows.append({"tool": "SimpleITK", "method": "linear", **common, "origin": origin, "values": values.ravel()[::EVERY].tolist()})
    golden = {
        "family": "interpolation", "kind": "oracle", "version": versions("numpy", "scipy", "SimpleITK"),
        "generator": "tools/oracles/gen-interpolation.py",
        "settings": {
            "fixture": "volume", "label": label, "spacing": spacing, "origin": ORIGIN, "direction": direction.ravel().tolist(),
            "every": EVERY,
            "scipy": "ndimage.map_coordinates, mode nearest, order 0, 1 or 3, of the intensities and of the mask of the label",
            "SimpleITK": "ResampleImageFilter, sitkLinear, nearest-neighbour extrapolation, oblique direction",
            "inside": "voxels of the interpolated mask at or above a threshold",
        },
        "rows": rows,
    }
    folder = args.out / "interpolation"
    folder.mkdir(parents=True, exist_ok=True)
    lines = ",\n  ".join(json.dumps(r, separators=(",", ":")) for r in golden.pop("rows"))
    head = json.dumps(golden, indent=1)[:-2]
    (folder / "scipy-simpleitk.json").write_text(f"{head},\n \"rows\": [\n  {lines}\n ]\n}}\n")


if __name__ == "__main__":
    main()
