import { type AnalyticRow, rows } from "./analytic-row.ts";
import { box, drawn, shape, spaced, withIntensity } from "./shapes.ts";

const { PI, sqrt, cbrt, max } = Math;
type Triple = readonly [number, number, number];
const cubic: Triple = [1, 1, 1];

/**
 * The mesh of a box of a x b x c voxels is a box between the outer centres with half a step on every side, chamfered at
 * the edges, and cut at the corners by triangles with legs of half a step.
 */
function boxVolume([a, b, c]: Triple, [sx, sy, sz] = cubic): number {
  const [p, q, r] = [a - 1, b - 1, c - 1];
  return (p * q * r + (p * q + p * r + q * r) + (p + q + r) / 2 + 1 / 6) * sx * sy * sz;
}

function boxArea([a, b, c]: Triple, [sx, sy, sz] = cubic): number {
  const [p, q, r] = [(a - 1) * sx, (b - 1) * sy, (c - 1) * sz];
  const edges = p * sqrt(sy * sy + sz * sz) + q * sqrt(sx * sx + sz * sz) + r * sqrt(sx * sx + sy * sy);
  const corners = sqrt((sx * sy) ** 2 + (sx * sz) ** 2 + (sy * sz) ** 2);
  return 2 * (p * q + p * r + q * r) + 2 * edges + corners;
}

/** Farthest vertices lie half a step beyond opposite corners, along the same axis or along two of them. */
function boxDiameter(size: Triple, spacing = cubic): number {
  const [x, y, z] = size.map((n, k) => (n - 1) * spacing[k]);
  const [sx, sy, sz] = spacing;
  return sqrt(
    max(
      (x + sx) ** 2 + y * y + z * z,
      x * x + (y + sy) ** 2 + z * z,
      x * x + y * y + (z + sz) ** 2,
      (x + sx / 2) ** 2 + (y + sy / 2) ** 2 + z * z,
      (x + sx / 2) ** 2 + y * y + (z + sz / 2) ** 2,
      x * x + (y + sy / 2) ** 2 + (z + sz / 2) ** 2,
    ),
  );
}

/** Everything that follows from volume and area. */
function ofMesh(volume: number, area: number): Record<string, number> {
  const ball = cbrt(36 * PI * volume * volume);
  return {
    mesh_volume: volume,
    surface_area: area,
    surface_to_volume_ratio: area / volume,
    compactness_1: volume / (sqrt(PI) * area * sqrt(area)),
    compactness_2: (36 * PI * volume * volume) / (area * area * area),
    spherical_disproportion: area / ball,
    sphericity: ball / area,
    asphericity: area / ball - 1,
  };
}

/** n equidistant centres have the variance (n^2 - 1) / 12; a sample covariance divides by one less than all. */
const axis = (n: number, all: number, step = 1): number =>
  4 * step * sqrt((((n * n - 1) / 12) * all) / (all - 1));

const [size, spacing]: readonly Triple[] = [
  [7, 5, 4],
  [0.5, 0.75, 2],
];
const [volume, area] = [boxVolume(size, spacing), boxArea(size, spacing)];
const sides = size.map((n, k) => n * spacing[k]);
const boxed = withIntensity(spaced(box([2, 1, 3], size), ...spacing), (x, y) => 10 + x + 3 * y);
const boxes = rows("box", boxed, {
  ...ofMesh(volume, area),
  convex_volume: volume,
  convex_surface_area: area,
  volume_density_convex_hull: 1,
  area_density_convex_hull: 1,
  maximum_3d_diameter: boxDiameter(size, spacing),
  volume_density_axis_aligned_box: volume / (sides[0] * sides[1] * sides[2]),
  area_density_axis_aligned_box:
    area / (2 * (sides[0] * sides[1] + sides[0] * sides[2] + sides[1] * sides[2])),
  volume_density_oriented_box: volume / (sides[0] * sides[1] * sides[2]),
  area_density_oriented_box: area / (2 * (sides[0] * sides[1] + sides[0] * sides[2] + sides[1] * sides[2])),
  // Mean intensity is that in the middle: x from 2 to 8, y from 1 to 5.
  integrated_intensity: volume * (10 + 5 + 3 * 3),
  pca_major_axis_length: axis(4, 140, 2),
  pca_minor_axis_length: axis(5, 140, 0.75),
  pca_least_axis_length: axis(7, 140, 0.5),
  pca_elongation: axis(5, 140, 0.75) / axis(4, 140, 2),
  pca_flatness: axis(7, 140, 0.5) / axis(4, 140, 2),
  volume_density_approximate_ellipsoid:
    volume / ((PI / 6) * axis(7, 140, 0.5) * axis(5, 140, 0.75) * axis(4, 140, 2)),
});

// The mesh of a voxel is an octahedron, whose smallest ellipsoid touches its six corners; its smallest box lies on a
// face, on which it has the outline of a regular hexagon.
const octahedron = box([1, 1, 1], [1, 1, 1]);
const hexagon = [sqrt(1 / 3), sqrt(2 / 3), sqrt(1 / 2)];
const iteration = { tolerance: 2e-9, reason: "the ellipsoid is found by iteration, to 1e-9" };
const voxel = [
  ...rows("one voxel", octahedron, {
    ...ofMesh(1 / 6, sqrt(3)),
    maximum_3d_diameter: 1,
    convex_volume: 1 / 6,
    volume_density_oriented_box: 1 / 2,
    area_density_oriented_box:
      sqrt(3) / (2 * (hexagon[0] * hexagon[1] + hexagon[0] * hexagon[2] + hexagon[1] * hexagon[2])),
    pca_major_axis_length: "too-few-pixels",
    pca_minor_axis_length: "too-few-pixels",
    pca_least_axis_length: "too-few-pixels",
    pca_elongation: "too-few-pixels",
    pca_flatness: "too-few-pixels",
    volume_density_approximate_ellipsoid: "too-few-pixels",
    area_density_approximate_ellipsoid: "too-few-pixels",
  }),
  ...rows(
    "one voxel",
    octahedron,
    { volume_density_minimum_ellipsoid: 1 / PI, area_density_minimum_ellipsoid: sqrt(3) / PI },
    iteration,
  ),
  ...rows(
    "one flat voxel",
    spaced(octahedron, 3, 3, 0.5),
    { volume_density_minimum_ellipsoid: 1 / PI },
    iteration,
  ),
];

// A line is a prism on a square that stands on its corner: a box on its sides has half the cross-section of that along
// the axes. The ellipsoid through the corners of both ends of the prism, p^2 = 3 (4.5)^2 / 2... along the line and
// q^2 = 3/2 (1/2)^2 across, also holds the tips of the pyramids.
const line = box([2, 1, 1], [10, 1, 1]);
const prism = 9 / 2 + 1 / 6;
const lines = [
  ...rows("line", line, {
    mesh_volume: prism,
    surface_area: 4 * 9 * sqrt(1 / 2) + sqrt(3),
    maximum_3d_diameter: 10,
    volume_density_oriented_box: prism / 5,
    pca_elongation: 0,
    pca_flatness: 0,
    pca_minor_axis_length: 0,
    volume_density_approximate_ellipsoid: "undefined",
    area_density_approximate_ellipsoid: "undefined",
  }),
  ...rows(
    "line",
    line,
    { volume_density_minimum_ellipsoid: prism / (((4 * PI) / 3) * (sqrt(3) * 4.5) * (3 / 8)) },
    iteration,
  ),
  ...rows(
    "diagonal line",
    shape([9, 9, 9], (x, y, z) => x === y && y === z),
    {
      mesh_volume: 9 / 6,
      surface_area: 9 * sqrt(3),
      pca_elongation: 0,
      pca_flatness: 0,
      volume_density_approximate_ellipsoid: "undefined",
    },
  ),
];

// The ellipsoid of a plane is a disc; IBSI's series for its area gives pi^2 a^2 where both sides are 2 pi a^2.
const plane = axis(9, 81);
const planes = [
  ...rows("plane", box([1, 1, 1], [9, 9, 1]), {
    ...ofMesh(boxVolume([9, 9, 1]), boxArea([9, 9, 1])),
    pca_elongation: 1,
    pca_flatness: 0,
    pca_least_axis_length: 0,
    volume_density_approximate_ellipsoid: "undefined",
    area_density_approximate_ellipsoid: boxArea([9, 9, 1]) / ((PI * plane) / 2) ** 2,
  }),
  ...rows("cube", box([1, 1, 1], [6, 6, 6]), {
    pca_elongation: 1,
    area_density_approximate_ellipsoid: boxArea([6, 6, 6]) / (PI * axis(6, 216) ** 2),
  }),
];

// A cavity has the mesh of the voxels that are missing, seen from inside.
const shell = shape(
  [9, 8, 7],
  (x, y, z) =>
    x > 0 && x < 8 && y > 0 && y < 7 && z > 0 && z < 6 && !(x > 2 && x < 6 && y > 2 && y < 5 && z === 3),
);
const [full, cavity]: readonly Triple[] = [
  [7, 6, 5],
  [3, 2, 1],
];
const parts = drawn(
  "##..... ##.....",
  "##..... ##.....",
  "....... .......",
  ".....## .....##",
  ".....## .....##",
);
const hollow = [
  ...rows("hollow box", shell, {
    ...ofMesh(boxVolume(full) - boxVolume(cavity), boxArea(full) + boxArea(cavity)),
    convex_volume: boxVolume(full),
    area_density_convex_hull: (boxArea(full) + boxArea(cavity)) / boxArea(full),
    volume_density_axis_aligned_box: (boxVolume(full) - boxVolume(cavity)) / 210,
  }),
  ...rows("two cubes", parts, {
    ...ofMesh(2 * boxVolume([2, 2, 2]), 2 * boxArea([2, 2, 2])),
    maximum_3d_diameter: boxDiameter([7, 2, 5]),
  }),
];

// Ambiguous cells: inside corners across a side are connected. Two voxels that share an edge have one such side, on
// either side of which is a cell with four triangles of area 3^(1/2) / 8; apart, they would be two octahedra.
const edgeContact = rows("two voxels that share an edge", drawn("#. .#", ".. .."), {
  mesh_volume: 2 / 6 + 2 * (10 / 48 - 2 / 48),
  surface_area: 2 * sqrt(3) + 2 * (6 - 2) * (sqrt(3) / 8),
});

const radius = 24;
const ball = spaced(
  shape([49, 49, 13], (x, y, z) => (x - 24) ** 2 + (y - 24) ** 2 + (4 * (z - 6)) ** 2 < radius ** 2),
  1,
  1,
  4,
);
const fine = shape([49, 49, 49], (x, y, z) => (x - 24) ** 2 + (y - 24) ** 2 + (z - 24) ** 2 < radius ** 2);
const solid = (4 / 3) * PI * radius ** 3;
const within = (tolerance: number) => ({ tolerance, reason: "a ball of voxels, 48 of them across" });
// The solid ellipsoid has semi-axes of sqrt(5) standard deviations, IBSI's of 2.
const moments = { mesh_volume: solid, volume_density_approximate_ellipsoid: (5 / 4) * sqrt(5 / 4) };
const balls = [
  ...rows("ball", fine, moments, within(0.004)),
  ...rows("ball", fine, { convex_volume: solid, maximum_3d_diameter: 2 * radius }, within(0.02)),
  ...rows(
    "ball",
    fine,
    {
      volume_density_minimum_ellipsoid: 1,
      area_density_minimum_ellipsoid: 1,
      area_density_convex_hull: 1,
    },
    within(0.07),
  ),
  ...rows("ball of tall voxels", ball, moments, within(0.015)),
  ...rows("ball of tall voxels", ball, { convex_volume: solid }, within(0.05)),
];

/** Closed forms of shapes in space. */
export const volumeForms: readonly AnalyticRow[] = [
  ...boxes,
  ...voxel,
  ...lines,
  ...planes,
  ...hollow,
  ...edgeContact,
  ...balls,
];
