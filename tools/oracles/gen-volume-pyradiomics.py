#!/usr/bin/env python3
"""Shape features of PyRadiomics."""
import SimpleITK as sitk
from radiomics.shape import RadiomicsShape

from common import Golden, arguments
from volume_regions import SPACINGS, regions

# PyRadiomics' table leaves ambiguous cells open, so that its areas and volumes depend on how the region is turned.
IDS = {
    "MeshVolume": ("mesh_volume", 5e-3), "VoxelVolume": ("volume", None), "SurfaceArea": ("surface_area", 1e-2), "SurfaceVolumeRatio": ("surface_to_volume_ratio", 1e-2),
    "Sphericity": ("sphericity", 1e-2), "Compactness1": ("compactness_1", 2e-2), "Compactness2": ("compactness_2", 3e-2),
    "SphericalDisproportion": ("spherical_disproportion", 1e-2), "Maximum3DDiameter": ("maximum_3d_diameter", None), "Elongation": ("pca_elongation", None),
    "Flatness": ("pca_flatness", None),
}


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("volume", "pyradiomics", __file__, ("pyradiomics", "numpy"), {"class": "RadiomicsShape", "configs": "spacing in the order of the array's axes"})
    for name, label, mask, intensity in regions():
        for key, spacing in SPACINGS.items():
            image, roi = sitk.GetImageFromArray(intensity), sitk.GetImageFromArray(mask.astype("uint8"))
            for volume in (image, roi):
                volume.SetSpacing(spacing[::-1])
            shape = RadiomicsShape(image, roi, label=1)
            for feature, (id, tolerance) in IDS.items():
                g.add(name, label, feature, f"morphology_{id}", getattr(shape, f"get{feature}FeatureValue")(), key, tolerance=tolerance)
    g.write(args.out)


if __name__ == "__main__":
    main()
