#!/usr/bin/env python3
"""Unrounded values of MIRP on the IBSI-1 digital phantom, each checked against the consensus before it is written.

Reads reference-data/ibsi1/digital-phantom.json (run gen-ibsi1-phantom.py first).
"""
import json
import math
import tempfile

import numpy as np
import SimpleITK as sitk

from common import Golden, arguments
from peers import mirp_row

SUFFIX = {
    "none": "", "2D_avg": "_2d_avg", "2D_mrg": "_2d_s_mrg", "2.5D_avg": "_2.5d_d_mrg", "2.5D_mrg": "_2.5d_v_mrg", "3D_avg": "_3d_avg", "3D_mrg": "_3d_v_mrg",
    "2D": "_2d", "2.5D": "_2.5d", "3D": "_3d",
}


def official(value, reference, tolerance):
    """IBSI's rule; rounding moves to the tolerance's decade when that is the coarser one."""
    if value == 0:
        return abs(reference) <= tolerance
    decade = math.floor(math.log10(abs(value))) - 2
    if tolerance and math.floor(math.log10(tolerance)) > decade + 2:
        decade = math.floor(math.log10(tolerance))
    return abs(round(value, -decade) - reference) <= tolerance + 1e-9 * abs(reference)


def main():
    args = arguments(__doc__).parse_args()
    d = json.loads((args.out / "ibsi1" / "digital-phantom.json").read_text())
    shape = d["phantom"]["size"][::-1]
    image = np.array(d["phantom"]["intensity"], dtype=float).reshape(shape)
    mask = np.array(d["phantom"]["mask"]).reshape(shape)
    methods = ["2d_average", "2d_slice_merge", "2.5d_direction_merge", "2.5d_volume_merge", "3d_average", "3d_volume_merge"]
    zones = ["2d", "2.5d", "3d"]
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, array in (("image", image), ("mask", mask)):
            volume = sitk.GetImageFromArray(array.astype(np.int16))
            volume.SetSpacing(d["phantom"]["spacing_mm"])
            files.append(f"{folder}/{name}.nii.gz")
            sitk.WriteImage(volume, files[-1])
        row, problem = mirp_row(
            *files, image_modality="ct", by_slice=False, base_feature_families="all", base_discretisation_method="none",
            ivh_discretisation_method="none", glcm_spatial_method=methods, glrlm_spatial_method=methods, glszm_spatial_method=zones,
            gldzm_spatial_method=zones, ngtdm_spatial_method=zones, ngldm_spatial_method=zones, glcm_distance=1.0, ngldm_distance=1.0, ngldm_difference_level=0.0,
        )
    assert problem is None, problem
    g = Golden(
        "ibsi1", "digital-phantom-mirp", __file__, ("mirp", "numpy"),
        {"fixture": "ibsi1/digital-phantom.json", "image_modality": "ct (integer intensities: discrete intensity-volume histogram)", "base_discretisation_method": "none", "ivh_discretisation_method": "none", "glcm_distance": 1, "ngldm_difference_level": 0},
        {"off": "MIRP's value, rounded by the official rule, is not within the tolerance."},
    )
    off = missing = 0
    for r in d["rows"]:
        tag = r["tag"]
        wanted = SUFFIX[r["aggregation"]]
        exact = [c for c in (f"{tag}{infix}{wanted}" for infix in ("", "_d1", "_d1_a0.0", "_d1.0_a0.0")) if c in row]
        if len(exact) != 1:
            missing += 1
            print("no column:", tag, r["aggregation"])
            continue
        value = float(row[exact[0]])
        good = official(value, r["value"], r["tolerance"])
        off += not good
        if not good:
            print("off:", tag, r["aggregation"], value, r["value"], r["tolerance"])
        g.add("digital-phantom", 1, exact[0], r.get("id"), value, r["aggregation"], None if good else "off", ibsi=r["ibsi"], ibsi_parameter=r.get("ibsi_parameter"))
    print(f"{len(g.rows)} values, {off} outside the tolerance, {missing} without a column")
    g.write(args.out)


if __name__ == "__main__":
    main()
