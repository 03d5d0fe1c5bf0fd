#!/usr/bin/env python3
"""Features of the neighbourhood grey tone difference matrix by PyRadiomics."""
import numpy as np
from radiomics import ngtdm

from common import Golden, arguments, generator, load

tool = generator("gen-glrlm-pyradiomics")
IDS = {id.capitalize(): id for id in generator("gen-ngtdm-numpy").CODES}
NOTES = {
    **tool.NOTES,
    "no-neighbour": "No pixel of the ROI has a neighbour: the definition gives no value.",
    "capped": "Coarseness 1/0: the tool says 10^6.",
    "no-denominator": "Busyness with denominator 0: the tool says 0.",
}
# Distances 1 and 2 together are all offsets up to Chebyshev distance 2.
PLAN = [
    ("cells", "fbn8", [1], True), ("cells", "fbn64", [1], True), ("cells", "fbn8", [1, 2], True), ("cells", "fbs25_roi", [1], True), ("edge", "fbn8", [1], True),
    ("float", "fbn8", [1], True), ("float", "fbs25_roi", [1], True), ("volume", "fbn8", [1], True), ("volume", "fbn8", [1], False),
    ("volume", "fbn8", [1, 2], False), ("volume", "fbs25_roi", [1], True), ("volume", "fbs25_roi", [1], False),
]
SETTINGS = {**tool.SETTINGS, "config": "discretisation _ d<largest of distances> _ <aggregation>", "d1": "distances [1]",
            "d2": "distances [1, 2]", "2D": "image with force2D", "2.5D": "volume with force2D: slices merged", "3D": "volume", "force2Ddimension": 0}


def main():
    args = arguments(__doc__).parse_args()
    tool.quiet()
    exact, levels_of = generator("gen-ngtdm-numpy").aggregate, generator("gen-glrlm-numpy").levels_of
    g = Golden("ngtdm", "pyradiomics", __file__, ("pyradiomics", "numpy", "SimpleITK"), SETTINGS, NOTES)
    for name, discretisation, distances, in_plane in PLAN:
        f = load(name)
        how = "2D" if f.ndim == 2 else "2.5D" if in_plane else "3D"
        for label in f.rois:
            levels = levels_of(f, label, discretisation)
            definition = levels and exact(levels, how, distances[-1])
            settings = {"distances": distances, "force2D": in_plane, "force2Ddimension": 0, **tool.BINNING[discretisation]}
            values = tool.features(ngtdm.RadiomicsNGTDM, IDS, f, label, **settings)
            for feature, id in IDS.items():
                note = "constant" if levels is None else "no-neighbour" if definition is None else None
                if note is None and definition[id] is None:
                    note = {"coarseness": "capped", "busyness": "no-denominator"}[id]
                g.add(name, label, feature, f"ngtdm_{id}", float(np.asarray(values[feature]).item()), f"{discretisation}_d{distances[-1]}_{how}", note)
    g.write(args.out)


if __name__ == "__main__":
    main()
