/**
 * Table rows as CSV text. RFC 4180 (comma, double quotes doubled inside quotes, header row) with these choices:
 * - UTF-8 without byte order mark: R would make it part of the first column's name.
 * - Lines end in LF, as pandas and R write them. pandas, R, DuckDB and Excel read either ending, but awk, cut,
 *   join and diff take the CR of the RFC's CRLF for a part of the last cell.
 * - Numbers in the shortest form that reads back to the same float64 (pandas before 3: `float_precision="round_trip"`).
 * - A missing value is an empty cell. Text is quoted only when it holds a comma, a quote or a line break.
 * - In a table of a single column an empty cell is `""`, since readers skip blank lines.
 * @module
 */
import type { TableBatch, TableColumn } from "../table.ts";
import { checkBatch } from "./check-batch.ts";

/** Longest number and its separator: "-0.0000012345678901234567,". */
const NUMBER_BYTES = 26;
const BLOCK_BYTES = 1 << 18;
const COMMA = 44;
const LINE_FEED = 10;
const MINUS = 45;
const ZERO = 48;

const encoder = new TextEncoder();

/** The header row of a table. */
export function formatCsvHeader(columns: readonly TableColumn[]): Uint8Array {
  return encoder.encode(`${columns.map(({ name }) => quoted(name)).join(",")}\n`);
}

/**
 * The rows of a batch, byte for byte as the CSV writer writes them, so that workers can format rows in parallel
 * and hand the bytes to {@link CsvTableWriter.appendText}.
 * @throws TypeError when the batch is malformed or holds a NaN or an infinity that is not flagged as missing
 * @example
 * formatCsvBatch({ rows: 1, columns: [{ type: "text", values: ["a,b"] }, { type: "float64", values: Float64Array.of(0.1) }] });
 * // the bytes of '"a,b",0.1\n'
 */
export function formatCsvBatch(batch: TableBatch): Uint8Array {
  checkBatch(batch);
  const blocks: Uint8Array[] = [];
  let length = 0;
  for (const block of csvBlocks(batch)) {
    blocks.push(block.slice());
    length += block.length;
  }
  const text = new Uint8Array(length);
  let at = 0;
  for (const block of blocks) {
    text.set(block, at);
    at += block.length;
  }
  return text;
}

/** The rows of a checked batch in pieces of some 256 KiB; a piece is valid until the next is asked for. */
export function* csvBlocks(batch: TableBatch): Generator<Uint8Array> {
  const rows = new RowFormatter(batch);
  for (let row = 0; row < batch.rows; ) {
    row = rows.fill(row);
    yield rows.block();
  }
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

class RowFormatter {
  readonly #batch: TableBatch;
  /** Per text column: the last cell and its bytes. Neighbouring rows mostly repeat the image name. */
  readonly #cells: { text: string; bytes: Uint8Array }[];
  readonly #empty: Uint8Array;
  readonly #numberBytes: number;
  #out: Uint8Array<ArrayBuffer>;
  #length = 0;

  constructor(batch: TableBatch) {
    const empty = encoder.encode(batch.columns.length === 1 ? '""' : "");
    this.#batch = batch;
    this.#empty = empty;
    this.#cells = batch.columns.map(() => ({ text: "", bytes: empty }));
    this.#numberBytes = batch.columns.length * NUMBER_BYTES + 1;
    const estimate = batch.rows * this.#numberBytes;
    this.#out = new Uint8Array(Math.min(estimate, BLOCK_BYTES) + this.#numberBytes);
  }

  block(): Uint8Array {
    return this.#out.subarray(0, this.#length);
  }

  /** Formats rows from `row` on until the block is full; gives the first row that is left. */
  fill(row: number): number {
    this.#length = 0;
    while (row < this.#batch.rows && this.#length < BLOCK_BYTES) this.#formatRow(row++);
    return row;
  }

  #formatRow(row: number): void {
    const columns = this.#batch.columns;
    let at = this.#length;
    let out = this.#reserve(at, this.#numberBytes);
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c];
      if (c > 0) out[at++] = COMMA;
      if (column.type === "float64") {
        if (column.missing === undefined || column.missing[row] === 0) {
          at = putNumber(out, at, column.values[row]);
        } else {
          at = putBytes(out, at, this.#empty);
        }
      } else if (column.type === "uint32") {
        at = putInteger(out, at, column.values[row]);
      } else {
        const bytes = this.#textBytes(c, column.values[row]);
        out = this.#reserve(at, bytes.length + this.#numberBytes);
        at = putBytes(out, at, bytes);
      }
    }
    out[at++] = LINE_FEED;
    this.#length = at;
  }

  #textBytes(column: number, text: string): Uint8Array {
    if (text === "") return this.#empty;
    const cell = this.#cells[column];
    if (cell.text !== text) {
      cell.text = text;
      cell.bytes = encoder.encode(quoted(text));
    }
    return cell.bytes;
  }

  #reserve(at: number, bytes: number): Uint8Array {
    if (at + bytes > this.#out.length) {
      const larger = new Uint8Array(Math.max(this.#out.length * 2, at + bytes));
      larger.set(this.#out.subarray(0, at));
      this.#out = larger;
    }
    return this.#out;
  }
}

function putBytes(out: Uint8Array, at: number, bytes: Uint8Array): number {
  out.set(bytes, at);
  return at + bytes.length;
}

function putNumber(out: Uint8Array, at: number, value: number): number {
  const integer = value | 0;
  if (integer === value) {
    if (integer > 0) return putInteger(out, at, integer);
    if (integer === 0) {
      // String(-0) is "0"; the sign is part of the value.
      if (Object.is(value, -0)) out[at++] = MINUS;
      out[at++] = ZERO;
      return at;
    }
  }
  // ECMAScript's number-to-string is the shortest form that reads back exactly. Copying its characters here
  // costs less than joining strings and encoding the whole.
  const text = `${value}`;
  for (let i = 0; i < text.length; i++) out[at++] = text.charCodeAt(i);
  return at;
}

function putInteger(out: Uint8Array, at: number, value: number): number {
  let digits = 1;
  for (let limit = 10; value >= limit; limit *= 10) digits++;
  const end = at + digits;
  let rest = value;
  for (let i = end - 1; i >= at; i--) {
    const quotient = Math.floor(rest / 10);
    out[i] = ZERO + rest - quotient * 10;
    rest = quotient;
  }
  return end;
}
