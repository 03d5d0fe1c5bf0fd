/**
 * Label to slot, for any set of labels up to 2^32-1: open addressing over typed arrays, because a run of
 * a million ROIs asks once per run of pixels.
 * @module
 */

/** Gives consecutive slots to labels in order of first appearance. */
export class LabelIndex {
  /** `labels[slot]` for the first `count` slots. */
  labels = new Uint32Array(64);
  count = 0;
  #table = new Int32Array(256).fill(-1);
  #lastLabel = 0;
  #lastSlot = -1;

  /** Slot of `label`, a new one when it has not been seen. Label 0 is background and has no slot. */
  slotOf(label: number): number {
    if (label === this.#lastLabel) return this.#lastSlot;
    const slot = this.#find(label);
    this.#lastLabel = label;
    this.#lastSlot = slot;
    return slot;
  }

  /** Slot of `label`, -1 when it has not been seen. */
  get(label: number): number {
    const mask = this.#table.length - 1;
    for (let at = hash(label) & mask; ; at = (at + 1) & mask) {
      const slot = this.#table[at];
      if (slot === -1 || this.labels[slot] === label) return slot;
    }
  }

  #find(label: number): number {
    const mask = this.#table.length - 1;
    for (let at = hash(label) & mask; ; at = (at + 1) & mask) {
      const slot = this.#table[at];
      if (slot === -1) return this.#insert(label, at);
      if (this.labels[slot] === label) return slot;
    }
  }

  #insert(label: number, at: number): number {
    const slot = this.count++;
    if (slot === this.labels.length) {
      const wider = new Uint32Array(slot * 2);
      wider.set(this.labels);
      this.labels = wider;
    }
    this.labels[slot] = label;
    this.#table[at] = slot;
    if (this.count * 2 > this.#table.length) this.#rehash();
    return slot;
  }

  #rehash(): void {
    const table = new Int32Array(this.#table.length * 2).fill(-1);
    const mask = table.length - 1;
    for (let slot = 0; slot < this.count; slot++) {
      let at = hash(this.labels[slot]) & mask;
      while (table[at] !== -1) at = (at + 1) & mask;
      table[at] = slot;
    }
    this.#table = table;
  }
}

/** Multiplicative hash (Knuth): neighbouring labels land far apart. */
function hash(label: number): number {
  const h = Math.imul(label | 0, 0x9e3779b1);
  return h ^ (h >>> 15);
}
