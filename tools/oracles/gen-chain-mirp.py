#!/usr/bin/env python3
"""MIRP's values of regions of the volume fixture under several processing chains, by IBSI code and aggregation.

Reads the tags of features from reference-data/ibsi1/digital-phantom.json (run gen-ibsi1-phantom.py first).
"""
import json
import math
import re
import tempfile

import numpy as np
import SimpleITK as sitk

from common import REFERENCE, arguments, load, versions
from peers import mirp_row

SUFFIX = {
    "none": "", "2D_avg": "_2d_avg", "2D_mrg": "_2d_s_mrg", "2.5D_avg": "_2.5d_d_mrg", "2.5D_mrg": "_2.5d_v_mrg", "3D_avg": "_3d_avg", "3D_mrg": "_3d_v_mrg",
    "2D": "_2d", "2.5D": "_2.5d", "3D": "_3d",
}
SLICES = (["2d_average", "2d_slice_merge", "2.5d_direction_merge", "2.5d_volume_merge"], ["2d", "2.5d"])
VOLUME = (["3d_average", "3d_volume_merge"], ["3d"])
INCOMPLETE = math.nan
# Numbers that headers hold exactly: MIRP rounds the size of the new grid up from 16.0000002.
SPACING = (0.75, 0.75, 2.5)
# Voxels around the fixture, repeated from its border, so that no region is at the border of its image: there MIRP takes
# masks for 0 half a voxel inside the image, and local intensities see voxels that are not there.
MARGIN = (10, 10, 4)

# Our description of a chain, and MIRP's settings for the same. Spacings are such that no interpolated intensity lies
# half-way between two whole numbers, where 32 bits decide. MIRP takes a threshold for masks but does not use it.
CHAINS = {
    "linear, finer, outliers": (
        {"interpolation": {"spacing": 1.07, "image": "linear", "rounding": "nearest"}, "resegmentation": {"outliers": 2.5},
         "discretisation": {"method": "fixed-bin-number", "bins": 16}, "ivh": {"method": "fixed-bin-number", "bins": 1000}},
        {"new_spacing": 1.07, "spline_order": 1, "resegmentation_method": "sigma", "resegmentation_sigma": 2.5, "base_discretisation_method": "fixed_bin_number",
         "base_discretisation_n_bins": 16, "ivh_discretisation_method": "fixed_bin_number", "ivh_discretisation_n_bins": 1000},
    ),
    "cubic, coarser, range": (
        {"interpolation": {"spacing": 1.4, "image": "cubic", "rounding": "nearest"}, "resegmentation": {"range": [-650, 100]},
         "discretisation": {"method": "fixed-bin-size", "size": 25}, "ivh": {"method": "fixed-bin-size", "size": 2.5}},
        {"new_spacing": 1.4, "spline_order": 3, "resegmentation_method": "range",
         "resegmentation_intensity_range": [-650.0, 100.0], "base_discretisation_method": "fixed_bin_size", "base_discretisation_bin_width": 25.0,
         "ivh_discretisation_method": "fixed_bin_size", "ivh_discretisation_bin_width": 2.5},
    ),
    "cubic, range and outliers": (
        {"interpolation": {"spacing": 0.9, "image": "cubic", "rounding": "nearest"}, "resegmentation": {"range": [-690, 300], "outliers": 3},
         "discretisation": {"method": "fixed-bin-number", "bins": 32}},
        {"new_spacing": 0.9, "spline_order": 3, "resegmentation_method": ["range", "sigma"], "resegmentation_intensity_range": [-690.0, 300.0],
         "resegmentation_sigma": 3.0, "base_discretisation_method": "fixed_bin_number", "base_discretisation_n_bins": 32, "ivh_discretisation_method": "none"},
    ),
    "slices, cubic, half-open range": (
        {"interpolation": {"dimension": "2D", "spacing": 0.7, "image": "cubic", "rounding": "nearest"}, "resegmentation": {"range": [-680, None]},
         "discretisation": {"method": "fixed-bin-size", "size": 40}, "ivh": {"method": "fixed-bin-number", "bins": 1000}, "texture": {"dimensions": ["2D", "2.5D"]}},
        {"by_slice": True, "new_spacing": 0.7, "spline_order": 3, "resegmentation_method": "range", "resegmentation_intensity_range": [-680.0, INCOMPLETE],
         "base_discretisation_method": "fixed_bin_size", "base_discretisation_bin_width": 40.0, "ivh_discretisation_method": "fixed_bin_number", "ivh_discretisation_n_bins": 1000},
    ),
    "slices as they are": (
        {"discretisation": {"method": "fixed-bin-number", "bins": 12}, "texture": {"dimensions": ["2D", "2.5D"]}},
        {"by_slice": True, "new_spacing": None, "base_discretisation_method": "fixed_bin_number", "base_discretisation_n_bins": 12, "ivh_discretisation_method": "none"},
    ),
}


def write_images(fixture, label, folder):
    files = []
    for name, array in (("image", fixture.intensity), ("mask", fixture.mask(label).astype(np.uint8))):
        volume = sitk.GetImageFromArray(np.pad(array, [(m, m) for m in MARGIN[::-1]], mode="edge" if name == "image" else "constant"))
        volume.SetSpacing(SPACING)
        files.append(f"{folder}/{name}.nii.gz")
        sitk.WriteImage(volume, files[-1])
    return files


def main():
    args = arguments(__doc__).parse_args()
    phantom = json.loads((REFERENCE / "ibsi1" / "digital-phantom.json").read_text())["rows"]
    fixture = load("volume")
    rows = []
    for chain, (_, settings) in CHAINS.items():
        directed, undirected = SLICES if settings.get("by_slice") else VOLUME
        for label in fixture.rois[:2]:
            with tempfile.TemporaryDirectory() as folder:
                found, problem = mirp_row(
                    *write_images(fixture, label, folder), image_modality="ct", anti_aliasing=False, base_feature_families="all",
                    **{"by_slice": False, "roi_spline_order": 1, **settings},
                    glcm_spatial_method=directed, glrlm_spatial_method=directed, glszm_spatial_method=undirected, gldzm_spatial_method=undirected,
                    ngtdm_spatial_method=undirected, ngldm_spatial_method=undirected, glcm_distance=1.0, ngldm_distance=1.0, ngldm_difference_level=0.0,
                )
            assert problem is None, problem
            for r in phantom:
                pattern = re.compile(rf"{r['tag']}(_d1)?(_a0\.0)?{re.escape(SUFFIX[r['aggregation']])}(_fb[ns]_\w+(\.\d+)?)?")
                columns = [c for c in found if pattern.fullmatch(c)]
                assert len(columns) <= 1, columns
                if columns:
                    value = float(found[columns[0]])
                    rows.append({"chain": chain, "label": label, "feature": r["tag"], "key": f"{r.get('ibsi_parameter') or r['ibsi']}/{r['aggregation']}", "value": value if math.isfinite(value) else None})
            print(chain, label, len(rows))
    golden = {
        "family": "chain", "tool": "mirp", "kind": "oracle", "version": versions("mirp", "numpy", "scipy", "SimpleITK"), "generator": "tools/oracles/gen-chain-mirp.py",
        "settings": {
            "fixture": "volume", "spacing": SPACING, "margin": MARGIN, "image_modality": "ct", "anti_aliasing": False, "ibsi_compliant": True,
            "chains": {name: {"pipeline": pipeline, "mirp": {k: str(v) if isinstance(v, list) else v for k, v in settings.items()}} for name, (pipeline, settings) in CHAINS.items()},
        },
    }
    folder = args.out / "chain"
    folder.mkdir(parents=True, exist_ok=True)
    lines = ",\n  ".join(json.dumps(r, separators=(",", ":")) for r in rows)
    (folder / "mirp.json").write_text(f"{json.dumps(golden, indent=1)[:-2]},\n \"rows\": [\n  {lines}\n ]\n}}\n")


if __name__ == "__main__":
    main()
