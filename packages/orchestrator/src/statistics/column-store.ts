/**
 * Columns of numbers that come in batches of rows and are wanted one column after the other; they move to a segment
 * file when there are too many for memory.
 * @module
 */
import type { SegmentReader, SpillStore } from "@pixelmetry/roi";

interface Batch {
  readonly rows: number;
  /** Column after column. */
  memory?: Float64Array;
  file?: { readonly file: string; readonly offset: number };
}

export class ColumnStore {
  readonly #columns: number;
  readonly #budget: number;
  readonly #store: (SpillStore & SegmentReader) | undefined;
  #batches: Batch[] = [];
  #memory = 0;
  #rows = 0;

  /** @param budget - bytes that may stay in memory when there is a store */
  constructor(columns: number, budget: number, store?: SpillStore & SegmentReader) {
    this.#columns = columns;
    this.#budget = budget;
    this.#store = store;
  }

  get rows(): number {
    return this.#rows;
  }

  /** @param columns - arrays of one length; NaN where a value is missing */
  append(columns: readonly Float64Array[]): void {
    const rows = columns[0]?.length ?? 0;
    if (rows === 0) return;
    const memory = new Float64Array(rows * this.#columns);
    columns.forEach((column, c) => {
      memory.set(column, c * rows);
    });
    this.#batches.push({ rows, memory });
    this.#rows += rows;
    this.#memory += memory.byteLength;
    if (this.#memory > this.#budget && this.#store !== undefined) this.#spill(this.#store);
  }

  #spill(store: SpillStore): void {
    for (const batch of this.#batches) {
      if (batch.memory === undefined) continue;
      const { buffer, byteOffset, byteLength } = batch.memory;
      batch.file = store.append([new Uint8Array(buffer, byteOffset, byteLength)]);
      delete batch.memory;
    }
    this.#memory = 0;
  }

  /** All values of a column, in the order they came. */
  column(c: number): Float64Array {
    const out = new Float64Array(this.#rows);
    let at = 0;
    for (const { rows, memory, file } of this.#batches) {
      const part = out.subarray(at, at + rows);
      if (memory !== undefined) part.set(memory.subarray(c * rows, (c + 1) * rows));
      else {
        const { file: name, offset } = file!;
        const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
        this.#store!.read(name, offset + 8 * c * rows, bytes);
      }
      at += rows;
    }
    return out;
  }

  /** Forgets all rows. */
  clear(): void {
    this.#batches = [];
    this.#memory = 0;
    this.#rows = 0;
  }
}
