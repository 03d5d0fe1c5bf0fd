#!/usr/bin/env python3
"""Goldens for whole image files: two fields of view with their label images.

    python gen-microscopy.py FOLDER [--every 6] [--out DIR]

FOLDER holds int/*.tif and seg/*.tif of the same names. Every sixth label is written, per tool, for intensity, morphology and GLCM.
"""
import hashlib
import warnings
from pathlib import Path

import numpy as np
import tifffile
from radiomics import setVerbosity

from common import Fixture, Golden, arguments, generator


def fields(folder, every):
    for path in sorted((folder / "int").glob("*.tif")):
        image, labels = tifffile.imread(path), tifffile.imread(folder / "seg" / path.name)
        all_labels = [int(v) for v in np.unique(labels) if v]
        f = Fixture(path.name.split(".")[0], labels, image, [1.0, 1.0], all_labels[::every])
        f.source = {"intensity": f"int/{path.name}", "labels": f"seg/{path.name}", "shape": list(image.shape), "dtype": image.dtype.name, "rois": len(all_labels),
                    "sha256": {k: hashlib.sha256((folder / k / path.name).read_bytes()).hexdigest() for k in ("int", "seg")}}
        yield f


def main():
    p = arguments(__doc__)
    p.add_argument("folder", type=Path)
    p.add_argument("--every", type=int, default=6)
    args = p.parse_args()
    warnings.simplefilter("ignore")
    setVerbosity(60)
    scenes = list(fields(args.folder, args.every))
    source = {"images": {f.name: f.source for f in scenes}, "labels": f"every {args.every}th, from the smallest"}

    first, shape, glcm = generator("gen-intensity-numpy"), generator("gen-morphology-numpy"), generator("gen-glcm-numpy")
    g = Golden("microscopy", "numpy", __file__, ("numpy", "scipy"), {**source, "intensity": first.CONFIGS, "morphology": shape.SETTINGS, "glcm": glcm.SETTINGS}, first.FINITE_NOTE)
    for f in scenes:
        for label in f.rois:
            first.emit(g, f, label)
            shape.emit(g, f, label, ["spacing_1"])
            glcm.emit(g, f, label, "fbn64", 1, ["2D_avg"], False, False)
    g.write(args.out)

    shape = generator("gen-morphology-skimage")
    g = Golden("microscopy", "skimage", __file__, ("scikit-image", "numpy"), {**source, "morphology": shape.SETTINGS}, shape.NOTES)
    for f in scenes:
        for label in f.rois:
            shape.emit(g, f, label, ["spacing_1"])
    g.write(args.out)

    first, glcm = generator("gen-intensity-pyradiomics"), generator("gen-glcm-pyradiomics")
    g = Golden("microscopy", "pyradiomics", __file__, ("pyradiomics", "numpy", "SimpleITK"), {**source, "intensity": first.SETTINGS, "glcm": glcm.SETTINGS}, {**first.NOTES, **glcm.NOTES})
    for f in scenes:
        for label in f.rois:
            first.emit(g, f, label)
            glcm.emit(g, f, label, {"binCount": 64}, "fbn64", True)
    g.write(args.out)

    first, glcm = generator("gen-intensity-mirp"), generator("gen-glcm-mirp")
    g = Golden("microscopy", "mirp", __file__, ("mirp", "numpy"), {**source, "intensity": first.SETTINGS, "glcm": glcm.SETTINGS}, {**first.NOTES, **glcm.NOTES})
    for f in scenes:
        for label in f.rois:
            first.emit(g, f, label)
            glcm.emit(g, f, label, "fbn64", 1, ["2D_avg", "2D_mrg"])
    g.write(args.out)

    nyxus = generator("gen-nyxus")
    g = Golden("microscopy", "nyxus", __file__, ("nyxus",), {**source, **nyxus.COMMON, "glcm": nyxus.GLCM_SETTINGS}, nyxus.NOTES, "comparison")
    for f in scenes:
        nyxus.emit_intensity(g, f)
        nyxus.emit_morphology(g, f)
        nyxus.emit_glcm(g, f, ("AVE",), False)
    g.write(args.out)


if __name__ == "__main__":
    main()
