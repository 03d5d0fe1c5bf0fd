/** A table that a user brings, read row by row. */
export interface InputTable {
  readonly path: string;
  readonly columns: readonly string[];
  /** Cells of every row, missing values as empty texts; can be asked for once. */
  rows(): AsyncIterable<readonly string[]>;
  close(): void;
}

/** A value of a binary table as a CSV cell would hold it: numbers in the shortest form that reads back the same. */
export const cellText = (value: unknown): string =>
  value === null || value === undefined ? "" : String(value);
