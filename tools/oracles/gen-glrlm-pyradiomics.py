#!/usr/bin/env python3
"""Run length features by PyRadiomics: mean over the directions. Size zone features: gen-glszm-pyradiomics.py."""
import warnings

import numpy as np
import SimpleITK as sitk
from radiomics import glrlm, setVerbosity

from common import FINITE_NOTE, Golden, arguments, load
from ibsi_glcm import ANGLES, DIRECTIONS_3D

IDS = {
    "ShortRunEmphasis": "short_runs_emphasis", "LongRunEmphasis": "long_runs_emphasis", "LowGrayLevelRunEmphasis": "low_grey_level_run_emphasis",
    "HighGrayLevelRunEmphasis": "high_grey_level_run_emphasis", "ShortRunLowGrayLevelEmphasis": "short_run_low_grey_level_emphasis",
    "ShortRunHighGrayLevelEmphasis": "short_run_high_grey_level_emphasis", "LongRunLowGrayLevelEmphasis": "long_run_low_grey_level_emphasis",
    "LongRunHighGrayLevelEmphasis": "long_run_high_grey_level_emphasis", "GrayLevelNonUniformity": "grey_level_non_uniformity",
    "GrayLevelNonUniformityNormalized": "normalised_grey_level_non_uniformity", "RunLengthNonUniformity": "run_length_non_uniformity",
    "RunLengthNonUniformityNormalized": "normalised_run_length_non_uniformity", "RunPercentage": "run_percentage",
    "GrayLevelVariance": "grey_level_variance", "RunVariance": "run_length_variance", "RunEntropy": "run_entropy",
}
NOTES = {
    **FINITE_NOTE,
    "constant": "Constant ROI: the tool invents a bin range of width 1 and puts every pixel into its middle.",
    "no-neighbour": "The tool leaves directions in which no two pixels of the ROI lie side by side out of the mean; by the definition all runs have length 1 there.",
    "epsilon": "The tool adds 2.2e-16 inside the logarithm: an entropy of 0 comes out as -3.2e-16.",
}
BINNING = {"fbn8": {"binCount": 8}, "fbn64": {"binCount": 64}, "fbs25_roi": {"binWidth": 25}}
PLAN = [
    ("cells", "fbn8", True), ("cells", "fbn64", True), ("cells", "fbs25_roi", True), ("edge", "fbn8", True), ("float", "fbn8", True),
    ("float", "fbs25_roi", True), ("volume", "fbn8", True), ("volume", "fbn8", False), ("volume", "fbs25_roi", False),
]
SETTINGS = {"fbn8": "binCount 8", "fbn64": "binCount 64", "fbs25_roi": "binWidth 25, counted from the multiple of 25 at or below the ROI's minimum"}


def features(tool, ids, fixture, label, **settings):
    mask, image = fixture.mask(label).astype("uint8"), fixture.intensity.astype("float64")
    if fixture.ndim == 2:
        mask, image = mask[None], image[None]
    f = tool(sitk.GetImageFromArray(image), sitk.GetImageFromArray(mask), **settings)
    f.disableAllFeatures()
    for name in ids:
        f.enableFeatureByName(name)
    return f.execute()


def emit(g, family, tool, ids, f, label, discretisation, aggregation, why=None, **settings):
    """`why` is the note of all rows but those of constant ROIs."""
    values = features(tool, ids, f, label, **BINNING[discretisation], **settings)
    x = f.values(label)
    for feature, id in ids.items():
        value = float(np.asarray(values[feature]).item())
        note = why
        if x.min() == x.max() and discretisation.startswith("fbn"):
            note = "constant"
        elif note is None and feature.endswith("Entropy") and abs(value) < 1e-12:
            note = "epsilon"
        g.add(f.name, label, feature, f"{family}_{id}", value, f"{discretisation}_{aggregation}", note)


def sparse(f, label, in_plane):
    """Whether there is a direction in which no two pixels of the ROI lie side by side."""
    index = np.argwhere(f.mask(label))
    at = {tuple(int(v) for v in p[::-1]) for p in (index if f.ndim == 3 else np.column_stack([np.zeros(len(index), int), index]))}
    directions = [(*d, 0) for d in ANGLES.values()] if in_plane else DIRECTIONS_3D
    return any(all(tuple(a + o for a, o in zip(p, d)) not in at for p in at) for d in directions)


def quiet():
    setVerbosity(60)
    warnings.simplefilter("ignore")


def main():
    args = arguments(__doc__).parse_args()
    quiet()
    settings = {**SETTINGS, "weightingNorm": None, "force2Ddimension": 0, "2D_avg": "image with force2D: mean over 4 directions",
                "2.5D_avg": "volume with force2D: slices merged per direction, mean over 4 directions", "3D_avg": "volume: mean over 13 directions"}
    g = Golden("glrlm", "pyradiomics", __file__, ("pyradiomics", "numpy", "SimpleITK"), settings, NOTES)
    for name, discretisation, in_plane in PLAN:
        f = load(name)
        aggregation = "2D_avg" if f.ndim == 2 else "2.5D_avg" if in_plane else "3D_avg"
        for label in f.rois:
            why = "no-neighbour" if sparse(f, label, in_plane) else None
            emit(g, "glrlm", glrlm.RadiomicsGLRLM, IDS, f, label, discretisation, aggregation, why, weightingNorm=None, force2D=in_plane, force2Ddimension=0)
    g.write(args.out)


if __name__ == "__main__":
    main()
