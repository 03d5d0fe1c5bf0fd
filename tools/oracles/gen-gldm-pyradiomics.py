#!/usr/bin/env python3
"""Features of the grey level dependence matrix by PyRadiomics."""
from radiomics import gldm

from common import Golden, arguments, generator, load

tool = generator("gen-glrlm-pyradiomics")
IDS = {feature: id for id, (feature, _) in generator("gen-gldm-numpy").IDS.items()}
# Distances 1 and 2 together are all offsets up to Chebyshev distance 2.
PLAN = [
    ("cells", "fbn8", [1], 0, True), ("cells", "fbn64", [1], 0, True), ("cells", "fbn64", [1], 3, True), ("cells", "fbn8", [1, 2], 0, True),
    ("cells", "fbn8", [1, 2], 1, True), ("cells", "fbs25_roi", [1], 0, True), ("edge", "fbn8", [1], 0, True), ("float", "fbn8", [1], 0, True),
    ("float", "fbn8", [1], 1, True), ("float", "fbs25_roi", [1], 0, True), ("volume", "fbn8", [1], 0, True), ("volume", "fbn8", [1], 0, False),
    ("volume", "fbn8", [1], 1, False), ("volume", "fbn8", [1, 2], 0, False), ("volume", "fbs25_roi", [1], 0, True), ("volume", "fbs25_roi", [1], 0, False),
]
SETTINGS = {**tool.SETTINGS, "config": "discretisation _ d<largest of distances> _ a<gldm_a> _ <aggregation>", "d1": "distances [1]",
            "d2": "distances [1, 2]", "2D": "image with force2D", "2.5D": "volume with force2D: slices merged", "3D": "volume", "force2Ddimension": 0}


def main():
    args = arguments(__doc__).parse_args()
    tool.quiet()
    g = Golden("gldm", "pyradiomics", __file__, ("pyradiomics", "numpy", "SimpleITK"), SETTINGS, tool.NOTES)
    for name, discretisation, distances, alpha, in_plane in PLAN:
        f = load(name)
        how = "2D" if f.ndim == 2 else "2.5D" if in_plane else "3D"
        for label in f.rois:
            tool.emit(g, "gldm", gldm.RadiomicsGLDM, IDS, f, label, discretisation, f"d{distances[-1]}_a{alpha}_{how}",
                      distances=distances, gldm_a=alpha, force2D=in_plane, force2Ddimension=0)
    g.write(args.out)


if __name__ == "__main__":
    main()
