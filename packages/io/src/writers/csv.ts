import type { TableBatch, TableColumn, TableWriter } from "../table.ts";
import { csvBlocks, formatCsvHeader } from "./csv-format.ts";
import type { Sink } from "./sink.ts";
import { type Emit, SinkTableWriter, type TableEncoder } from "./sink-table-writer.ts";

/** A CSV table also takes rows that were formatted elsewhere. */
export interface CsvTableWriter extends TableWriter {
  /** Appends whole rows as {@link formatCsvBatch} gives them; they are not checked. */
  appendText(rows: Uint8Array | string): Promise<void>;
}

/** A CSV table on `sink`; {@link createTableWriter} is the public way to one. */
export async function openCsvWriter(sink: Sink, columns: readonly TableColumn[]): Promise<CsvTableWriter> {
  const writer = new CsvWriter(new CsvEncoder(columns), sink, columns);
  await writer.begin();
  return writer;
}

class CsvWriter extends SinkTableWriter implements CsvTableWriter {
  appendText(rows: Uint8Array | string): Promise<void> {
    const bytes = typeof rows === "string" ? new TextEncoder().encode(rows) : rows;
    return this.inTurn((emit) => emit(bytes));
  }
}

class CsvEncoder implements TableEncoder {
  readonly #columns: readonly TableColumn[];

  constructor(columns: readonly TableColumn[]) {
    this.#columns = columns;
  }

  begin(emit: Emit): Promise<void> {
    return emit(formatCsvHeader(this.#columns));
  }

  async append(batch: TableBatch, emit: Emit): Promise<void> {
    for (const block of csvBlocks(batch)) await emit(block);
  }

  async end(): Promise<void> {}
}
