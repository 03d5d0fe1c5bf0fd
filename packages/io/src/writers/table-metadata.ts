import type { TableColumn } from "../table.ts";

/** What a table says about the run that made it: versions, parameters, inputs. Must survive JSON. */
export type TableMetadata = Readonly<Record<string, unknown>>;

/** Names of the two JSON texts in the metadata of Parquet and Arrow files. */
export const metadataKeys = { run: "pixelmetry.run", columns: "pixelmetry.columns" } as const;

/** The metadata of a file: the run, and per column name the column's own (unit, id, IBSI code, parameters). */
export function tableMetadata(columns: readonly TableColumn[], run: TableMetadata): Record<string, string> {
  const described = columns.map(({ name, metadata }) => [name, metadata ?? {}] as const);
  return {
    [metadataKeys.run]: JSON.stringify(run),
    [metadataKeys.columns]: JSON.stringify(Object.fromEntries(described)),
  };
}
