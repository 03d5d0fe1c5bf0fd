/**
 * All ROIs of an image: label, size, extent and the block after which each is complete. Forty bytes a ROI is
 * all that stays in memory for a whole image; everything else belongs to open ROIs.
 * @module
 */
import type { BlockSurvey } from "./image-tasks.ts";
import { LabelIndex } from "./label-index.ts";

export class RoiTable {
  readonly index = new LabelIndex();
  count = new Float64Array(64);
  bbox = new Int32Array(6 * 64);
  lastBlock = new Int32Array(64);

  get rois(): number {
    return this.index.count;
  }

  /** Adds what block number `block` holds; returns the slot of each of its labels. */
  add(survey: BlockSurvey, block: number): Int32Array {
    const slots = new Int32Array(survey.labels.length);
    for (let i = 0; i < slots.length; i++) {
      const before = this.index.count;
      const slot = this.index.slotOf(survey.labels[i]);
      slots[i] = slot;
      if (slot === before) this.#open(slot);
      this.count[slot] += survey.count[i];
      for (let axis = 0; axis < 3; axis++) {
        const low = 6 * slot + axis;
        this.bbox[low] = Math.min(this.bbox[low], survey.bbox[6 * i + axis]);
        this.bbox[low + 3] = Math.max(this.bbox[low + 3], survey.bbox[6 * i + axis + 3]);
      }
      this.lastBlock[slot] = block;
    }
    return slots;
  }

  #open(slot: number): void {
    if (slot === this.lastBlock.length) {
      this.count = widen(this.count, Float64Array);
      this.bbox = widen(this.bbox, Int32Array);
      this.lastBlock = widen(this.lastBlock, Int32Array);
    }
    this.bbox.fill(0x7fffffff, 6 * slot, 6 * slot + 3);
    this.bbox.fill(-0x80000000, 6 * slot + 3, 6 * slot + 6);
  }
}

function widen<T extends Float64Array | Int32Array>(array: T, Constructor: new (length: number) => T): T {
  const wider = new Constructor(array.length * 2);
  wider.set(array as never);
  return wider;
}
