/**
 * Marching cubes of a binary mask: what the surface looks like between eight voxel centres.
 *
 * Whether the centres are inside decides everything, so there are 256 kinds of cells. Corners lie at voxel centres,
 * vertices halfway along the edges from an inside to an outside corner. On every side of the cell the vertices are
 * joined by straight lines; where two inside corners face each other across a side they stay connected, as voxels
 * that touch at an edge do (26 neighbours), which makes neighbouring cells fit without gaps. The lines close to
 * loops, and each loop is spanned by triangles such that
 * the fewer corners (inside or outside) get the largest volume, and of those with the largest area. Mirror images
 * that are equally good count by their mean. These are the areas and volumes of Lewiner's table in scikit-image, up
 * to its tunnels through cells that are ambiguous inside, and do not depend on how the region is turned.
 * @see W. E. Lorensen, H. E. Cline, Marching cubes, 1987, doi:10.1145/37401.37422
 * @module
 */
import { lengthOf } from "../numeric/length.ts";

/** The piece of the surface in a cell whose edges have length 1. */
export interface CellMesh {
  /** 48 times the share of the cell that is inside. */
  readonly volume48: number;
  /** Area vectors of the triangles without their signs, x, y, z, and how many triangles each stands for. */
  readonly triangles: readonly (readonly [number, number, number, number])[];
}

/** Corner i lies at x = i & 1, y = (i >> 1) & 1, z = i >> 2; points are given in halves of an edge. */
type Point = readonly [number, number, number];

const cornerAt = (i: number): Point => [2 * (i & 1), i & 2, (i >> 1) & 2];

/** Four corners of each side, counterclockwise as seen from outside. */
const sides: readonly (readonly number[])[] = [0, 1, 2].flatMap((axis) => {
  const [u, v] = [1 << ((axis + 1) % 3), 1 << ((axis + 2) % 3)];
  const around = [0, u, u | v, v];
  return [around.toReversed(), around.map((corner) => corner | (1 << axis))];
});

const halfway = (a: number, b: number): number => Math.min(a, b) * 8 + Math.max(a, b);

const pointOf = (edge: number): Point => {
  const [a, b] = [cornerAt(edge >> 3), cornerAt(edge & 7)];
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
};

/** Closed loops of vertices around the surface of a cell. */
function loopsOf(configuration: number): Point[][] {
  const inside = (corner: number): boolean => ((configuration >> corner) & 1) === 1;
  /** From the vertex where a walk around a side leaves the region to the one where it comes back. */
  const next = new Map<number, number>();
  for (const side of sides) {
    const crossings = side
      .map((corner, i) => ({ from: corner, to: side[(i + 1) % 4] }))
      .filter(({ from, to }) => inside(from) !== inside(to));
    crossings.forEach(({ from, to }, i) => {
      if (inside(from)) {
        const back = crossings[(i + 1) % crossings.length];
        next.set(halfway(from, to), halfway(back.from, back.to));
      }
    });
  }
  const loops: Point[][] = [];
  for (const start of next.keys()) {
    const loop: Point[] = [];
    for (let at: number | undefined = start; at !== undefined && next.has(at); ) {
      loop.push(pointOf(at));
      const following = next.get(at);
      next.delete(at);
      at = following;
    }
    if (loop.length > 0) loops.push(loop);
  }
  return loops;
}

type Triangle = readonly [number, number, number];

/** All ways to cut the polygon of points first..last into triangles; a loop has at most seven points. */
function triangulations(first: number, last: number): Triangle[][] {
  if (last - first < 2) return [[]];
  const all: Triangle[][] = [];
  for (let apex = first + 1; apex < last; apex++) {
    for (const left of triangulations(first, apex)) {
      for (const right of triangulations(apex, last)) all.push([[first, apex, last], ...left, ...right]);
    }
  }
  return all;
}

const cross = (a: Point, b: Point): Point => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

interface Patch {
  readonly vectors: readonly Point[];
  readonly area: number;
  /** Six times the volume between the patch and the origin, in units of a cell edge / 2. */
  readonly volume: number;
}

function patchOf(loop: readonly Point[], triangles: readonly Triangle[]): Patch {
  let area = 0;
  let volume = 0;
  const vectors = triangles.map(([a, b, c]) => {
    const vector = cross(minus(loop[b], loop[a]), minus(loop[c], loop[a]));
    area += lengthOf(...vector) / 8;
    const [x, y, z] = loop[a];
    volume += x * vector[0] + y * vector[1] + z * vector[2];
    return [vector[0] / 8, vector[1] / 8, vector[2] / 8] as const;
  });
  return { vectors, area, volume };
}

/** The best triangulations of a loop, see above. */
function patchesOf(loop: readonly Point[], corners: number): Patch[] {
  let patches = triangulations(0, loop.length - 1).map((triangles) => patchOf(loop, triangles));
  if (corners !== 4) {
    // Loops run such that a patch towards the region has the larger volume.
    const sign = corners < 4 ? -1 : 1;
    const most = Math.max(...patches.map(({ volume }) => sign * volume));
    patches = patches.filter(({ volume }) => sign * volume === most);
  }
  const largest = Math.max(...patches.map(({ area }) => area));
  return patches.filter(({ area }) => area > largest * (1 - 1e-12));
}

/** 48 times the share of a side that is inside, by the number of its corners. */
const sideShare = [0, 6, 24, 42, 48];

function sideArea(configuration: number, side: readonly number[]): number {
  const within = side.map((corner) => (configuration >> corner) & 1);
  const count = within[0] + within[1] + within[2] + within[3];
  return count === 2 && within[0] === within[2] ? 36 : sideShare[count];
}

function meshOf(configuration: number): CellMesh {
  let corners = 0;
  for (let corner = 0; corner < 8; corner++) corners += (configuration >> corner) & 1;
  // Divergence theorem with the origin in a corner: only the three sides that do not meet there count.
  let volume48 = 0;
  sides.forEach((side, i) => {
    if (i % 2 === 1) volume48 += sideArea(configuration, side) / 3;
  });
  /** How much triangles with the same area vector, up to its direction, count. */
  const shares = new Map<string, number>();
  for (const loop of loopsOf(configuration)) {
    const patches = patchesOf(loop, corners);
    volume48 -= patches.reduce((sum, { volume }) => sum + volume, 0) / patches.length;
    for (const vector of patches.flatMap(({ vectors }) => vectors)) {
      const key = vector.map(Math.abs).join();
      shares.set(key, (shares.get(key) ?? 0) + 1 / patches.length);
    }
  }
  const triangles = [...shares].map(([key, share]) => {
    const [x, y, z] = key.split(",").map(Number);
    return [x, y, z, share] as const;
  });
  return { volume48, triangles };
}

const known: (CellMesh | undefined)[] = [];

/** One of the 256 kinds of cells; bit i of the configuration says whether corner i is inside. */
export function cellMesh(configuration: number): CellMesh {
  known[configuration] ??= meshOf(configuration);
  return known[configuration];
}
