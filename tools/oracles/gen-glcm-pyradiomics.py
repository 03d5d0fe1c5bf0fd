#!/usr/bin/env python3
"""Co-occurrence features by PyRadiomics: symmetric, distance 1, mean over the directions."""
import warnings

import numpy as np
import SimpleITK as sitk
from radiomics import glcm, setVerbosity

from common import FINITE_NOTE, Golden, arguments, load

IDS = {
    "MaximumProbability": "joint_maximum", "JointAverage": "joint_average", "SumSquares": "joint_variance", "JointEntropy": "joint_entropy",
    "DifferenceAverage": "difference_average", "DifferenceVariance": "difference_variance", "DifferenceEntropy": "difference_entropy",
    "SumAverage": "sum_average", "SumEntropy": "sum_entropy", "JointEnergy": "angular_second_moment", "Contrast": "contrast",
    "Id": "inverse_difference", "Idn": "normalised_inverse_difference", "Idm": "inverse_difference_moment",
    "Idmn": "normalised_inverse_difference_moment", "InverseVariance": "inverse_variance", "Correlation": "correlation",
    "Autocorrelation": "autocorrelation", "ClusterTendency": "cluster_tendency", "ClusterShade": "cluster_shade",
    "ClusterProminence": "cluster_prominence", "Imc1": "information_correlation_1", "Imc2": "information_correlation_2",
    "MCC": "maximal_correlation_coefficient",
}
NOTES = {
    **FINITE_NOTE,
    "constant": "Constant ROI: with 64 bins the tool puts every pixel into level 33 (the middle of a bin range of width 1 it invents).",
    "epsilon": "The tool adds 2.2e-16 inside the logarithm: an entropy of 0 comes out as -3.2e-16.",
    "one-level": "A matrix with one grey level: the tool defines the 0/0 of correlation as 1, that of information correlation 1 and the maximal correlation as 0.",
}
PLAN = [
    ("cells", {"binCount": 64}, "fbn64", True), ("cells", {"binWidth": 25}, "fbs25_roi", True), ("edge", {"binCount": 64}, "fbn64", True),
    ("float", {"binCount": 64}, "fbn64", True), ("float", {"binWidth": 25}, "fbs25_roi", True),
    ("volume", {"binCount": 64}, "fbn64", True), ("volume", {"binCount": 64}, "fbn64", False),
    ("volume", {"binWidth": 25}, "fbs25_roi", True), ("volume", {"binWidth": 25}, "fbs25_roi", False),
]


def features(fixture, label, binning, in_plane):
    mask, image = fixture.mask(label).astype("uint8"), fixture.intensity.astype("float64")
    if fixture.ndim == 2:
        mask, image = mask[None], image[None]
    f = glcm.RadiomicsGLCM(sitk.GetImageFromArray(image), sitk.GetImageFromArray(mask), symmetricalGLCM=True, distances=[1], weightingNorm=None, force2D=in_plane, force2Ddimension=0, **binning)
    f.disableAllFeatures()
    for name in IDS:
        f.enableFeatureByName(name)
    values = f.execute()
    present = f.P_glcm[0]
    # A direction whose pairs hold one grey level only: the quotient of its correlation is 0/0.
    one_level = bool(any((present[:, :, a] > 0).sum() == 1 and present[:, :, a].trace() > 0 for a in range(present.shape[2])))
    return values, one_level


SETTINGS = {"symmetricalGLCM": True, "distances": [1], "weightingNorm": None, "force2Ddimension": 0,
 "configs": {"fbn64": "binCount 64", "fbs25_roi": "binWidth 25, counted from the multiple of 25 at or below the ROI's minimum",
             "2D_avg": "image with force2D: mean over 4 directions", "2.5D_avg": "volume with force2D: slices merged per direction, mean over 4 directions",
             "3D_avg": "volume: mean over 13 directions"},
 "distances_above_1": "not comparable: distances=[2] takes every offset of infinity norm 2, (2, 1) included, not twice the unit offsets"}


def emit(g, f, label, binning, discretisation, in_plane):
    aggregation = "2D_avg" if f.ndim == 2 else "2.5D_avg" if in_plane else "3D_avg"
    values, one_level = features(f, label, binning, in_plane)
    x = f.values(label)
    for feature, id in IDS.items():
        note = None
        if x.min() == x.max() and discretisation == "fbn64":
            note = "constant"
        elif one_level and feature in ("Correlation", "Imc1", "MCC"):
            note = "one-level"
        value = float(np.asarray(values[feature]).item())
        if note is None and feature.endswith("Entropy") and abs(value) < 1e-12:
            note = "epsilon"
        g.add(f.name, label, feature, f"glcm_{id}", value, f"{discretisation}_d1_{aggregation}", note)


def main():
    args = arguments(__doc__).parse_args()
    setVerbosity(60)
    warnings.simplefilter("ignore")
    g = Golden("glcm", "pyradiomics", __file__, ("pyradiomics", "numpy", "SimpleITK"), SETTINGS, NOTES)
    for name, *what in PLAN:
        f = load(name)
        for label in f.rois:
            emit(g, f, label, *what)
    g.write(args.out)


if __name__ == "__main__":
    main()
