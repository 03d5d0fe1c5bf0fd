#!/usr/bin/env python3
"""Features of the neighbourhood grey tone difference matrix by MIRP in the three IBSI aggregations."""
from common import Golden, arguments, generator, load

tool = generator("gen-ngldm-mirp")
IDS = {id: id for id in generator("gen-ngtdm-numpy").CODES}
THREE = ["2D", "2.5D", "3D"]
NOTES = {
    **tool.NOTES,
    "no-neighbour": "No pixel of the ROI has a neighbour: the definition gives no value.",
    "capped": "Coarseness 1/0, in a slice at least: the tool says 10^6 and takes that into the mean.",
    "no-denominator": "Busyness with denominator 0, in a slice at least: the tool says 0 and takes that into the mean.",
}
PLAN = [
    ("cells", "fbn8", ["2D"]), ("cells", "fbn64", ["2D"]), ("cells", "fbs25", ["2D"]), ("edge", "fbn8", ["2D"]), ("float", "fbn8", ["2D"]),
    ("volume", "fbn8", THREE), ("volume", "fbs25", THREE),
]


def undefined_somewhere(levels, method):
    """Features that the ROI, or one of its slices, leaves undefined."""
    numpy, sizes = generator("gen-ngtdm-numpy"), generator("gen-glrlm-numpy")
    if method != "2D":
        found = [numpy.aggregate(levels, method)]
    else:
        found = [numpy.features(numpy.matrix(s, 1, False)) for s in sizes.by_slice(levels)]
    return {id for f in found if f for id in f if f[id] is None}


def main():
    args = arguments(__doc__).parse_args()
    exact, levels_of = generator("gen-ngtdm-numpy").aggregate, generator("gen-glrlm-numpy").levels_of
    g = Golden("ngtdm", "mirp", __file__, ("mirp", "numpy"), {**tool.SETTINGS, "config": "discretisation _ d1 _ <aggregation>"}, NOTES)
    for name, discretisation, methods in PLAN:
        f = load(name)
        for label in f.rois:
            levels = levels_of(f, label, discretisation)
            for method, feature, id, value, note in tool.rows("ngtdm", IDS, f, label, discretisation, methods):
                if levels is not None and note != "raised":
                    if exact(levels, method) is None:
                        note = "no-neighbour"
                    elif id in undefined_somewhere(levels, method):
                        note = {"coarseness": "capped", "busyness": "no-denominator"}[id]
                g.add(name, label, feature, f"ngtdm_{id}", value, f"{discretisation}_d1_{method}", note)
    g.write(args.out)


if __name__ == "__main__":
    main()
