#!/usr/bin/env python3
"""IBSI's morphological features by MIRP."""
import tempfile

import numpy as np
import SimpleITK as sitk

from common import Golden, arguments, load
from peers import mirp_row
from volume_regions import SPACINGS

IDS = {
    "morph_volume": "morphology_mesh_volume", "morph_vol_approx": "morphology_volume", "morph_area_mesh": "morphology_surface_area",
    "morph_av": "morphology_surface_to_volume_ratio", "morph_comp_1": "morphology_compactness_1", "morph_comp_2": "morphology_compactness_2",
    "morph_sph_dispr": "morphology_spherical_disproportion", "morph_sphericity": "morphology_sphericity", "morph_asphericity": "morphology_asphericity",
    "morph_com": "morphology_mass_displacement", "morph_diam": "morphology_maximum_3d_diameter", "morph_pca_maj_axis": "morphology_pca_major_axis_length",
    "morph_pca_min_axis": "morphology_pca_minor_axis_length", "morph_pca_least_axis": "morphology_pca_least_axis_length",
    "morph_pca_elongation": "morphology_pca_elongation", "morph_pca_flatness": "morphology_pca_flatness",
    "morph_vol_dens_aabb": "morphology_volume_density_axis_aligned_box", "morph_area_dens_aabb": "morphology_area_density_axis_aligned_box",
    "morph_vol_dens_aee": "morphology_volume_density_approximate_ellipsoid", "morph_area_dens_aee": "morphology_area_density_approximate_ellipsoid",
    "morph_vol_dens_conv_hull": "morphology_volume_density_convex_hull", "morph_area_dens_conv_hull": "morphology_area_density_convex_hull",
    "morph_integ_int": "morphology_integrated_intensity",
}
# Vertices of the mesh are 32-bit numbers; of two triangulations that are mirror images the table has one, whose area differs unless voxels are cubes.
# MIRP adds ten terms of the series for the area of an ellipsoid.
SINGLE, MIRRORED, TRUNCATED = 1e-6, 3e-3, 2e-2
AREAL = ("area", "_av", "comp_", "sph")


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("volume", "mirp", __file__, ("mirp", "scikit-image", "numpy"), {"base_feature_families": "morphological", "configs": "spacing in the order of the array's axes"})
    f = load("volume")
    for label in f.rois:
        for key, spacing in SPACINGS.items():
            with tempfile.TemporaryDirectory() as folder:
                files = []
                for name, array in (("image", f.intensity.astype(np.float32)), ("mask", f.mask(label).astype(np.uint8))):
                    volume = sitk.GetImageFromArray(array)
                    volume.SetSpacing(spacing[::-1])
                    files.append(f"{folder}/{name}.nii.gz")
                    sitk.WriteImage(volume, files[-1])
                row, problem = mirp_row(*files, image_modality="ct", by_slice=False, base_feature_families="morphological")
            assert problem is None, problem
            for feature, id in IDS.items():
                truncated = feature == "morph_area_dens_aee"
                mirrored = key != "spacing_1" and any(part in feature for part in AREAL)
                scale = 1 if feature == "morph_asphericity" else None
                g.add("volume", label, feature, id, float(row[feature]), key, tolerance=TRUNCATED if truncated else MIRRORED if mirrored else SINGLE, scale=scale)
    g.write(args.out)


if __name__ == "__main__":
    main()
