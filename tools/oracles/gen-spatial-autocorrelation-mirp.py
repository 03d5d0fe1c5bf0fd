#!/usr/bin/env python3
"""Moran's I and Geary's C by MIRP."""
import tempfile
from pathlib import Path

import numpy as np
import SimpleITK as sitk

from common import FINITE_NOTE, Golden, arguments, load
from peers import mirp_row

SPACINGS = {"volume": ["2.5,0.8,0.8", "1,1,1"]}
SETTINGS = {"base_feature_families": "morphology", "interpolation": "none", "no_approximation": True, "config": "spacing z,y,x"}
NOTES = {**FINITE_NOTE, "raised": "The tool returned no table for this ROI."}


def measured(intensity, mask, step):
    """Arrays are measured in double precision but have no pixel size; files have one but are held in 32 bits."""
    if step == [1, 1, 1]:
        return mirp_row(intensity, mask, base_feature_families="morphology")
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for part, array in (("image", intensity.astype(np.float64)), ("mask", mask.astype(np.uint8))):
            image = sitk.GetImageFromArray(array)
            image.SetSpacing(step[::-1])
            paths.append(str(Path(folder) / f"{part}.nrrd"))
            sitk.WriteImage(image, paths[-1])
        return mirp_row(*paths, base_feature_families="morphology")


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("spatial_autocorrelation", "mirp", __file__, ("mirp", "numpy", "SimpleITK"), SETTINGS, NOTES)
    for name, spacings in SPACINGS.items():
        f = load(name)
        for spacing in spacings:
            step = [float(s) for s in spacing.split(",")]
            for label in f.rois:
                row, problem = measured(f.intensity, f.mask(label), step)
                for id in ("moran_i", "geary_c"):
                    g.add(name, label, f"morph_{id}", f"spatial_autocorrelation_{id}", row.get(f"morph_{id}"), config=spacing, note="raised" if problem else None, tolerance=None if step == [1, 1, 1] else 1e-6)
    g.write(args.out)


if __name__ == "__main__":
    main()
