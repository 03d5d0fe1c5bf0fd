/**
 * Tables that users bring: CSV, Parquet or Arrow, told apart by the ending of the name.
 * @module
 */
import { access } from "node:fs/promises";
import { PixelmetryError } from "@pixelmetry/roi";
import type { InputTable } from "./input-table.ts";
import { openCsv } from "./read-csv.ts";

/**
 * Opens a table and reads the names of its columns.
 * @param flag - the option that names the file, for messages
 * @throws PixelmetryError `input-not-found` when the file cannot be read, `corrupt-input` when it is not what its
 *   ending says; from `rows` also for a row that cannot be read
 */
export async function openTable(path: string, flag: string): Promise<InputTable> {
  const format = /\.(parquet|arrow)$/i.exec(path)?.[1].toLowerCase();
  if (format === undefined) return openCsv(path, flag);
  try {
    await access(path);
    return format === "parquet"
      ? await (await import("./read-parquet.ts")).openParquet(path)
      : await (await import("./read-arrow.ts")).openArrow(path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code !== undefined && !code.startsWith("ERR_")) {
      const detail = { where: path, what: `the table cannot be read (${code})`, remedy: `check ${flag}` };
      throw new PixelmetryError("input-not-found", detail, { cause });
    }
    throw new PixelmetryError(
      "corrupt-input",
      {
        where: path,
        what: `this is no ${format === "parquet" ? "Parquet" : "Arrow"} table: ${message.split("\n")[0].replace(/\.$/, "")}`,
        remedy: "write the table again",
      },
      { cause },
    );
  }
}
