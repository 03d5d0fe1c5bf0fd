/**
 * Which ROIs a label image has, collected run by run: pixels, bounding boxes, centroids.
 * @module
 */
import { type BoxGeometry, LabelIndex, labelRuns, type PixelArray, type Runs } from "@pixelmetry/roi";
import { widened } from "./pair-values.ts";

/** The ROIs of a label image in ascending order of labels. */
export interface RelatedRois {
  readonly labels: Uint32Array;
  /** Number of pixels. */
  readonly pixels: Float64Array;
  /** Six numbers per ROI: x0, y0, z0, x1, y1, z1; upper bounds exclusive, pixels. */
  readonly bbox: Int32Array;
}

/** Extents of ROIs by slot; slots in order of first appearance. */
export class RoiExtents {
  readonly index = new LabelIndex();
  pixels = new Float64Array(64);
  bbox = new Int32Array(6 * 64);
  /** Sums of coordinates, three per ROI: whole numbers, so exact. */
  sums = new Float64Array(3 * 64);
  #known = 0;

  /**
   * Adds the block's own pixels and returns their runs, with slots of this image.
   * @throws PixelmetryError `invalid-labels`
   */
  add(labels: PixelArray, geometry: BoxGeometry, where: string): Runs {
    const runs = labelRuns(labels, geometry, this.index, where);
    this.#open();
    const { pixels, bbox, sums } = this;
    for (let r = 0; r < runs.count; r++) {
      const slot = runs.slot[r];
      const n = runs.length[r];
      const [x, y, z] = [runs.x[r], runs.y[r], runs.z[r]];
      pixels[slot] += n;
      sums[3 * slot] += n * x + (n * (n - 1)) / 2;
      sums[3 * slot + 1] += n * y;
      sums[3 * slot + 2] += n * z;
      const at = 6 * slot;
      if (x < bbox[at]) bbox[at] = x;
      if (y < bbox[at + 1]) bbox[at + 1] = y;
      if (z < bbox[at + 2]) bbox[at + 2] = z;
      if (x + n > bbox[at + 3]) bbox[at + 3] = x + n;
      if (y >= bbox[at + 4]) bbox[at + 4] = y + 1;
      if (z >= bbox[at + 5]) bbox[at + 5] = z + 1;
    }
    return runs;
  }

  /** Makes room for labels that are new. */
  #open(): void {
    const { count } = this.index;
    while (count > this.pixels.length) {
      this.pixels = widened(this.pixels, Float64Array);
      this.sums = widened(this.sums, Float64Array);
      this.bbox = widened(this.bbox, Int32Array);
    }
    this.bbox.fill(0x7fffffff, 6 * this.#known, 6 * count);
    for (let slot = this.#known; slot < count; slot++) this.bbox.fill(-1, 6 * slot + 3, 6 * slot + 6);
    this.#known = count;
  }

  /** Slots in ascending order of labels. */
  order(): Int32Array {
    const { count, labels } = this.index;
    return Int32Array.from({ length: count }, (_, slot) => slot).sort((a, b) => labels[a] - labels[b]);
  }

  /** The ROIs in this order of slots. */
  sorted(order: Int32Array): RelatedRois {
    const { labels } = this.index;
    const bbox = new Int32Array(6 * order.length);
    order.forEach((slot, row) => {
      bbox.set(this.bbox.subarray(6 * slot, 6 * slot + 6), 6 * row);
    });
    return {
      labels: Uint32Array.from(order, (slot) => labels[slot]),
      pixels: Float64Array.from(order, (slot) => this.pixels[slot]),
      bbox,
    };
  }
}
