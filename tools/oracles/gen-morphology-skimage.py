#!/usr/bin/env python3
"""Size, position and best-fit ellipse by scikit-image regionprops, with and without anisotropic spacing.

scikit-image's inertia tensor holds the moments of pixel centres only: no 1/12 for the extent of a pixel.
"""
import math
import warnings

import numpy as np
from skimage.measure import euler_number, inertia_tensor, regionprops

from common import FIXTURES, FINITE_NOTE, Golden, arguments, load

SPACINGS = {2: {"spacing_1": (1, 1), "spacing_0.5_2": (0.5, 2.0), "spacing_0.325_0.65": (0.325, 0.65)},
            3: {"spacing_1": (1, 1, 1), "spacing_2.5_0.8_0.8": (2.5, 0.8, 0.8)}}
NOTES = {
    **FINITE_NOTE,
    "no-axis": "One pixel has no axis: the tool returns 0.",
    "no-direction": "The moments are isotropic: the tool returns -pi/4, or the direction that rounding errors give.",
    "rounding-under-root": "The smaller eigenvalue is 0 (or equals the larger one) up to rounding, and the square root enlarges the error to 1e-8.",
}


def direction_exists(mask, spacing):
    """Whether the exact second moments of the plane have two different eigenvalues."""
    p = np.argwhere(mask).astype(object)
    n, s = len(p), p.sum(0)
    yy, xx, xy = (n * (p[:, i] * p[:, j]).sum() - s[i] * s[j] for i, j in ((0, 0), (1, 1), (0, 1)))
    return xy != 0 or yy * spacing[0] ** 2 != xx * spacing[1] ** 2


SETTINGS = {"euler_number": "full connectivity (8 in the plane, 26 in space)", "inertia_tensor": "pixel centres only, no 1/12",
            "orientation": "radians from the row axis", "configs": "spacing in the order of the array's axes; names as in numpy.json"}


def emit(g, f, label, spacings=None):
    nd = f.ndim
    mask = f.mask(label)
    for key in spacings or SPACINGS[nd]:
        spacing = SPACINGS[nd][key]
        (p,) = regionprops(mask.astype(np.uint8), intensity_image=f.intensity.astype(np.float64), spacing=spacing)

        def add(feature, id, value, config=key, **extra):
            g.add(f.name, label, feature, f"morphology_{id}", value, config, **extra)

        add("area", "area" if nd == 2 else "volume", p.area)
        if nd == 2 and key != "spacing_1":
            add("area", "area_um2", p.area)
        add("equivalent_diameter_area", "diameter_equal_area" if nd == 2 else "diameter_equal_volume", p.equivalent_diameter_area)
        for k, axis in enumerate("xyz"[:nd]):
            add(f"centroid[{nd - 1 - k}]", f"centroid_{axis}", p.centroid[nd - 1 - k])
            add(f"centroid_weighted[{nd - 1 - k}]", f"weighted_centroid_{axis}", p.centroid_weighted[nd - 1 - k])
        add("|centroid_weighted - centroid|", "mass_displacement", math.dist(p.centroid, p.centroid_weighted))
        if key == "spacing_1":
            for k, (start, extent) in enumerate(zip(("x_min", "y_min", "z_min")[:nd], ("width", "height", "depth"))):
                a = nd - 1 - k
                add(f"bbox[{a}]", f"bbox_{start}", p.bbox[a], None)
                add(f"bbox[{a + nd}] - bbox[{a}]", f"bbox_{extent}", p.bbox[a + nd] - p.bbox[a], None)
            add("extent", "extent", p.extent, None)
            add("euler_number", "euler_number", euler_number(mask, nd), None)
        c = f"point_pixels {key}"
        if nd == 3:
            add("axis_major_length", "axis_major_length", p.axis_major_length, c)
            add("axis_minor_length", "axis_least_length", p.axis_minor_length, c)
            continue
        major, minor = p.axis_major_length, p.axis_minor_length
        exists = direction_exists(mask, spacing)
        no_axis = None if major else "no-axis"
        thin = "rounding-under-root" if major and minor < 1e-6 * major else None
        add("axis_major_length", "axis_major_length", major, c)
        add("axis_minor_length", "axis_minor_length", minor, c, note=thin)
        add("axis_minor_length / axis_major_length", "elongation", minor / major if major else None, c, note=no_axis or thin)
        add("eccentricity", "eccentricity", p.eccentricity, c, note=no_axis or (None if exists else "rounding-under-root"))
        add("4 area / (pi axis_major_length^2)", "roundness", 4 * p.area / (math.pi * major**2) if major else None, c, note=no_axis)
        add("orientation", "orientation", p.orientation, f"from_rows {c}", note=no_axis or (None if exists else "no-direction"), period=math.pi, unit="radian")


def main():
    args = arguments(__doc__).parse_args()
    warnings.simplefilter("ignore")
    assert inertia_tensor(np.ones((1, 2), bool))[0, 0] == 0.25, "two pixels: variance of the centres 0.25, with the pixel's extent 1/3"
    g = Golden("morphology", "skimage", __file__, ("scikit-image", "numpy"), SETTINGS, NOTES)
    for name in FIXTURES:
        f = load(name)
        for label in f.rois:
            emit(g, f, label)
    g.write(args.out)


if __name__ == "__main__":
    main()
