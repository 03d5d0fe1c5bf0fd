import { describe, expect, test } from "vitest";
import type { TableColumn } from "../../src/table.ts";
import { createTableWriter } from "../../src/writers/create-table-writer.ts";
import { formatCsvBatch } from "../../src/writers/csv-format.ts";
import { createMemorySink } from "../../src/writers/sink.ts";
import { batchOf, type Cell, writeTable } from "./tables.ts";

const text = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
const numbers: TableColumn[] = [
  { name: "a", type: "float64" },
  { name: "b", type: "float64" },
];

async function csv(columns: readonly TableColumn[], rows: readonly (readonly Cell[])[]): Promise<string> {
  return text(await writeTable("csv", columns, [batchOf(columns, rows)]));
}

describe("CSV", () => {
  test("calls that are not awaited do not mix their rows", async () => {
    const memory = createMemorySink();
    const write = async (bytes: Uint8Array) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      await memory.write(bytes);
    };
    const writer = await createTableWriter("csv", { ...memory, write }, numbers);
    const rows = (value: number) => Array.from({ length: 60_000 }, () => [value, value]);
    await Promise.all([
      writer.append(batchOf(numbers, rows(100000001))),
      writer.append(batchOf(numbers, rows(7))),
    ]);
    await writer.finish();
    const lines = text(memory.bytes()).split("\n");
    expect(lines.indexOf("7,7")).toBe(60_001);
    expect(lines.lastIndexOf("100000001,100000001")).toBe(60_000);
  });

  test("has a header and one line per row, ending in LF", async () => {
    const columns: TableColumn[] = [
      { name: "image", type: "text" },
      { name: "label", type: "uint32" },
      { name: "area", type: "float64" },
    ];
    expect(
      await csv(columns, [
        ["a.tif", 1, 2.5],
        ["b.tif", 4294967295, 0.1],
      ]),
    ).toBe("image,label,area\na.tif,1,2.5\nb.tif,4294967295,0.1\n");
  });

  test("a table without rows is its header", async () => {
    expect(text(await writeTable("csv", numbers, []))).toBe("a,b\n");
  });

  test("a missing value is an empty cell, whatever number it hides", async () => {
    expect(
      await csv(numbers, [
        [null, 1],
        [2, null],
        [null, null],
      ]),
    ).toBe("a,b\n,1\n2,\n,\n");
  });

  test("in a single column an empty cell is quoted, since readers skip blank lines", async () => {
    expect(await csv([{ name: "a", type: "float64" }], [[null], [1]])).toBe('a\n""\n1\n');
    expect(await csv([{ name: "a", type: "text" }], [[""], ["x"]])).toBe('a\n""\nx\n');
  });

  test.each([
    ["plain", "plain"],
    ["with space ", "with space "],
    ["a,b", '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ["a\nb", '"a\nb"'],
    ["a\rb", '"a\rb"'],
    ["µm 🧬", "µm 🧬"],
    ["'single'", "'single'"],
  ])("text %j is written as %j", async (value, cell) => {
    const columns: TableColumn[] = [
      { name: "t", type: "text" },
      { name: "n", type: "uint32" },
    ];
    expect(await csv(columns, [[value, 7]])).toBe(`t,n\n${cell},7\n`);
  });

  test.each([
    [0, "0"],
    [-0, "-0"],
    [-1, "-1"],
    [2147483647, "2147483647"],
    [2147483648, "2147483648"],
    [-2147483648, "-2147483648"],
    [1e21, "1e+21"],
    [0.1, "0.1"],
    [1 / 3, "0.3333333333333333"],
    [5e-324, "5e-324"],
    [-1.7976931348623157e308, "-1.7976931348623157e+308"],
    [-0.0000012345678901234567, "-0.0000012345678901234567"],
  ])("number %d is written as %s", async (value, cell) => {
    expect(await csv(numbers, [[value, value]])).toBe(`a,b\n${cell},${cell}\n`);
  });

  test.each([1, 2, 26, 200])("%d rows of nothing but the longest numbers fit the buffer", async (count) => {
    const columns = Array.from({ length: 300 }, (_, c): TableColumn => ({ name: `c${c}`, type: "float64" }));
    const row = columns.map(() => -0.0000012345678901234567);
    const lines = (await csv(columns, Array(count).fill(row))).split("\n");
    expect(lines).toHaveLength(count + 2);
    expect(new Set(lines.slice(1, -1))).toEqual(
      new Set([row.map(() => "-0.0000012345678901234567").join(",")]),
    );
  });

  test("a cell of text may be larger than the buffer", async () => {
    const long = `${"µ".repeat(400_000)},`;
    const columns: TableColumn[] = [
      { name: "n", type: "float64" },
      { name: "t", type: "text" },
      { name: "m", type: "float64" },
    ];
    expect(
      await csv(columns, [
        [1, long, 2],
        [3, "x", 4],
      ]),
    ).toBe(`n,t,m\n1,"${long}",2\n3,x,4\n`);
  });

  test("appendText takes rows formatted elsewhere, in the order of the calls", async () => {
    const sink = createMemorySink();
    const writer = await createTableWriter("csv", sink, numbers);
    await Promise.all([
      writer.appendText(formatCsvBatch(batchOf(numbers, [[1, 2]]))),
      writer.append(batchOf(numbers, [[3, 4]])),
      writer.appendText("5,6\n"),
    ]);
    await writer.finish();
    expect(text(sink.bytes())).toBe("a,b\n1,2\n3,4\n5,6\n");
  });
});
