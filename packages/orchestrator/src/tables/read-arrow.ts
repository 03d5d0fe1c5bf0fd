import { createReadStream } from "node:fs";
import { RecordBatchReader } from "apache-arrow";
import { cellText, type InputTable } from "./input-table.ts";

/** Opens an Arrow file; one record batch is held at a time. */
export async function openArrow(path: string): Promise<InputTable> {
  const stream = createReadStream(path);
  const reader = await (await RecordBatchReader.from(stream)).open();
  // A file of another kind opens as an empty stream.
  if (reader.schema === undefined) throw new Error("it has no schema");
  const columns = reader.schema.fields.map(({ name }) => name);
  return {
    path,
    columns,
    async *rows() {
      for await (const batch of reader) {
        const vectors = columns.map((_, c) => batch.getChildAt(c)!);
        for (let row = 0; row < batch.numRows; row++)
          yield vectors.map((vector) => cellText(vector.get(row)));
      }
    },
    close() {
      stream.destroy();
    },
  };
}
