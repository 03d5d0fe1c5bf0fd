import { parquetMetadataAsync, parquetRead, parquetSchema } from "hyparquet";
import { asyncBufferFromFile } from "hyparquet/src/node.js";
import { cellText, type InputTable } from "./input-table.ts";

/** Opens a Parquet file; one row group is held at a time. */
export async function openParquet(path: string): Promise<InputTable> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  return {
    path,
    columns: parquetSchema(metadata).children.map(({ element }) => element.name),
    async *rows() {
      let rowStart = 0;
      for (const group of metadata.row_groups) {
        const rowEnd = rowStart + Number(group.num_rows);
        let rows: unknown[][] = [];
        await parquetRead({
          file,
          metadata,
          rowStart,
          rowEnd,
          onComplete(read: unknown[][]) {
            rows = read;
          },
        });
        for (const row of rows) yield row.map(cellText);
        rowStart = rowEnd;
      }
    },
    close: () => undefined,
  };
}
