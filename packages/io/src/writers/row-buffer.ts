import type { TableBatch, TableBatchColumn, TableColumn } from "../table.ts";

/** Bytes gathered before columnar formats write a group of rows, and the fewest rows worth a group. */
const BUFFER_BYTES = 16 * 2 ** 20;
const LEAST_ROWS = 8192;
/** A guess that keeps the size of a group, and so the bytes of the file, independent of the text. */
const TEXT_BYTES = 32;

/**
 * Rows per group (Parquet row group, Arrow record batch): as many as fill `bufferBytes`, which depends on the
 * columns only, so the bytes of a file do not depend on how its rows came in batches. Without a figure it is
 * 16 MiB but at least 8192 rows: every column of every group costs some 150 bytes of Parquet footer, held in
 * memory to the end, and readers fetch groups one by one.
 */
export function rowsPerGroup(columns: readonly TableColumn[], bufferBytes?: number): number {
  let rowBytes = 0;
  for (const { type } of columns) rowBytes += type === "text" ? TEXT_BYTES : type === "uint32" ? 4 : 9;
  const rows = Math.floor((bufferBytes ?? BUFFER_BYTES) / rowBytes);
  return Math.max(bufferBytes === undefined ? LEAST_ROWS : 1, rows);
}

type ColumnBuffer =
  | { type: "text"; values: string[] }
  | { type: "uint32"; values: Uint32Array }
  | { type: "float64"; values: Float64Array; missing: Uint8Array; anyMissing: boolean };

/** Gathers the rows of many batches into groups of a fixed number of rows. */
export class RowBuffer {
  readonly #capacity: number;
  readonly #columns: ColumnBuffer[];
  #allocated = 0;
  #rows = 0;

  constructor(columns: readonly TableColumn[], capacity: number) {
    this.#capacity = capacity;
    this.#columns = columns.map(({ type }) => {
      if (type === "text") return { type, values: [] };
      if (type === "uint32") return { type, values: new Uint32Array() };
      return { type, values: new Float64Array(), missing: new Uint8Array(), anyMissing: false };
    });
  }

  get rows(): number {
    return this.#rows;
  }

  get isFull(): boolean {
    return this.#rows === this.#capacity;
  }

  /** Copies rows of `batch` from `first` on, as many as fit; gives the first row that is left. */
  take(batch: TableBatch, first: number): number {
    const end = Math.min(batch.rows, first + this.#capacity - this.#rows);
    this.#grow(this.#rows + end - first);
    for (const [c, from] of batch.columns.entries()) copy(this.#columns[c], this.#rows, from, first, end);
    this.#rows += end - first;
    return end;
  }

  /** The gathered rows, as views that the next `take` overwrites; `missing` only where a value is. */
  group(): TableBatch {
    const rows = this.#rows;
    const columns = this.#columns.map((column): TableBatchColumn => {
      if (column.type === "text") return { type: "text", values: column.values };
      if (column.type === "uint32") return { type: "uint32", values: column.values.subarray(0, rows) };
      const values = column.values.subarray(0, rows);
      if (!column.anyMissing) return { type: "float64", values };
      return { type: "float64", values, missing: column.missing.subarray(0, rows) };
    });
    return { rows, columns };
  }

  clear(): void {
    this.#rows = 0;
    for (const column of this.#columns) {
      if (column.type === "text") column.values.length = 0;
      else if (column.type === "float64") column.anyMissing = false;
    }
  }

  #grow(rows: number): void {
    if (rows <= this.#allocated) return;
    this.#allocated = Math.min(this.#capacity, Math.max(rows, 2 * this.#allocated));
    for (const column of this.#columns) {
      if (column.type === "text") continue;
      if (column.type === "uint32") {
        const values = new Uint32Array(this.#allocated);
        values.set(column.values);
        column.values = values;
      } else {
        const values = new Float64Array(this.#allocated);
        values.set(column.values);
        column.values = values;
        const missing = new Uint8Array(this.#allocated);
        missing.set(column.missing);
        column.missing = missing;
      }
    }
  }
}

function copy(into: ColumnBuffer, at: number, from: TableBatchColumn, first: number, end: number): void {
  if (into.type === "text" && from.type === "text") {
    for (let row = first; row < end; row++) into.values.push(from.values[row]);
  } else if (into.type === "uint32" && from.type === "uint32") {
    into.values.set(from.values.subarray(first, end), at);
  } else if (into.type === "float64" && from.type === "float64") {
    into.values.set(from.values.subarray(first, end), at);
    const missing = into.missing.subarray(at, at + end - first);
    if (from.missing === undefined) {
      missing.fill(0);
    } else {
      missing.set(from.missing.subarray(first, end));
      into.anyMissing ||= missing.some((flag) => flag !== 0);
    }
  }
}
