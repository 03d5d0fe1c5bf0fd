import { ByteWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import type { TableBatch, TableColumn } from "../table.ts";
import { type ColumnChunk, ColumnChunkWriter, schemaElement } from "./parquet-column.ts";
import { RowBuffer, rowsPerGroup } from "./row-buffer.ts";
import type { Emit, TableEncoder } from "./sink-table-writer.ts";
import { type TableMetadata, tableMetadata } from "./table-metadata.ts";

/**
 * Parquet, PLAIN and uncompressed. Snappy on feature values gained 13 % in size for twice to three times the
 * CPU (their mantissas are noise); a row group is written column by column, so one group and one encoded
 * column are all that is held.
 */
export class ParquetEncoder implements TableEncoder {
  readonly #bytes = new ByteWriter();
  readonly #chunks: ColumnChunkWriter;
  readonly #elements: readonly SchemaElement[];
  readonly #buffer: RowBuffer;
  readonly #file: ParquetWriter;

  constructor(columns: readonly TableColumn[], metadata: TableMetadata, bufferBytes?: number) {
    const root = { name: "root", num_children: columns.length };
    this.#chunks = new ColumnChunkWriter(this.#bytes, root);
    this.#elements = columns.map(schemaElement);
    this.#buffer = new RowBuffer(columns, rowsPerGroup(columns, bufferBytes));
    // Its own row encoder is not used: only the frame of the file is, header and footer.
    this.#file = new ParquetWriter({
      writer: this.#bytes,
      schema: [root, ...this.#elements],
      codec: "UNCOMPRESSED",
      kvMetadata: Object.entries(tableMetadata(columns, metadata)).map(([key, value]) => ({ key, value })),
      createdBy: "pixelmetry",
    });
  }

  async begin(): Promise<void> {}

  async append(batch: TableBatch, emit: Emit): Promise<void> {
    for (let row = 0; row < batch.rows; ) {
      row = this.#buffer.take(batch, row);
      if (this.#buffer.isFull) await this.#writeGroup(emit);
    }
  }

  async end(emit: Emit): Promise<void> {
    if (this.#buffer.rows > 0) await this.#writeGroup(emit);
    await this.#file.finish();
    await this.#flush(emit);
  }

  async #writeGroup(emit: Emit): Promise<void> {
    const { rows, columns } = this.#buffer.group();
    const start = this.#bytes.offset;
    const chunks: ColumnChunk[] = [];
    for (const [c, column] of columns.entries()) {
      chunks.push(this.#chunks.write(this.#elements[c], column));
      await this.#flush(emit);
    }
    const size = BigInt(this.#bytes.offset - start);
    this.#file.num_rows += BigInt(rows);
    this.#file.row_groups.push({
      columns: chunks,
      num_rows: BigInt(rows),
      total_byte_size: size,
      total_compressed_size: size,
    });
    this.#buffer.clear();
  }

  async #flush(emit: Emit): Promise<void> {
    await emit(this.#bytes.getBytes());
    this.#bytes.index = 0;
  }
}
