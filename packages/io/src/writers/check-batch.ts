import type { TableBatch, TableColumn } from "../table.ts";

/**
 * Checks that the columns of a table have names that tell them apart.
 * @throws TypeError otherwise: the caller chose the names
 */
export function checkColumns(columns: readonly TableColumn[]): void {
  if (columns.length === 0) throw new TypeError("a table needs at least one column");
  const names = new Set<string>();
  for (const { name } of columns) {
    if (name === "") throw new TypeError("a table column has no name");
    if (names.has(name)) throw new TypeError(`two table columns are named "${name}"`);
    names.add(name);
  }
}

/**
 * Checks a batch before any of it is written: shape, types, and that every value is a finite number or is
 * flagged as missing. Readers disagree on what a stored NaN means, so the tables hold none.
 * @throws TypeError otherwise: the program, not its user, made the batch
 */
export function checkBatch(batch: TableBatch, columns?: readonly TableColumn[]): void {
  if (columns !== undefined && batch.columns.length !== columns.length) {
    throw new TypeError(`a batch has ${batch.columns.length} columns, its table ${columns.length}`);
  }
  for (const [index, column] of batch.columns.entries()) {
    const name = columns?.[index]?.name ?? `#${index}`;
    const wanted = columns?.[index]?.type ?? column.type;
    if (column.type !== wanted) {
      throw new TypeError(`column "${name}": a batch has ${column.type}, its table ${wanted}`);
    }
    if (column.values.length !== batch.rows) {
      throw new TypeError(`column "${name}": ${column.values.length} values for ${batch.rows} rows`);
    }
    if (column.type === "float64") checkFinite(name, column.values, column.missing);
  }
}

function checkFinite(name: string, values: Float64Array, missing: Uint8Array | undefined): void {
  if (missing !== undefined && missing.length !== values.length) {
    throw new TypeError(`column "${name}": ${missing.length} missing flags for ${values.length} values`);
  }
  for (let row = 0; row < values.length; row++) {
    const value = values[row];
    // The difference is NaN for NaN and for both infinities, 0 for every other number.
    if (value - value !== 0 && (missing === undefined || missing[row] === 0)) {
      throw new TypeError(`column "${name}", row ${row}: ${value} is no value; flag it as missing`);
    }
  }
}
