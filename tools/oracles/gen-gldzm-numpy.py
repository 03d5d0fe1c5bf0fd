#!/usr/bin/env python3
"""All 16 IBSI distance zone features and the two means by flood fill, in every aggregation.

Before anything is written the same code must give the IBSI consensus values of the digital phantom.
"""
from collections import Counter, deque

from common import Golden, arguments, generator, load

runs = generator("gen-glrlm-numpy")
sizes = generator("gen-glszm-numpy")

CODES = {
    "small_distance_emphasis": "0GBI", "large_distance_emphasis": "MB4I", "low_grey_level_zone_emphasis": "S1RA", "high_grey_level_zone_emphasis": "K26C",
    "small_distance_low_grey_level_emphasis": "RUVG", "small_distance_high_grey_level_emphasis": "DKNJ", "large_distance_low_grey_level_emphasis": "A7WM",
    "large_distance_high_grey_level_emphasis": "KLTH", "grey_level_non_uniformity": "VFT7", "normalised_grey_level_non_uniformity": "7HP3",
    "zone_distance_non_uniformity": "V294", "normalised_zone_distance_non_uniformity": "IATH", "zone_percentage": "VIWW", "grey_level_variance": "QK93",
    "zone_distance_variance": "7WT1", "zone_distance_entropy": "GBDU", "grey_level_mean": "", "zone_distance_mean": "",
}
FACES = [(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)]


def distances(pixels, faces):
    """Steps over faces to the nearest pixel outside, by breadth first search from the edge."""
    step = lambda p, d: tuple(a + b for a, b in zip(p, d))
    found = {p: 1 for p in pixels if any(step(p, d) not in pixels for d in faces)}
    edge = deque(found)
    while edge:
        p = edge.popleft()
        for d in faces:
            q = step(p, d)
            if q in pixels and q not in found:
                found[q] = found[p] + 1
                edge.append(q)
    return found


def aggregate(levels, dimension):
    faces = FACES if dimension == "3D" else FACES[:4]

    def matrix(part):
        at = distances(set(part), faces)
        return Counter((level, min(at[p] for p in zone)) for level, zone in sizes.zones(part))

    return sizes.aggregate(levels, dimension, matrix, CODES, "gldzm")


def main():
    args = arguments(__doc__).parse_args()
    runs.check_phantom("gldzm", {id: code for id, code in CODES.items() if code}, aggregate)
    settings = {**sizes.SETTINGS, **runs.SETTINGS, "distance": "city-block, 4 faces in a slice and 6 in a volume; pixels at the edge have distance 1"}
    g = Golden("gldzm", "numpy", __file__, ("numpy",), settings)
    for name, discretisation, aggregations in sizes.PLAN:
        f = load(name)
        for label in f.rois:
            levels = runs.levels_of(f, label, discretisation)
            for a in aggregations:
                runs.write(g, name, label, levels and aggregate(levels, a), f"{discretisation}_{a}", CODES, "gldzm")
    g.write(args.out)


if __name__ == "__main__":
    main()
