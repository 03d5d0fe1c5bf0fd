/**
 * Which ROIs of an image are neighbours, as a list of edges.
 * @module
 */
import { type BlockBox, type ImageReader, PixelmetryError, hypot } from "@pixelmetry/roi";
import { labelBlocks } from "../relations/label-blocks.ts";
import { PairValues } from "../relations/pair-values.ts";
import { RoiExtents } from "../relations/roi-extents.ts";
import { addTouching, neighbourSteps } from "../relations/touching-pixels.ts";
import { blockBoundaries } from "./block-boundaries.ts";
import { closestPairs } from "./closest-pairs.ts";

/** Pairs of neighbours in ascending order of labels; `a` is the smaller label of each pair. */
export interface NeighbourGraph {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  /** Pixels of `a` with an edge or corner in common with a pixel of `b`; 0 where they do not touch. */
  readonly touchingA: Float64Array;
  /** Pixels of `b` with an edge or corner in common with a pixel of `a`. */
  readonly touchingB: Float64Array;
  /** Smallest distance between the centres of two boundary pixels, in the unit of the spacing. */
  readonly distance: Float64Array;
  /** Distance between the centroids. */
  readonly centroidDistance: Float64Array;
  /** Labels of all ROIs of the image, ascending: those without neighbours are in no pair. */
  readonly labels: Uint32Array;
}

/**
 * The neighbours of the `neighbours` family, ROI by ROI, as edges: two ROIs are neighbours when boundary pixels of
 * theirs have centres at most `distance` apart, or touch. The image is read block by block, once; what stays in
 * memory is some 100 bytes per ROI and per pair.
 * @param distance - in the unit of the spacing
 * @param blocks - follow from the image when absent; tests use others to show that nothing depends on them
 * @throws PixelmetryError `geometry-mismatch` for a volume, `invalid-labels`, `no-roi`
 * @example
 * const graph = await neighbourGraph(memoryReader({ labels, width: 512, height: 512 }), 5);
 */
export async function neighbourGraph(
  image: ImageReader,
  distance: number,
  blocks?: readonly BlockBox[],
): Promise<NeighbourGraph> {
  const { context, where } = image;
  if (context.ndim === 3) throw inVolume(where);
  const [sx, sy] = context.spacing;
  // Pixels that touch may be further apart than a small distance; their distance is wanted all the same.
  const reach = Math.max(distance, hypot(sx, sy));
  const halo = Math.ceil(reach / Math.min(sx, sy)) + 1;
  const rois = new RoiExtents();
  const touching = new PairValues();
  const closest = new PairValues();
  for await (const { geometry, labels } of labelBlocks([image], halo, blocks)) {
    const runs = rois.add(labels[0], geometry, where);
    addTouching(runs, labels[0], labels[0], rois.index, neighbourSteps(geometry, 2), touching);
    const { boundaries, slots } = blockBoundaries(labels[0], geometry, halo, rois.index);
    closestPairs(boundaries, reach, [sx, sy], (a, b, squared) => {
      closest.lower(Math.min(slots[a], slots[b]), Math.max(slots[a], slots[b]), squared);
    });
  }
  if (rois.index.count === 0) throw noRoi(where);
  return edges(rois, touching, closest, distance, [sx, sy]);
}

function edges(
  rois: RoiExtents,
  touching: PairValues,
  closest: PairValues,
  distance: number,
  [sx, sy]: readonly [number, number],
): NeighbourGraph {
  const { labels } = rois.index;
  const pairs: { a: number; b: number; distance: number }[] = [];
  for (let pair = 0; pair < closest.size; pair++) {
    const [p, q] = [closest.a[pair], closest.b[pair]];
    const squared = closest.value[pair];
    if (squared > distance * distance && touching.get(p, q) === 0) continue;
    const [a, b] = labels[p] < labels[q] ? [p, q] : [q, p];
    pairs.push({ a, b, distance: Math.sqrt(squared) });
  }
  pairs.sort((p, q) => labels[p.a] - labels[q.a] || labels[p.b] - labels[q.b]);
  const { sums, pixels } = rois;
  const apart = (a: number, b: number, axis: 0 | 1): number =>
    sums[3 * a + axis] / pixels[a] - sums[3 * b + axis] / pixels[b];
  return {
    a: Uint32Array.from(pairs, ({ a }) => labels[a]),
    b: Uint32Array.from(pairs, ({ b }) => labels[b]),
    touchingA: Float64Array.from(pairs, ({ a, b }) => touching.get(a, b)),
    touchingB: Float64Array.from(pairs, ({ a, b }) => touching.get(b, a)),
    distance: Float64Array.from(pairs, (pair) => pair.distance),
    centroidDistance: Float64Array.from(pairs, ({ a, b }) =>
      hypot(apart(a, b, 0) * sx, apart(a, b, 1) * sy),
    ),
    labels: labels.slice(0, rois.index.count).sort(),
  };
}

function inVolume(where: string): PixelmetryError {
  return new PixelmetryError("geometry-mismatch", {
    where,
    what: "neighbours are defined in 2D, and the image is a volume",
    remedy: "measure one plane with --z, or leave --graph out",
  });
}

function noRoi(where: string): PixelmetryError {
  return new PixelmetryError("no-roi", {
    where,
    what: "the label image holds no ROI, so there are no neighbours",
    expected: "at least one pixel with a label over 0",
    remedy: "check the segmentation",
  });
}
