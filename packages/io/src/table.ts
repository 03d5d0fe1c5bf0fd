/**
 * What a table writer receives, whatever the file format.
 * @module
 */

/** One column of the feature table. Identifier columns are text or integers, features are float64. */
export interface TableColumn {
  readonly name: string;
  readonly type: "text" | "uint32" | "float64";
  /** Kept in the file where the format carries it: id, unit, IBSI code, parameters, source of the definition. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Consecutive rows of a table, column by column. `text` columns are string arrays, `uint32` columns
 * `Uint32Array`, `float64` columns `Float64Array` with a missing mask.
 */
export interface TableBatch {
  readonly rows: number;
  readonly columns: readonly TableBatchColumn[];
}
export type TableBatchColumn =
  | { readonly type: "text"; readonly values: readonly string[] }
  | { readonly type: "uint32"; readonly values: Uint32Array }
  /** `missing[i] !== 0` writes a null; `missing` absent means no value is missing. */
  | { readonly type: "float64"; readonly values: Float64Array; readonly missing?: Uint8Array };

/**
 * A streaming table writer. Output appears under its final name only after `finish`; `abort` (or a crash)
 * leaves nothing under that name.
 */
export interface TableWriter {
  append(batch: TableBatch): Promise<void>;
  /** Flushes, makes the file durable and gives it its final name. */
  finish(): Promise<void>;
  /** Removes whatever was written. */
  abort(): Promise<void>;
}

export type TableFormat = "csv" | "parquet" | "arrow";
