import { RecordBatchReader, tableFromIPC } from "apache-arrow";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import type { TableColumn } from "../../src/table.ts";
import { awkwardColumns, batchOf, type Cell, writeTable } from "./tables.ts";

const run = { version: "1.2.3", inputs: ["a.tif"], parameters: { bins: 64 } };
const manyRows = (count: number) =>
  Array.from({ length: count }, (_, i): Cell[] => [`image ${i % 3}`, i, i / 7, i % 5 === 0 ? null : -i]);
const metadataOf = (columns: readonly TableColumn[]) =>
  Object.fromEntries(columns.map(({ name, metadata }) => [name, metadata ?? {}]));

describe("Parquet", () => {
  test("metadata of run and columns are JSON in the file", async () => {
    const bytes = await writeTable("parquet", awkwardColumns, [], { metadata: run });
    const entries = parquetMetadata(bytes.buffer).key_value_metadata ?? [];
    const values = Object.fromEntries(entries.map(({ key, value }) => [key, JSON.parse(value ?? "")]));
    expect(values).toEqual({ "pixelmetry.run": run, "pixelmetry.columns": metadataOf(awkwardColumns) });
  });

  test("a row group is written when the byte target is reached", async () => {
    // 32 + 4 + 9 + 9 bytes a row: 10 rows in 540 bytes.
    const bytes = await writeTable("parquet", awkwardColumns, [batchOf(awkwardColumns, manyRows(25))], {
      bufferBytes: 540,
    });
    expect(parquetMetadata(bytes.buffer).row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([
      10, 10, 5,
    ]);
    const rows = await parquetReadObjects({ file: bytes.buffer, rowStart: 9, rowEnd: 11 });
    expect(rows.map((row) => row["label"])).toEqual([9, 10]);
  });

  test("without a byte target a group has at least 8192 rows, however many columns", async () => {
    const columns = Array.from({ length: 300 }, (_, c): TableColumn => ({ name: `c${c}`, type: "float64" }));
    const values = new Float64Array(9000);
    const batch = { rows: 9000, columns: columns.map(() => ({ type: "float64" as const, values })) };
    const bytes = await writeTable("parquet", columns, [batch]);
    expect(parquetMetadata(bytes.buffer).row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([
      8192, 808,
    ]);
  });

  test("labels beyond 2^31 are unsigned, in the values and in the statistics", async () => {
    const columns: TableColumn[] = [{ name: "label", type: "uint32" }];
    const bytes = await writeTable("parquet", columns, [batchOf(columns, [[7], [4294967295]])]);
    expect(await parquetReadObjects({ file: bytes.buffer })).toEqual([{ label: 7 }, { label: 4294967295 }]);
    const { row_groups, schema } = parquetMetadata(bytes.buffer);
    const { meta_data } = row_groups[0].columns[0];
    expect(meta_data?.statistics).toMatchObject({ min_value: 7, max_value: 4294967295, null_count: 0n });
    // hyparquet-writer writes the bit width of a logical integer type in a form that only lenient readers take.
    expect(schema[1]).toEqual({
      name: "label",
      type: "INT32",
      repetition_type: "REQUIRED",
      converted_type: "UINT_32",
    });
  });

  test("the number of nulls is in the statistics", async () => {
    const bytes = await writeTable("parquet", awkwardColumns, [batchOf(awkwardColumns, manyRows(11))]);
    const { columns } = parquetMetadata(bytes.buffer).row_groups[0];
    expect(columns.map((column) => column.meta_data?.statistics?.null_count)).toEqual([0n, 0n, 0n, 3n]);
  });

  test("a column may hold nothing but nulls", async () => {
    const columns: TableColumn[] = [{ name: "a", type: "float64" }];
    const bytes = await writeTable("parquet", columns, [batchOf(columns, Array(70).fill([null]))]);
    expect(await parquetReadObjects({ file: bytes.buffer })).toEqual(Array(70).fill({ a: null }));
  });
});

describe("Arrow", () => {
  test("each field has its column's metadata, the schema that of the run", async () => {
    const table = tableFromIPC(await writeTable("arrow", awkwardColumns, [], { metadata: run }));
    expect(table.numRows).toBe(0);
    expect(table.schema.fields.map(({ name, metadata }) => [name, Object.fromEntries(metadata)])).toEqual(
      Object.entries(metadataOf(awkwardColumns)),
    );
    expect(JSON.parse(table.schema.metadata.get("pixelmetry.run") ?? "")).toEqual(run);
    expect(table.schema.fields.map(({ nullable }) => nullable)).toEqual([false, false, true, true]);
  });

  test("a record batch is written when the byte target is reached", async () => {
    const bytes = await writeTable("arrow", awkwardColumns, [batchOf(awkwardColumns, manyRows(25))], {
      bufferBytes: 540,
    });
    const batches = [...RecordBatchReader.from(bytes)];
    expect(batches.map(({ numRows }) => numRows)).toEqual([10, 10, 5]);
    expect(batches[1].getChild("glcm_contrast")?.nullCount).toBe(2);
    expect(batches[2].getChild("label")?.get(4)).toBe(24);
  });
});
