/**
 * Rows of one image on their way to the table: collected in any order, completed by the features that
 * depend on all ROIs, given out in ascending order of labels.
 * @module
 */
import { isSetFeature, type RoiSet, type SetFeature } from "./feature.ts";
import type { LayoutEntry, RowLayout } from "./layout.ts";
import { storeValue } from "./measure-rois.ts";
import { missingReasons } from "./missing.ts";
import type { RowBatch } from "./roi-batch.ts";
import type { SpillStore } from "./spill.ts";

interface Place {
  readonly file: string;
  readonly offset: number;
}

interface Chunk {
  readonly firstRow: number;
  readonly rows: number;
  memory?: { readonly values: Float64Array; readonly codes: Uint8Array };
  file?: Place;
  /** Where each shape starts stays in memory; the shapes themselves spill with the rows. */
  readonly shapeStart?: Float64Array;
  shapeData?: Int32Array;
  shapeFile?: Place;
}

/** Rows in ascending order of labels. */
export interface OrderedRows {
  readonly rows: number;
  readonly labels: Uint32Array;
  readonly values: Float64Array;
  readonly codes: Uint8Array;
}

export class RowStore {
  readonly layout: RowLayout;
  readonly #budget: number;
  readonly #store: SpillStore | undefined;
  readonly #chunks: Chunk[] = [];
  /** Features of sets that images of these dimensions do not have: measuring left a code in their columns. */
  readonly #undefinedSets = new Set<LayoutEntry>();
  #labels = new Uint32Array(256);
  #records: Float64Array;
  #rows = 0;
  #memory = 0;

  constructor(layout: RowLayout, budget: number, store: SpillStore | undefined) {
    this.layout = layout;
    this.#records = new Float64Array(this.#labels.length * layout.recordWidth);
    this.#budget = budget;
    this.#store = store;
  }

  get rows(): number {
    return this.#rows;
  }

  append(batch: RowBatch): void {
    const { recordWidth } = this.layout;
    if (this.#rows === 0) {
      for (const entry of this.layout.entries) {
        if (isSetFeature(entry.feature) && batch.codes[entry.offset] !== 0) this.#undefinedSets.add(entry);
      }
    }
    while (this.#rows + batch.rois > this.#labels.length) this.#widen();
    this.#labels.set(batch.labels, this.#rows);
    this.#records.set(batch.records, this.#rows * recordWidth);
    this.#chunks.push({
      firstRow: this.#rows,
      rows: batch.rois,
      memory: { values: batch.values, codes: batch.codes },
      ...(batch.shapes === undefined ? {} : { shapeStart: batch.shapes.start, shapeData: batch.shapes.data }),
    });
    this.#rows += batch.rois;
    this.#memory += batch.values.byteLength + batch.codes.byteLength + (batch.shapes?.data.byteLength ?? 0);
    if (this.#memory > this.#budget && this.#store !== undefined) this.#spill(this.#store);
  }

  #widen(): void {
    const labels = new Uint32Array(this.#labels.length * 2);
    labels.set(this.#labels);
    const records = new Float64Array(labels.length * this.layout.recordWidth);
    records.set(this.#records.subarray(0, this.#rows * this.layout.recordWidth));
    this.#labels = labels;
    this.#records = records;
  }

  #spill(store: SpillStore): void {
    for (const chunk of this.#chunks) {
      if (chunk.memory === undefined) continue;
      const { values, codes } = chunk.memory;
      chunk.file = store.append([new Uint8Array(values.buffer, values.byteOffset, values.byteLength), codes]);
      delete chunk.memory;
      if (chunk.shapeData === undefined) continue;
      const { buffer, byteOffset, byteLength } = chunk.shapeData;
      chunk.shapeFile = store.append([new Uint8Array(buffer, byteOffset, byteLength)]);
      delete chunk.shapeData;
    }
    this.#memory = 0;
  }

  /** Gives out batches of at most `batchRows` rows, with the values of set features filled in. */
  *ordered(batchRows: number): Generator<OrderedRows> {
    const { columns } = this.layout;
    const labels = this.#labels;
    const order = new Uint32Array(this.#rows);
    for (let row = 0; row < order.length; row++) order[row] = row;
    order.sort((a, b) => labels[a] - labels[b]);
    const resolved = this.#resolve(order);
    for (let first = 0; first < order.length; first += batchRows) {
      const rows = Math.min(batchRows, order.length - first);
      const out = {
        rows,
        labels: new Uint32Array(rows),
        values: new Float64Array(rows * columns),
        codes: new Uint8Array(rows * columns),
      };
      this.#copyRows(order.subarray(first, first + rows), out);
      for (let i = 0; i < rows; i++) {
        out.labels[i] = labels[order[first + i]];
        for (const { offset, width, values, codes } of resolved) {
          for (let c = 0; c < width; c++) {
            out.values[i * columns + offset + c] = values[(first + i) * width + c];
            out.codes[i * columns + offset + c] = codes[(first + i) * width + c];
          }
        }
      }
      yield out;
    }
  }

  #copyRows(rows: Uint32Array, out: OrderedRows): void {
    const { columns } = this.layout;
    for (let i = 0; i < rows.length; ) {
      const chunk = this.#chunkOf(rows[i]);
      const from = rows[i] - chunk.firstRow;
      // Rows mostly arrive in the order of their labels: what lies together is copied together.
      let n = 1;
      while (i + n < rows.length && rows[i + n] === rows[i] + n && from + n < chunk.rows) n++;
      const values = out.values.subarray(i * columns, (i + n) * columns);
      const codes = out.codes.subarray(i * columns, (i + n) * columns);
      if (chunk.memory !== undefined) {
        values.set(chunk.memory.values.subarray(from * columns, (from + n) * columns));
        codes.set(chunk.memory.codes.subarray(from * columns, (from + n) * columns));
      } else {
        const { file, offset } = chunk.file!;
        const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
        this.#store!.read(file, offset + from * columns * 8, bytes);
        this.#store!.read(file, offset + chunk.rows * columns * 8 + from * columns, codes);
      }
      i += n;
    }
  }

  #chunkOf(row: number): Chunk {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#chunks[middle].firstRow <= row) low = middle;
      else high = middle - 1;
    }
    return this.#chunks[low];
  }

  #shapeOf(row: number, shape: number): Int32Array {
    const chunk = this.#chunkOf(row);
    const index = (row - chunk.firstRow) * this.layout.shapes + shape;
    const [from, end] = chunk.shapeStart!.subarray(index, index + 2);
    if (chunk.shapeData !== undefined) return chunk.shapeData.subarray(from, end);
    const data = new Int32Array(end - from);
    const { file, offset } = chunk.shapeFile!;
    this.#store!.read(file, offset + 4 * from, new Uint8Array(data.buffer));
    return data;
  }

  /** Values of set features, `order[i]` in row i: rows arrive in any order, but `resolve` must not see which. */
  #resolve(order: Uint32Array): { offset: number; width: number; values: Float64Array; codes: Uint8Array }[] {
    const sets = this.layout.entries.filter(
      (entry) => isSetFeature(entry.feature) && !this.#undefinedSets.has(entry),
    );
    if (sets.length === 0) return [];
    const rows = order.length;
    const { recordWidth } = this.layout;
    const labels = Uint32Array.from(order, (row) => this.#labels[row]);
    const groups = new Map<string, RoiSet>();
    return sets.map(({ feature, offset, width, record, shape, channel }) => {
      const set = feature as SetFeature;
      const group = `${set.group ?? set.id}@${channel}`;
      const rois = groups.get(group) ?? roiSet(labels, (row) => this.#shapeOf(order[row], shape));
      groups.set(group, rois);
      const n = set.record.length;
      const records = new Float64Array(rows * n);
      for (let row = 0; row < rows; row++) {
        const from = order[row] * recordWidth + record;
        for (let i = 0; i < n; i++) records[row * n + i] = this.#records[from + i];
      }
      const list = set.resolve(records, rows, rois);
      const out = {
        offset,
        width,
        values: new Float64Array(rows * width),
        codes: new Uint8Array(rows * width),
      };
      for (let i = 0; i < rows * width; i++) storeValue(out, i, list[i]);
      return out;
    });
  }
}

function roiSet(labels: Uint32Array, shape: (row: number) => Int32Array): RoiSet {
  let known: { value: unknown } | undefined;
  return {
    labels,
    shape,
    shared: <T>(compute: () => T): T => {
      known ??= { value: compute() };
      return known.value as T;
    },
  };
}

/** Counts missing values by column and reason. */
export function countMissing(
  rows: OrderedRows,
  columns: number,
  into: Map<number, Map<string, number>>,
): void {
  for (let i = 0; i < rows.codes.length; i++) {
    const code = rows.codes[i];
    if (code === 0) continue;
    const column = i % columns;
    const byReason = into.get(column) ?? new Map<string, number>();
    const reason = missingReasons[code];
    byReason.set(reason, (byReason.get(reason) ?? 0) + 1);
    into.set(column, byReason);
  }
}
