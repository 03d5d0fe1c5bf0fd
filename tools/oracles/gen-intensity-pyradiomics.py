#!/usr/bin/env python3
"""First-order statistics by PyRadiomics: 64 bins, in the plane for images and in space for volumes."""
import SimpleITK as sitk
from radiomics import firstorder, setVerbosity

from common import FIXTURES, FINITE_NOTE, Golden, arguments, load

IDS = {
    "Mean": "mean", "Median": "median", "Minimum": "minimum", "Maximum": "maximum", "Range": "range",
    "10Percentile": "percentile_10", "90Percentile": "percentile_90", "InterquartileRange": "interquartile_range",
    "Variance": "variance", "StandardDeviation": "standard_deviation", "Skewness": "skewness", "Kurtosis": "kurtosis",
    "MeanAbsoluteDeviation": "mean_absolute_deviation", "RobustMeanAbsoluteDeviation": "robust_mean_absolute_deviation",
    "Energy": "energy", "RootMeanSquared": "root_mean_square", "Entropy": "entropy", "Uniformity": "uniformity",
}
BINNED = {"Entropy", "Uniformity"}
NOTES = {
    **FINITE_NOTE,
    "constant-zero": "0 is what the tool returns for a constant ROI, where the quotient is 0/0.",
    "constant-entropy": "The tool adds 2.2e-16 inside the logarithm: -3.2e-16 instead of 0 for a constant ROI.",
}


def features(fixture, label, bins=64):
    mask = fixture.mask(label).astype("uint8")
    image = fixture.intensity.astype("float64")
    if fixture.ndim == 2:
        mask, image = mask[None], image[None]
    f = firstorder.RadiomicsFirstOrder(sitk.GetImageFromArray(image), sitk.GetImageFromArray(mask), binCount=bins, force2D=fixture.ndim == 2, force2Ddimension=0, voxelArrayShift=0)
    f.disableAllFeatures()
    for name in IDS:
        f.enableFeatureByName(name)
    return f.execute()


SETTINGS = {"binCount": 64, "force2D": "true for images, false for the volume", "force2Ddimension": 0, "voxelArrayShift": 0,
            "class": "RadiomicsFirstOrder called directly: no resampling, cropping or normalisation", "configs": {"fbn64": "binCount 64"}}


def emit(g, f, label):
    x = f.values(label)
    for feature, value in features(f, label).items():
        note = None
        if x.min() == x.max():
            note = {"Skewness": "constant-zero", "Kurtosis": "constant-zero", "Entropy": "constant-entropy"}.get(feature)
        g.add(f.name, label, feature, f"intensity_{IDS[feature]}", value, "fbn64" if feature in BINNED else None, note)


def main():
    args = arguments(__doc__).parse_args()
    setVerbosity(60)
    g = Golden("intensity", "pyradiomics", __file__, ("pyradiomics", "numpy", "SimpleITK"), SETTINGS, NOTES)
    for name in FIXTURES:
        f = load(name)
        for label in f.rois:
            emit(g, f, label)
    g.write(args.out)


if __name__ == "__main__":
    main()
