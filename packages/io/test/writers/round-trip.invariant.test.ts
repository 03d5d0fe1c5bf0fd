import { tableFromIPC } from "apache-arrow";
import fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import { expect, test } from "vitest";
import type { TableFormat } from "../../src/table.ts";
import { createTableWriter } from "../../src/writers/create-table-writer.ts";
import { formatCsvBatch, formatCsvHeader } from "../../src/writers/csv-format.ts";
import { createMemorySink } from "../../src/writers/sink.ts";
import { parseCsv } from "./csv-parser.ts";
import { anyNumber, anyRows, awkwardColumns, batchOf, type Cell, splitRows, writeTable } from "./tables.ts";

type Rows = readonly (readonly Cell[])[];
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const encode = (text: string) => new TextEncoder().encode(text);
const names = awkwardColumns.map(({ name }) => name);
/** What a reader of UTF-8 must see: lone surrogates cannot be stored. */
const storable = (rows: Rows) =>
  rows.map((row) => row.map((cell) => (typeof cell === "string" ? utf8.decode(encode(cell)) : cell)));

const readers: Record<TableFormat, (bytes: Uint8Array<ArrayBuffer>) => Promise<Rows>> = {
  async csv(bytes) {
    const [header, ...rows] = parseCsv(utf8.decode(bytes));
    expect(header.map(({ text }) => text)).toEqual(names);
    return rows.map(([image, ...cells]) => [
      image.text,
      ...cells.map(({ text }) => (text === "" ? null : Number(text))),
    ]);
  },
  async parquet(bytes) {
    const rows = await parquetReadObjects({ file: bytes.buffer });
    return rows.map((row) => names.map((name) => row[name] as Cell));
  },
  async arrow(bytes) {
    const table = tableFromIPC(bytes);
    expect(table.schema.names).toEqual(names);
    return Array.from({ length: table.numRows }, (_, r) =>
      names.map((_name, c) => table.getChildAt(c)?.get(r) as Cell),
    );
  },
};
const formats: TableFormat[] = ["csv", "parquet", "arrow"];

test.each(formats)("%s gives back every value, bit for bit", async (format) => {
  await fc.assert(
    fc.asyncProperty(anyRows, fc.array(fc.nat(), { maxLength: 4 }), async (rows, cuts) => {
      const batches = splitRows(rows, cuts).map((part) => batchOf(awkwardColumns, part));
      const bytes = await writeTable(format, awkwardColumns, batches, { bufferBytes: 400 });
      // toStrictEqual tells -0 from 0.
      expect(await readers[format](bytes)).toStrictEqual(storable(rows));
    }),
    { numRuns: 150 },
  );
});

test.each(formats)("%s gives back many rows, in groups with and without missing values", async (format) => {
  const rows = Array.from({ length: 20_000 }, (_, i): Cell[] => [
    `image ${i % 7}`,
    i,
    Math.sqrt(i),
    i > 8000 && i % 3 === 0 ? null : i / 3,
  ]);
  const batches = splitRows(rows, [1, 5000, 12_345]).map((part) => batchOf(awkwardColumns, part));
  const bytes = await writeTable(format, awkwardColumns, batches, { bufferBytes: 200_000 });
  expect(await readers[format](bytes)).toStrictEqual(rows);
});

test.each(formats)("%s: the bytes depend on the rows, not on how they came in batches", async (format) => {
  await fc.assert(
    fc.asyncProperty(anyRows, fc.array(fc.nat(), { maxLength: 6 }), async (rows, cuts) => {
      const write = (parts: Rows[]) =>
        writeTable(
          format,
          awkwardColumns,
          parts.map((part) => batchOf(awkwardColumns, part)),
          { bufferBytes: 300 },
        );
      expect(await write(splitRows(rows, cuts))).toEqual(await write([rows]));
    }),
    { numRuns: 60 },
  );
});

test("every float64 survives CSV", () => {
  fc.assert(
    fc.property(fc.array(anyNumber, { minLength: 1, maxLength: 50 }), (values) => {
      const rows = formatCsvBatch({
        rows: values.length,
        columns: [{ type: "float64", values: Float64Array.from(values) }],
      });
      const read = parseCsv(utf8.decode(rows)).map(([{ text }]) => Number(text));
      expect(read).toStrictEqual(values);
    }),
    { numRuns: 2000 },
  );
});

test("rows formatted apart equal rows formatted by the writer", async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, fc.array(fc.nat(), { maxLength: 4 }), async (rows, cuts) => {
      const sink = createMemorySink();
      const writer = await createTableWriter("csv", sink, awkwardColumns);
      for (const part of splitRows(rows, cuts)) {
        await writer.appendText(formatCsvBatch(batchOf(awkwardColumns, part)));
      }
      await writer.finish();
      const whole = await writeTable("csv", awkwardColumns, [batchOf(awkwardColumns, rows)]);
      expect(sink.bytes()).toEqual(whole);
      expect(whole.subarray(0, formatCsvHeader(awkwardColumns).length)).toEqual(
        formatCsvHeader(awkwardColumns),
      );
    }),
    { numRuns: 100 },
  );
});
