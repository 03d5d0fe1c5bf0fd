#!/usr/bin/env python3
"""Intensity in rings by cp-measure, CellProfiler's MeasureObjectIntensityDistribution as a library."""
import warnings

import numpy as np
from cp_measure.core.measureobjectintensitydistribution import get_radial_distribution

from common import FINITE_NOTE, Golden, arguments, generator, load

warnings.simplefilter("ignore")
FEATURES = {"FracAtD": "fraction_at_distance", "MeanFrac": "mean_fraction", "RadialCV": "coefficient_of_variation"}
NOTES = {
    **FINITE_NOTE,
    "geodesic": "Not all of the ROI is within straight steps of the centre: the tool goes around concavities and leaves out what it cannot reach.",
    "zero": "Intensities that sum to 0.",
}
SETTINGS = {"rings8": "bin_count 8, scaled", "rings4": "bin_count 4, scaled", "image": "the ROI alone, with two rows of background around it, which the tool needs at the border of an image",
            "empty rings": "0 in the tool; null here"}


def straight(mask):
    """Whether every pixel is as near to the centre over ROI pixels as in an empty plane."""
    points, squared = generator("gen-radial-numpy").edge_distances(mask)
    centre = tuple(points[int(np.argmax(squared))])
    open_ = {tuple(p) for p in points}
    reach = {centre: 0.0}
    work = [centre]
    while work:
        near = []
        for y, x in work:
            for dy in (-1, 0, 1):
                for dx in (-1, 0, 1):
                    p = (y + dy, x + dx)
                    d = reach[y, x] + (2 ** 0.5 if dy and dx else 1)
                    if (dy or dx) and p in open_ and d < reach.get(p, 1e9) - 1e-9:
                        reach[p] = d
                        near.append(p)
        work = near
    for y, x in open_:
        lo, hi = sorted((abs(y - centre[0]), abs(x - centre[1])))
        if abs(reach.get((y, x), 1e9) - (hi - lo + 2 ** 0.5 * lo)) > 1e-6:
            return False
    return True


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("radial", "cp-measure", __file__, ("cp_measure", "centrosome", "numpy"), SETTINGS, NOTES)
    for name in ("cells", "edge", "float"):
        f = load(name)
        for label in f.rois:
            mask, image, _ = f.boxed(label)
            note = "zero" if not image[mask].any() else None if straight(mask) else "geodesic"
            labels, pixels = np.pad(mask, 2).astype(int), np.pad(np.where(mask, image, 0), 2)
            for count in (8, 4):
                row = get_radial_distribution(labels, pixels, bin_count=count)
                frac = [float(row[f"RadialDistribution_FracAtD_{k + 1}of{count}"][0]) for k in range(count)]
                for feature, id in FEATURES.items():
                    values = [float(np.ma.filled(row[f"RadialDistribution_{feature}_{k + 1}of{count}"][0], np.nan)) for k in range(count)]
                    values = [None if not np.isfinite(v) or (frac[k] == 0 and id != "fraction_at_distance") else v for k, v in enumerate(values)]
                    out = {"fixture": name, "label": int(label), "feature": feature, "id": f"radial_distribution_{id}", "config": f"rings{count}", "value": values}
                    if note:
                        out["note"] = note
                    g.rows.append(out)
    g.write(args.out)


if __name__ == "__main__":
    main()
