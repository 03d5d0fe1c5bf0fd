#!/usr/bin/env python3
"""Bodies around meshes of scikit-image: oriented boxes by trimesh, smallest ellipsoids by a conic solver (CVXPY, Clarabel)."""
import math
from itertools import product

import cvxpy as cp
import numpy as np
import trimesh
from scipy.spatial import ConvexHull
from skimage.measure import marching_cubes

from common import Golden, arguments
from volume_regions import SPACINGS, regions

SETTINGS = {
    "mesh": "marching_cubes(np.pad(mask, 1), 0.5, spacing), Lewiner",
    "oriented box": "least of the boxes that trimesh.bounds.oriented_bounds gives for the normals of all facets of the hull",
    "smallest ellipsoid": "maximise log det A, |A p + b| <= 1 for all corners p of the hull; Clarabel, gaps 1e-9",
    "configs": "spacing in the order of the array's axes",
}


def volume_of(vertices, faces):
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    return abs(np.einsum("ij,ij->", a, np.cross(b, c)) / 6)


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("volume", "bodies", __file__, ("trimesh", "cvxpy", "clarabel", "scikit-image", "scipy", "numpy"), SETTINGS)
    for (name, label, mask, _), (key, spacing) in product(regions(), SPACINGS.items()):
        if name == "wave":
            continue
        vertices, faces, _, _ = marching_cubes(np.pad(mask, 1).astype(float), 0.5)
        vertices = vertices.astype(float) * spacing
        volume = volume_of(vertices, faces)
        hull = ConvexHull(vertices)
        corners = vertices[hull.vertices]
        boxes = []
        for normal in np.unique(np.round(hull.equations[:, :3], 10), axis=0):
            _, extents = trimesh.bounds.oriented_bounds(corners, normal=normal)
            boxes.append(np.prod(extents))
        g.add(name, label, "oriented_bounds", "morphology_volume_density_oriented_box", volume / min(boxes), key, tolerance=1e-8)

        matrix, shift = cp.Variable((3, 3), PSD=True), cp.Variable(3)
        middle, size = corners.mean(0), np.ptp(corners, axis=0).max()
        points = (corners - middle) / size
        constraints = [cp.norm(matrix @ p + shift) <= 1 for p in points]
        problem = cp.Problem(cp.Maximize(cp.log_det(matrix)), constraints)
        problem.solve(solver=cp.CLARABEL, tol_gap_abs=1e-9, tol_gap_rel=1e-9, tol_feas=1e-9)
        ellipsoid = 4 / 3 * math.pi / np.linalg.det(matrix.value) * size**3
        g.add(name, label, "log_det", "morphology_volume_density_minimum_ellipsoid", volume / ellipsoid, key, tolerance=1e-7)
    g.write(args.out)


if __name__ == "__main__":
    main()
