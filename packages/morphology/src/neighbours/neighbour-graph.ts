/**
 * Which ROIs of an image are neighbours, as a list of edges.
 * @module
 */
import { type BlockBox, hypot, type ImageReader, PixelmetryError } from "@pixelmetry/roi";
import { labelBlocks } from "../relations/label-blocks.ts";
import { PairValues } from "../relations/pair-values.ts";
import { RoiExtents } from "../relations/roi-extents.ts";
import { addTouching, neighbourSteps } from "../relations/touching-pixels.ts";
import { blockBoundaries } from "./block-boundaries.ts";
import { closestInVolume } from "./closest-in-volume.ts";
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
 * theirs have centres at most `distance` apart, or touch; in volumes as well. The image is read block by block, once; what stays in
 * memory is some 100 bytes per ROI and per pair.
 * @param distance - in the unit of the spacing
 * @param blocks - follow from the image when absent; tests use others to show that nothing depends on them
 * @throws PixelmetryError `invalid-labels`, `no-roi`
 * @example
 * const graph = await neighbourGraph(memoryReader({ labels, width: 512, height: 512 }), 5);
 */
export async function neighbourGraph(
  image: ImageReader,
  distance: number,
  blocks?: readonly BlockBox[],
): Promise<NeighbourGraph> {
  const { context, where } = image;
  const { ndim } = context;
  const [sx, sy, sz] = context.spacing;
  // Pixels that touch may be further apart than a small distance; their distance is wanted all the same.
  const reach = Math.max(distance, ndim === 3 ? hypot(hypot(sx, sy), sz) : hypot(sx, sy));
  const halo = Math.ceil(reach / Math.min(sx, sy, ndim === 3 ? sz : sx)) + 1;
  const rois = new RoiExtents();
  const touching = new PairValues();
  const closest = new PairValues();
  const keep = (a: number, b: number, squared: number): void =>
    closest.lower(Math.min(a, b), Math.max(a, b), squared);
  for await (const { geometry, labels } of labelBlocks([image], halo, blocks)) {
    const runs = rois.add(labels[0], geometry, where);
    addTouching(runs, labels[0], labels[0], rois.index, neighbourSteps(geometry, ndim), touching);
    if (ndim === 3) {
      closestInVolume(runs, labels[0], geometry, context.spacing, reach, rois.index, keep);
    } else {
      const { boundaries, slots } = blockBoundaries(labels[0], geometry, halo, rois.index);
      closestPairs(boundaries, reach, [sx, sy], (a, b, squared) => keep(slots[a], slots[b], squared));
    }
  }
  if (rois.index.count === 0) throw noRoi(where);
  return edges(rois, touching, closest, distance, context.spacing);
}

function edges(
  rois: RoiExtents,
  touching: PairValues,
  closest: PairValues,
  distance: number,
  [sx, sy, sz]: readonly [number, number, number],
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
  const apart = (a: number, b: number, axis: 0 | 1 | 2): number =>
    sums[3 * a + axis] / pixels[a] - sums[3 * b + axis] / pixels[b];
  return {
    a: Uint32Array.from(pairs, ({ a }) => labels[a]),
    b: Uint32Array.from(pairs, ({ b }) => labels[b]),
    touchingA: Float64Array.from(pairs, ({ a, b }) => touching.get(a, b)),
    touchingB: Float64Array.from(pairs, ({ a, b }) => touching.get(b, a)),
    distance: Float64Array.from(pairs, (pair) => pair.distance),
    centroidDistance: Float64Array.from(pairs, ({ a, b }) =>
      hypot(hypot(apart(a, b, 0) * sx, apart(a, b, 1) * sy), apart(a, b, 2) * sz),
    ),
    labels: labels.slice(0, rois.index.count).sort(),
  };
}

function noRoi(where: string): PixelmetryError {
  return new PixelmetryError("no-roi", {
    where,
    what: "the label image holds no ROI, so there are no neighbours",
    expected: "at least one pixel with a label over 0",
    remedy: "check the segmentation",
  });
}
