/**
 * Relations of the ROIs of two label images on one grid: which lies in which, and which touches which.
 * @module
 */
import { type BlockBox, type ImageReader, PixelmetryError } from "@pixelmetry/roi";
import { BoxIndex } from "./box-index.ts";
import { labelBlocks } from "./label-blocks.ts";
import { addOverlap } from "./overlap.ts";
import { PairValues } from "./pair-values.ts";
import { type RelatedRois, RoiExtents } from "./roi-extents.ts";
import { addTouching, neighbourSteps } from "./touching-pixels.ts";

/**
 * What makes a ROI the child of another:
 * - `overlap`: of all parents it shares the most pixels with this one (the smallest label among equal ones), and at
 *   least the fraction {@link RelateOptions.minimumOverlap} of its own pixels; a child has one parent or none;
 * - `box`: its bounding box lies in that of the parent; a child may have several parents;
 * - `touching`: one of its pixels is, or has an edge or corner in common with, a pixel of the parent; a child may have
 *   several parents.
 */
export type RelationKind = "overlap" | "box" | "touching";

export interface RelateOptions {
  /** Default `overlap`. */
  readonly by?: RelationKind;
  /**
   * Smallest fraction of a child's pixels that lie in its parent, from 0 (any pixel) to 1 (all; default). Only for
   * `overlap`.
   */
  readonly minimumOverlap?: number;
  /** Other blocks than those that follow from the images; tests use it to show that nothing depends on them. */
  readonly blocks?: readonly BlockBox[];
}

/** The ROIs of both images and the pairs that are related, in ascending order of parents, then of children. */
export interface RoiRelations {
  readonly parents: RelatedRois;
  readonly children: RelatedRois;
  readonly pairs: {
    readonly parent: Uint32Array;
    readonly child: Uint32Array;
    /** Pixels that both have. */
    readonly overlap: Float64Array;
    /** Pixels of the child that are, or have an edge or corner in common with, one of the parent; `touching` only. */
    readonly touching?: Float64Array;
  };
}

/**
 * Relates the ROIs of two label images. Both are read block by block, once; what stays in memory is some 100 bytes
 * per ROI and 32 bytes per overlapping or touching pair.
 * @throws PixelmetryError `geometry-mismatch` when the images differ in size, `invalid-labels` when labels are not
 *   whole numbers, `no-roi` when one of the images is empty, `invalid-argument` for a fraction outside 0 to 1
 * @example
 * const { pairs } = await relateRois(memoryReader({ labels: cells, width, height }), memoryReader({ labels: spots, width, height }));
 */
export async function relateRois(
  parents: ImageReader,
  children: ImageReader,
  { by = "overlap", minimumOverlap = 1, blocks }: RelateOptions = {},
): Promise<RoiRelations> {
  checkFraction(minimumOverlap);
  checkSize(parents, children);
  const [parentRois, childRois] = [new RoiExtents(), new RoiExtents()];
  const overlap = new PairValues();
  const touching = new PairValues();
  const halo = by === "touching" ? 1 : 0;
  for await (const { geometry, labels } of labelBlocks([parents, children], halo, blocks)) {
    const parentRuns = parentRois.add(labels[0], geometry, parents.where);
    const childRuns = childRois.add(labels[1], geometry, children.where);
    addOverlap(childRuns, parentRuns, overlap);
    if (by !== "touching") continue;
    const steps = neighbourSteps(geometry, parents.context.ndim);
    addTouching(childRuns, labels[1], labels[0], parentRois.index, steps, touching);
  }
  checkRois(parentRois, parents.where);
  checkRois(childRois, children.where);
  const [parentOrder, childOrder] = [parentRois.order(), childRois.order()];
  const related: Related = {
    parents: parentRois.sorted(parentOrder),
    children: childRois.sorted(childOrder),
    parentRow: inverse(parentOrder),
    childRow: inverse(childOrder),
  };
  const pairs =
    by === "box"
      ? pairsOfBoxes(related)
      : pairsOfCounts(related, by === "overlap" ? largest(overlap, related, minimumOverlap) : touching);
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const column = (counts: PairValues): Float64Array =>
    Float64Array.from(pairs, ([parent, child]) => counts.get(childOrder[child], parentOrder[parent]));
  return {
    parents: related.parents,
    children: related.children,
    pairs: {
      parent: Uint32Array.from(pairs, ([parent]) => related.parents.labels[parent]),
      child: Uint32Array.from(pairs, ([, child]) => related.children.labels[child]),
      overlap: column(overlap),
      ...(by === "touching" ? { touching: column(touching) } : {}),
    },
  };
}

/** ROIs by row, and the row of each slot. */
interface Related {
  readonly parents: RelatedRois;
  readonly children: RelatedRois;
  readonly parentRow: Int32Array;
  readonly childRow: Int32Array;
}

type Pair = readonly [parentRow: number, childRow: number];

function inverse(order: Int32Array): Int32Array {
  const rows = new Int32Array(order.length);
  for (let row = 0; row < order.length; row++) rows[order[row]] = row;
  return rows;
}

/** Of every child, the pair with the largest count that is large enough. */
function largest(overlap: PairValues, { children, parentRow, childRow }: Related, least: number): PairValues {
  const best = new Int32Array(childRow.length).fill(-1);
  for (let pair = 0; pair < overlap.size; pair++) {
    const child = overlap.a[pair];
    const other = best[child];
    const gain = other < 0 ? 1 : overlap.value[pair] - overlap.value[other];
    if (gain > 0 || (gain === 0 && parentRow[overlap.b[pair]] < parentRow[overlap.b[other]]))
      best[child] = pair;
  }
  const kept = new PairValues();
  for (const pair of best) {
    if (pair < 0) continue;
    const child = overlap.a[pair];
    const pixels = overlap.value[pair];
    // A quotient is the number nearest to the fraction, as the option's value is; a product would round twice.
    if (pixels / children.pixels[childRow[child]] >= least) kept.add(child, overlap.b[pair], pixels);
  }
  return kept;
}

function pairsOfCounts({ parentRow, childRow }: Related, counts: PairValues): Pair[] {
  return Array.from({ length: counts.size }, (_, pair) => [
    parentRow[counts.b[pair]],
    childRow[counts.a[pair]],
  ]);
}

function pairsOfBoxes({ parents, children }: Related): Pair[] {
  const index = new BoxIndex(parents.bbox);
  const pairs: Pair[] = [];
  for (let child = 0; child < children.labels.length; child++) {
    const [x0, y0, z0, x1, y1, z1] = children.bbox.subarray(6 * child, 6 * child + 6);
    for (const parent of index.containing(x0, y0, z0, x1, y1, z1)) pairs.push([parent, child]);
  }
  return pairs;
}

function checkFraction(fraction: number): void {
  if (fraction >= 0 && fraction <= 1) return;
  throw new PixelmetryError("invalid-argument", {
    where: "minimum overlap",
    what: "this is no fraction of a child's pixels",
    expected: "0 to 1",
    received: fraction,
  });
}

function checkSize(parents: ImageReader, children: ImageReader): void {
  const [expected, received] = [parents, children].map(({ context }) => context.size.join(" x "));
  if (expected === received) return;
  throw new PixelmetryError("geometry-mismatch", {
    where: children.where,
    what: `the label image does not have the size of ${parents.where}`,
    expected,
    received,
    remedy: "relate label images of the same field",
  });
}

function checkRois({ index }: RoiExtents, where: string): void {
  if (index.count > 0) return;
  throw new PixelmetryError("no-roi", {
    where,
    what: "the label image holds no ROI, so there is nothing to relate",
    expected: "at least one pixel with a label over 0",
    remedy: "check the segmentation",
  });
}
