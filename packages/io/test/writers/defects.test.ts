import { describe, expect, test } from "vitest";
import type { TableBatch, TableColumn, TableFormat } from "../../src/table.ts";
import { createTableWriter } from "../../src/writers/create-table-writer.ts";
import { formatCsvBatch } from "../../src/writers/csv-format.ts";
import { createMemorySink } from "../../src/writers/sink.ts";

const formats: TableFormat[] = ["csv", "parquet", "arrow"];
const columns: TableColumn[] = [
  { name: "label", type: "uint32" },
  { name: "area", type: "float64" },
];
const good: TableBatch = {
  rows: 1,
  columns: [
    { type: "uint32", values: Uint32Array.of(1) },
    { type: "float64", values: Float64Array.of(2) },
  ],
};
const area = (values: number[], missing?: number[]): TableBatch => ({
  rows: values.length,
  columns: [
    { type: "uint32", values: new Uint32Array(values.length) },
    {
      type: "float64",
      values: Float64Array.from(values),
      ...(missing === undefined ? {} : { missing: Uint8Array.from(missing) }),
    },
  ],
});

describe.each(formats)("%s refuses", (format) => {
  test.each([
    ["NaN", area([0, Number.NaN]), 'column "area", row 1: NaN is no value; flag it as missing'],
    ["infinity", area([Number.POSITIVE_INFINITY]), 'column "area", row 0: Infinity is no value'],
    ["-infinity unflagged", area([1, Number.NEGATIVE_INFINITY], [1, 0]), 'column "area", row 1: -Infinity'],
    ["short mask", area([1, 2], [0]), 'column "area": 1 missing flags for 2 values'],
    ["short column", { ...good, rows: 2 }, 'column "label": 1 values for 2 rows'],
    ["too few columns", { rows: 1, columns: good.columns.slice(1) }, "a batch has 1 columns, its table 2"],
    [
      "wrong type",
      { rows: 1, columns: [good.columns[1], good.columns[1]] },
      'column "label": a batch has float64, its table uint32',
    ],
  ] as [string, TableBatch, string][])("%s, and the table goes on", async (_name, bad, message) => {
    const sink = createMemorySink();
    const writer = await createTableWriter(format, sink, columns);
    await writer.append(good);
    const failure = await writer.append(bad).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(TypeError);
    expect((failure as TypeError).message).toContain(message);
    await writer.finish();

    const expected = createMemorySink();
    const other = await createTableWriter(format, expected, columns);
    await other.append(good);
    await other.finish();
    expect(sink.bytes()).toEqual(expected.bytes());
  });

  test("use after finish and after abort", async () => {
    const finished = await createTableWriter(format, createMemorySink("table"), columns);
    await finished.finish();
    await expect(finished.append(good)).rejects.toThrow('"table" is already finished');
    await expect(finished.finish()).rejects.toThrow('"table" is already finished');
    await finished.abort();

    const aborted = await createTableWriter(format, createMemorySink("table"), columns);
    await aborted.abort();
    await aborted.abort();
    await expect(aborted.append(good)).rejects.toThrow('"table" is already aborted');
  });

  test("columns without name, of one name, or none", async () => {
    const open = (some: TableColumn[]) => createTableWriter(format, createMemorySink(), some);
    await expect(open([])).rejects.toThrow(TypeError);
    await expect(open([{ name: "", type: "text" }])).rejects.toThrow("a table column has no name");
    await expect(open([columns[0], columns[0]])).rejects.toThrow('two table columns are named "label"');
  });
});

test("a flagged NaN is a missing value", async () => {
  expect(new TextDecoder().decode(formatCsvBatch(area([Number.NaN, 3], [1, 0])))).toBe("0,\n0,3\n");
});

test("rows formatted apart are checked as well", () => {
  expect(() => formatCsvBatch(area([Number.NaN]))).toThrow('column "#1", row 0: NaN is no value');
});

test("an unknown format is the user's error", async () => {
  await expect(createTableWriter("xlsx" as TableFormat, "never.xlsx", columns)).rejects.toMatchObject({
    tag: "unsupported-format",
    message:
      "there is no such table format (expected csv, parquet or arrow, found xlsx); choose one of these.",
  });
});
