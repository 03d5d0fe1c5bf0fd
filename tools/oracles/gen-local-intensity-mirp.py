#!/usr/bin/env python3
"""Local intensity peaks by MIRP (ball of 1 cm^3)."""
import tempfile
from pathlib import Path

import numpy as np
import SimpleITK as sitk

from common import FINITE_NOTE, Golden, arguments, load
from peers import mirp_row

RADIUS = "6.203504908994"
SPACINGS = {"volume": ["2.5,0.8,0.8", "1,1,1"]}
SETTINGS = {"base_feature_families": "local_intensity", "interpolation": "none", "config": "radius, spacing z,y,x (mm)"}
NOTES = {
    **FINITE_NOTE,
    "raised": "The tool returned no table for this ROI.",
    "padded": "In ROIs of more than 300 pixels the tool repeats the border of the image instead of leaving out what lies beyond.",
}


def measured(intensity, mask, step):
    """Arrays are measured in double precision but have no pixel size; files have one but are held in 32 bits."""
    if step == [1, 1, 1]:
        return mirp_row(intensity, mask, base_feature_families="local_intensity")
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for part, array in (("image", intensity.astype(np.float64)), ("mask", mask.astype(np.uint8))):
            image = sitk.GetImageFromArray(array)
            image.SetSpacing(step[::-1])
            paths.append(str(Path(folder) / f"{part}.nrrd"))
            sitk.WriteImage(image, paths[-1])
        return mirp_row(*paths, base_feature_families="local_intensity")


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("local_intensity", "mirp", __file__, ("mirp", "numpy", "SimpleITK"), SETTINGS, NOTES)
    for name, spacings in SPACINGS.items():
        f = load(name)
        for spacing in spacings:
            step = [float(s) for s in spacing.split(",")]
            for label in f.rois:
                row, problem = measured(f.intensity, f.mask(label), step)
                note = "raised" if problem else "padded" if f.mask(label).sum() > 300 else None
                for tag, id in (("loc_peak_loc", "local_peak"), ("loc_peak_glob", "global_peak")):
                    g.add(name, label, tag, f"local_intensity_{id}", row.get(tag), config=f"{RADIUS};{spacing}", note=note, tolerance=None if step == [1, 1, 1] else 1e-6)
    g.write(args.out)


if __name__ == "__main__":
    main()
