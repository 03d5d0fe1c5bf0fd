import {
  Data,
  type DataType,
  Field,
  Float64,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
  Uint32,
  Utf8,
} from "apache-arrow";
import type { TableBatch, TableBatchColumn, TableColumn } from "../table.ts";
import { RowBuffer, rowsPerGroup } from "./row-buffer.ts";
import type { Emit, TableEncoder } from "./sink-table-writer.ts";
import { type TableMetadata, tableMetadata } from "./table-metadata.ts";
import { validityBitmap } from "./validity.ts";

/** Arrow IPC file (Feather 2), uncompressed. Column metadata also goes to each field. */
export class ArrowEncoder implements TableEncoder {
  readonly #buffer: RowBuffer;
  readonly #schema: Schema;
  readonly #file = new QueueingFileWriter();

  constructor(columns: readonly TableColumn[], metadata: TableMetadata, bufferBytes?: number) {
    this.#buffer = new RowBuffer(columns, rowsPerGroup(columns, bufferBytes));
    this.#schema = new Schema(columns.map(field), new Map(Object.entries(tableMetadata(columns, metadata))));
  }

  async begin(emit: Emit): Promise<void> {
    this.#file.reset(undefined, this.#schema);
    await this.#flush(emit);
  }

  async append(batch: TableBatch, emit: Emit): Promise<void> {
    for (let row = 0; row < batch.rows; ) {
      row = this.#buffer.take(batch, row);
      if (this.#buffer.isFull) await this.#writeGroup(emit);
    }
  }

  async end(emit: Emit): Promise<void> {
    if (this.#buffer.rows > 0) await this.#writeGroup(emit);
    this.#file.close();
    await this.#flush(emit);
  }

  async #writeGroup(emit: Emit): Promise<void> {
    const { rows, columns } = this.#buffer.group();
    const type = new Struct(this.#schema.fields);
    const data = new Data(type, 0, rows, 0, undefined, columns.map(columnData));
    this.#file.write(new RecordBatch(this.#schema, data));
    await this.#flush(emit);
    this.#buffer.clear();
  }

  async #flush(emit: Emit): Promise<void> {
    for (const bytes of this.#file.queue) await emit(bytes);
    this.#file.queue.length = 0;
  }
}

/** The library's own queue hands bytes to a reader that cannot hold the writer back; this one is drained. */
class QueueingFileWriter extends RecordBatchFileWriter {
  readonly queue: Uint8Array[] = [];

  protected override _write(chunk: unknown): this {
    const { buffer, byteOffset, byteLength } = chunk as ArrayBufferView;
    // What is written before `reset` has set the schema belongs to no file.
    if (!this._started || byteLength === 0) return this;
    this.queue.push(new Uint8Array(buffer, byteOffset, byteLength));
    this._position += byteLength;
    return this;
  }
}

function field({ name, type, metadata }: TableColumn): Field {
  const pairs = new Map(Object.entries(metadata ?? {}));
  if (type === "text") return new Field(name, new Utf8(), false, pairs);
  if (type === "uint32") return new Field(name, new Uint32(), false, pairs);
  return new Field(name, new Float64(), true, pairs);
}

function columnData(column: TableBatchColumn): Data<DataType> {
  const rows = column.values.length;
  if (column.type === "uint32") return new Data(new Uint32(), 0, rows, 0, { 1: column.values });
  if (column.type === "text") {
    const { offsets, bytes } = encodeText(column.values);
    return new Data(new Utf8(), 0, rows, 0, { 0: offsets, 1: bytes });
  }
  if (column.missing === undefined) return new Data(new Float64(), 0, rows, 0, { 1: column.values });
  const { bitmap, nulls } = validityBitmap(column.missing);
  return new Data(new Float64(), 0, rows, nulls, { 1: column.values, 2: bitmap });
}

function encodeText(values: readonly string[]): { offsets: Int32Array; bytes: Uint8Array } {
  const encoder = new TextEncoder();
  const offsets = new Int32Array(values.length + 1);
  // Neighbouring rows mostly repeat the image name.
  let last = "";
  let part = new Uint8Array();
  const parts = values.map((text) => {
    if (text !== last) part = encoder.encode((last = text));
    return part;
  });
  for (const [row, part] of parts.entries()) offsets[row + 1] = offsets[row] + part.length;
  const bytes = new Uint8Array(offsets[values.length]);
  for (const [row, part] of parts.entries()) bytes.set(part, offsets[row]);
  return { offsets, bytes };
}
