#!/usr/bin/env python3
"""Surface meshes by scikit-image, their hulls by Qhull, principal axes by NumPy."""
import math

import numpy as np
from numpy.polynomial.legendre import legval
from scipy.spatial import ConvexHull
from scipy.spatial.distance import pdist
from skimage.measure import marching_cubes, mesh_surface_area

from common import Golden, arguments
from volume_regions import SPACINGS, ambiguous_cells, regions

SETTINGS = {
    "mesh": "marching_cubes(np.pad(mask, 1), 0.5, spacing), Lewiner; area by mesh_surface_area, volume by signed tetrahedra",
    "hull": "scipy.spatial.ConvexHull of the vertices; diameter by pdist of its corners",
    "axes": "eigvalsh(cov(voxel centres)), n - 1",
    "approximate ellipsoid": "IBSI's series with 400 terms",
    "configs": "spacing in the order of the array's axes",
}
NOTES = {"tunnel": "Lewiner's table leads tunnels through cells that are ambiguous inside; there are such cells in this region."}


def series(a, b, c):
    """IBSI's area of an ellipsoid, a >= b >= c."""
    alpha, beta = math.sqrt(1 - b * b / a / a), math.sqrt(1 - c * c / a / a)
    nu = np.arange(401.0)
    return 4 * math.pi * a * b * legval((alpha**2 + beta**2) / (2 * alpha * beta), (alpha * beta) ** nu / (1 - 4 * nu**2))


def main():
    args = arguments(__doc__).parse_args()
    g = Golden("volume", "skimage", __file__, ("scikit-image", "scipy", "numpy"), SETTINGS, NOTES)
    for name, label, mask, intensity in regions():
        tunnels = ambiguous_cells(mask)
        print(name, label, mask.sum(), "voxels,", tunnels, "ambiguous cells")
        for key, spacing in SPACINGS.items():
            # 32-bit vertices would cost digits.
            vertices, faces, _, _ = marching_cubes(np.pad(mask, 1).astype(float), 0.5)
            vertices = vertices.astype(float) * spacing
            a, b, c = (vertices[faces[:, i]] for i in range(3))
            volume = abs(np.einsum("ij,ij->", a, np.cross(b, c)) / 6)
            area = mesh_surface_area(vertices, faces)
            hull = ConvexHull(vertices)
            box = np.ptp(vertices, axis=0)
            boxes = box[0] * box[1] + box[0] * box[2] + box[1] * box[2]
            centres = np.argwhere(mask) * np.array(spacing)
            variances = np.linalg.eigvalsh(np.cov(centres, rowvar=False))[::-1]
            semi = 2 * np.sqrt(variances)

            def add(feature, id, value, surface=True, areal=False, **extra):
                note = "tunnel" if surface and tunnels else None
                # Of two triangulations that are mirror images of each other the table has one; with cubic voxels they have the same area.
                tolerance = 3e-3 if areal and key != "spacing_1" else None
                g.add(name, label, feature, f"morphology_{id}", value, key, note, tolerance=tolerance, **extra)

            ball = (36 * math.pi * volume**2) ** (1 / 3)
            add("volume of mesh", "mesh_volume", volume)
            add("mesh_surface_area", "surface_area", area, areal=True)
            add("area / volume", "surface_to_volume_ratio", area / volume, areal=True)
            add("compactness 1", "compactness_1", volume / math.sqrt(math.pi * area**3), areal=True)
            add("compactness 2", "compactness_2", 36 * math.pi * volume**2 / area**3, areal=True)
            add("spherical disproportion", "spherical_disproportion", area / ball, areal=True)
            add("sphericity", "sphericity", ball / area, areal=True)
            add("asphericity", "asphericity", area / ball - 1, areal=True, scale=1)
            add("volume * mean", "integrated_intensity", volume * intensity[mask].mean())
            add("pdist", "maximum_3d_diameter", pdist(vertices[hull.vertices]).max(), False)
            add("ConvexHull.volume", "convex_volume", hull.volume, False)
            add("ConvexHull.area", "convex_surface_area", hull.area, False)
            add("volume / ConvexHull.volume", "volume_density_convex_hull", volume / hull.volume)
            add("area / ConvexHull.area", "area_density_convex_hull", area / hull.area, areal=True)
            add("volume / box", "volume_density_axis_aligned_box", volume / box.prod())
            add("area / box", "area_density_axis_aligned_box", area / (2 * boxes), areal=True)
            add("volume / ellipsoid", "volume_density_approximate_ellipsoid", volume / (4 / 3 * math.pi * semi.prod()))
            add("area / ellipsoid", "area_density_approximate_ellipsoid", area / series(*semi), areal=True)
            for axis, word in enumerate(("major", "minor", "least")):
                add("cov", f"pca_{word}_axis_length", 2 * semi[axis], False)
            add("cov", "pca_elongation", semi[1] / semi[0], False)
            add("cov", "pca_flatness", semi[2] / semi[0], False)
    g.write(args.out)


if __name__ == "__main__":
    main()
