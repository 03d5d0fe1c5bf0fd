/** Tables for the tests of this folder: every column type, missing values, awkward text. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import type { TableBatch, TableBatchColumn, TableColumn, TableFormat } from "../../src/table.ts";
import { createTableWriter, type TableWriterOptions } from "../../src/writers/create-table-writer.ts";
import { createMemorySink } from "../../src/writers/sink.ts";

/** One row per entry; `null` is a missing value. */
export type Cell = string | number | null;

/** Builds a batch from rows of cells. */
export function batchOf(columns: readonly TableColumn[], rows: readonly (readonly Cell[])[]): TableBatch {
  return {
    rows: rows.length,
    columns: columns.map(({ type }, c): TableBatchColumn => {
      const cells = rows.map((row) => row[c]);
      if (type === "text") return { type, values: cells as string[] };
      if (type === "uint32") return { type, values: Uint32Array.from(cells as number[]) };
      const values = Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : (cell as number)));
      if (!cells.includes(null)) return { type, values };
      return {
        type,
        values,
        missing: Uint8Array.from(cells, (cell) => (cell === null ? 1 : 0)),
      };
    }),
  };
}

/** A table of every column type; values from the whole range of each. */
export const awkwardColumns: readonly TableColumn[] = [
  { name: 'image, "raw"\n№1', type: "text" },
  { name: "label", type: "uint32" },
  { name: "area", type: "float64", metadata: { id: "area", unit: "um2", ibsi: "" } },
  { name: "glcm_contrast", type: "float64", metadata: { unit: "1", ibsi: "ACUI", parameters: '{"d":1}' } },
];

const anyText = fc.oneof(
  fc.constantFrom(
    "",
    "a.tif",
    'say "hi"',
    "a,b",
    "line\nbreak",
    "line\r\nbreak",
    "\r",
    " spaced ",
    "µm·Δ 🧬",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
);
/** Every finite float64, subnormals and both zeros included. */
export const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true });
const anyCell = fc.option(fc.oneof(anyNumber, fc.integer({ min: -10, max: 70_000 })), { freq: 6 });
export const anyRow = fc.tuple(anyText, fc.nat(0xffff_ffff), anyCell, anyCell);
export const anyRows = fc.array(anyRow, { maxLength: 40 });

/** Writes batches into memory and gives the bytes of the file. */
export async function writeTable(
  format: TableFormat,
  columns: readonly TableColumn[],
  batches: readonly TableBatch[],
  options?: TableWriterOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const sink = createMemorySink();
  const writer = await createTableWriter(format, sink, columns, options);
  for (const batch of batches) await writer.append(batch);
  await writer.finish();
  return sink.bytes() as Uint8Array<ArrayBuffer>;
}

/** Splits rows into batches at the given cut marks, so that batches are of uneven size, empty ones included. */
export function splitRows<Row>(rows: readonly Row[], cuts: readonly number[]): Row[][] {
  const marks = [0, ...cuts.map((cut) => cut % (rows.length + 1)).sort((a, b) => a - b), rows.length];
  return marks.slice(1).map((end, i) => rows.slice(marks[i], end));
}

/** Runs `work` in a folder of its own and removes the folder. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "pixelmetry-writers-"));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Names of all files in a folder, temporary ones included. */
export async function filesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort();
}
