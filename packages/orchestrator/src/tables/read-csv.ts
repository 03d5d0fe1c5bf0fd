/**
 * Tables that users bring: CSV with a header line; comma, semicolon or tab between cells.
 * @module
 */
import { createReadStream } from "node:fs";
import { PixelmetryError } from "@pixelmetry/roi";
import type { InputTable } from "./input-table.ts";

/**
 * Opens a CSV file and reads its header.
 * @param flag - the option that names the file, for messages
 * @throws PixelmetryError `input-not-found` when the file cannot be read, `corrupt-input` when it is no table; from
 *   `rows` also for a line with more or fewer cells than the header
 */
export async function openCsv(path: string, flag: string): Promise<InputTable> {
  const { parse } = await import("csv-parse");
  const file = createReadStream(path);
  const parser = parse({ bom: true, delimiter: [",", ";", "\t"], skip_empty_lines: true, trim: true });
  file.on("error", (error) => parser.destroy(error));
  const lines = file.pipe(parser)[Symbol.asyncIterator]() as AsyncIterator<string[]>;
  const next = async (): Promise<IteratorResult<string[]>> => {
    try {
      return await lines.next();
    } catch (cause) {
      throw failure(cause, path, flag);
    }
  };
  const header = await next();
  if (header.done) {
    throw new PixelmetryError("corrupt-input", {
      where: path,
      what: "the table is empty",
      expected: "a line with the names of the columns",
      remedy: `check ${flag}`,
    });
  }
  return {
    path,
    columns: header.value,
    async *rows() {
      for (let line = await next(); !line.done; line = await next()) yield line.value;
    },
    close() {
      file.destroy();
      parser.destroy();
    },
  };
}

function failure(cause: unknown, path: string, flag: string): unknown {
  const { code, message } = cause as { code?: string; message: string };
  if (code?.startsWith("CSV_")) {
    return new PixelmetryError(
      "corrupt-input",
      {
        where: path,
        what: `this is no CSV table: ${message.replace(/\.$/, "")}`,
        remedy: "export the table again; names of Parquet and Arrow tables end in .parquet and .arrow",
      },
      { cause },
    );
  }
  if (code === undefined) return cause;
  return new PixelmetryError(
    "input-not-found",
    { where: path, what: `the table cannot be read (${code})`, remedy: `check ${flag}` },
    { cause },
  );
}
