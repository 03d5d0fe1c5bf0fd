#!/usr/bin/env python3
"""Median distance to the median and brightest pixels by cp-measure, CellProfiler's MeasureObjectIntensity as a library."""
import inspect

import numpy as np
from cp_measure.core.measureobjectintensity import get_intensity

from common import FIXTURES, Golden, arguments, load

SETTINGS = {"legacy": "False where there is a choice: medians interpolate at rank (N - 1) / 2", "ties": "the first pixel in raster order", "image": "the whole fixture, one label at a time"}


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("distribution", "cp-measure", __file__, ("cp_measure", "numpy"), SETTINGS)
    options = {"legacy": False} if "legacy" in inspect.signature(get_intensity).parameters else {}
    for name in FIXTURES:
        f = load(name)
        for label in f.rois:
            row = get_intensity(f.mask(label).astype(np.int32), f.intensity.astype(np.float64), **options)
            scale = float(np.abs(f.values(label)).max())
            g.add(name, label, "MADIntensity", "intensity_median_distance_to_median", row["Intensity_MADIntensity"][0], scale=scale)
            for axis in "xyz"[: f.ndim]:
                g.add(name, label, f"MaxIntensity_{axis.upper()}", f"intensity_position_maximum_{axis}", row[f"Location_MaxIntensity_{axis.upper()}"][0])
    g.write(args.out)


if __name__ == "__main__":
    main()
