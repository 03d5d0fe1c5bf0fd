import { PixelmetryError } from "@pixelmetry/roi";
import type { TableColumn, TableFormat, TableWriter } from "../table.ts";
import { checkColumns } from "./check-batch.ts";
import { type CsvTableWriter, openCsvWriter } from "./csv.ts";
import type { Sink } from "./sink.ts";
import { SinkTableWriter, type TableEncoder } from "./sink-table-writer.ts";
import type { TableMetadata } from "./table-metadata.ts";

/** How a table is written; CSV has no place for either and ignores them. */
export interface TableWriterOptions {
  /** Goes into the file as JSON: versions, parameters, inputs. Keep time stamps out if files must compare equal. */
  readonly metadata?: TableMetadata;
  /** Bytes gathered before a row group or record batch is written; default 16 MiB, at least 8192 rows. */
  readonly bufferBytes?: number;
}

/**
 * Opens a table for writing. Nothing appears under `target` before `finish`; a failure removes what was written
 * and every later call fails alike. The arrays of a batch may be reused once `append` has resolved. The bytes
 * of a file depend on its rows, not on how they came in batches.
 * @param target path of a file (Node), or a {@link Sink} anywhere
 * @throws PixelmetryError `output-failed` (also from every method of the writer) when the file cannot be
 *   written, `unsupported-format` when `format` is none of {@link TableFormat}
 * @throws TypeError when columns or batches are malformed, such as a NaN that is not flagged as missing
 * @example
 * const writer = await createTableWriter("parquet", "features.parquet", [
 *   { name: "image", type: "text" },
 *   { name: "label", type: "uint32" },
 *   { name: "area", type: "float64", metadata: { unit: "um2" } },
 * ]);
 * await writer.append({
 *   rows: 2,
 *   columns: [
 *     { type: "text", values: ["a.tif", "a.tif"] },
 *     { type: "uint32", values: Uint32Array.of(1, 2) },
 *     { type: "float64", values: Float64Array.of(17.5, 0), missing: Uint8Array.of(0, 1) },
 *   ],
 * });
 * await writer.finish();
 */
export function createTableWriter(
  format: "csv",
  target: string | Sink,
  columns: readonly TableColumn[],
  options?: TableWriterOptions,
): Promise<CsvTableWriter>;
export function createTableWriter(
  format: TableFormat,
  target: string | Sink,
  columns: readonly TableColumn[],
  options?: TableWriterOptions,
): Promise<TableWriter>;
export async function createTableWriter(
  format: TableFormat,
  target: string | Sink,
  columns: readonly TableColumn[],
  options: TableWriterOptions = {},
): Promise<TableWriter> {
  checkColumns(columns);
  // Loaded before the file is opened: a missing package must not leave a temporary file.
  const encoder = format === "csv" ? undefined : await loadEncoder(format, columns, options);
  const sink = typeof target === "string" ? await openFile(target) : target;
  if (encoder === undefined) return openCsvWriter(sink, columns);
  const writer = new SinkTableWriter(encoder, sink, columns);
  await writer.begin();
  return writer;
}

async function openFile(path: string): Promise<Sink> {
  const { createFileSink } = await import("./file-sink.ts");
  return createFileSink(path);
}

/** Only the format that is asked for is loaded: Arrow alone takes twice the start time of Node. */
async function loadEncoder(
  format: Exclude<TableFormat, "csv">,
  columns: readonly TableColumn[],
  { metadata = {}, bufferBytes }: TableWriterOptions,
): Promise<TableEncoder> {
  switch (format) {
    case "parquet": {
      const { ParquetEncoder } = await import("./parquet.ts");
      return new ParquetEncoder(columns, metadata, bufferBytes);
    }
    case "arrow": {
      const { ArrowEncoder } = await import("./arrow.ts");
      return new ArrowEncoder(columns, metadata, bufferBytes);
    }
    default:
      throw new PixelmetryError("unsupported-format", {
        what: "there is no such table format",
        expected: "csv, parquet or arrow",
        received: String(format),
        remedy: "choose one of these",
      });
  }
}
