/**
 * Column chunks of one data page. Numbers in PLAIN encoding are their own memory (typed arrays are
 * little-endian wherever JavaScript runs), so whole columns are copied instead of being encoded value by
 * value: a tenth of the general encoder's work, less still where values are missing.
 * @module
 */
import type { ByteWriter, ParquetWriter, SchemaElement } from "hyparquet-writer";
import { writeColumn } from "hyparquet-writer/src/column.js";
import { writePageHeader } from "hyparquet-writer/src/datapage.js";
import type { TableBatchColumn, TableColumn } from "../table.ts";
import { validityBitmap } from "./validity.ts";

/** What the footer says about one column of one row group. */
export type ColumnChunk = ParquetWriter["row_groups"][number]["columns"][number];
type Statistics = NonNullable<NonNullable<ColumnChunk["meta_data"]>["statistics"]>;

/** Text and integer columns identify a row and are never null; features may be. */
export function schemaElement({ name, type }: TableColumn): SchemaElement {
  switch (type) {
    case "text":
      return {
        name,
        type: "BYTE_ARRAY",
        repetition_type: "REQUIRED",
        converted_type: "UTF8",
        logical_type: { type: "STRING" },
      };
    case "uint32":
      // No logical type: the footer's encoder gives its bit width a type that strict readers reject.
      return { name, type: "INT32", repetition_type: "REQUIRED", converted_type: "UINT_32" };
    case "float64":
      return { name, type: "DOUBLE", repetition_type: "OPTIONAL" };
  }
}

/** Writes the columns of row groups one by one and describes each for the footer. */
export class ColumnChunkWriter {
  readonly #writer: ByteWriter;
  readonly #root: SchemaElement;
  /** Present values of one column; kept, since thousands of columns pass. */
  #present = new Float64Array();

  constructor(writer: ByteWriter, root: SchemaElement) {
    this.#writer = writer;
    this.#root = root;
  }

  write(element: SchemaElement, column: TableBatchColumn): ColumnChunk {
    if (column.type === "text") return writeTextChunk(this.#writer, this.#root, element, column.values);
    const { values } = column;
    const rows = values.length;
    if (column.type === "uint32") {
      return writeNumberChunk(this.#writer, element, { rows, values }, extent(column.values));
    }
    if (column.missing === undefined) {
      // One run of `rows` ones: run-length header, then the repeated level.
      const levels = Uint8Array.of(...varint(rows << 1), 1);
      return writeNumberChunk(this.#writer, element, { rows, levels, values }, { null_count: 0n });
    }
    const { bitmap, nulls } = validityBitmap(column.missing);
    const header = varint((bitmap.length << 1) | 1);
    const levels = new Uint8Array(header.length + bitmap.length);
    levels.set(header);
    levels.set(bitmap, header.length);
    const present = this.#presentValues(column.values, column.missing);
    const page = { rows, levels, values: present };
    return writeNumberChunk(this.#writer, element, page, { null_count: BigInt(nulls) });
  }

  #presentValues(values: Float64Array, missing: Uint8Array): Float64Array {
    if (this.#present.length < values.length) this.#present = new Float64Array(values.length);
    const present = this.#present;
    let count = 0;
    for (let row = 0; row < values.length; row++) {
      if (missing[row] === 0) present[count++] = values[row];
    }
    return present.subarray(0, count);
  }
}

/** Text goes through the general encoder, which keeps repeated names once in a dictionary. */
function writeTextChunk(
  writer: ByteWriter,
  root: SchemaElement,
  element: SchemaElement,
  values: readonly string[],
): ColumnChunk {
  return writeColumn({
    writer,
    column: {
      columnName: element.name,
      element,
      schemaPath: [root, element],
      codec: "UNCOMPRESSED",
      compressors: {},
      stats: true,
      pageSize: 0,
      columnIndex: false,
      offsetIndex: false,
    },
    pageData: { values: [...values], definitionLevels: [], repetitionLevels: [], maxDefinitionLevel: 0 },
  }).chunk;
}

interface Page {
  readonly rows: number;
  /** Definition levels, for columns that may hold nulls. */
  readonly levels?: Uint8Array;
  /** The values that are present. */
  readonly values: Uint32Array | Float64Array;
}

function writeNumberChunk(
  writer: ByteWriter,
  element: SchemaElement,
  { rows, levels = new Uint8Array(), values }: Page,
  statistics: Statistics,
): ColumnChunk {
  const start = writer.offset;
  const pageBytes = levels.length + values.byteLength;
  writePageHeader(writer, {
    type: "DATA_PAGE_V2",
    uncompressed_page_size: pageBytes,
    compressed_page_size: pageBytes,
    data_page_header_v2: {
      num_values: rows,
      num_nulls: rows - values.length,
      num_rows: rows,
      encoding: "PLAIN",
      definition_levels_byte_length: levels.length,
      repetition_levels_byte_length: 0,
      is_compressed: false,
    },
  });
  writer.appendBytes(levels);
  writer.appendBytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  const size = BigInt(writer.offset - start);
  return {
    file_offset: BigInt(start),
    meta_data: {
      type: element.type ?? "DOUBLE",
      encodings: levels.length > 0 ? plainWithLevels : plain,
      path_in_schema: [element.name],
      codec: "UNCOMPRESSED",
      num_values: BigInt(rows),
      total_uncompressed_size: size,
      total_compressed_size: size,
      data_page_offset: BigInt(start),
      statistics,
    },
  };
}

// Shared by all chunks: a footer describes up to 100 000 of them.
const plain: ["PLAIN"] = ["PLAIN"];
const plainWithLevels: ["PLAIN", "RLE"] = ["PLAIN", "RLE"];

/** Labels are searched for, so readers get their range per row group. */
function extent(values: Uint32Array): Statistics {
  if (values.length === 0) return { null_count: 0n };
  let low = values[0];
  let high = values[0];
  for (let row = 1; row < values.length; row++) {
    low = Math.min(low, values[row]);
    high = Math.max(high, values[row]);
  }
  return { min_value: low, max_value: high, null_count: 0n };
}

/** An unsigned number as Parquet's variable-length integer: 7 bits per byte, lowest first. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest & 127) | 128);
  bytes.push(rest);
  return bytes;
}
