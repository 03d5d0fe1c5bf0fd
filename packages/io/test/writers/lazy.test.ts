import { expect, test, vi } from "vitest";
import { createMemorySink, createTableWriter } from "../../src/index.ts";

vi.mock("apache-arrow", () => {
  throw new Error("Arrow is loaded");
});
vi.mock("hyparquet-writer", () => {
  throw new Error("Parquet is loaded");
});

const columns = [{ name: "a", type: "float64" as const }];

test("CSV loads neither Parquet nor Arrow", async () => {
  const writer = await createTableWriter("csv", createMemorySink(), columns);
  await writer.append({ rows: 1, columns: [{ type: "float64", values: Float64Array.of(1) }] });
  await writer.finish();
});

test("the others load their library, before the file is opened", async () => {
  const path = "no/such/folder/table";
  // A missing folder would be an output-failed error; what fails here is the library.
  await expect(createTableWriter("parquet", path, columns)).rejects.not.toMatchObject({
    tag: "output-failed",
  });
  await expect(createTableWriter("arrow", path, columns)).rejects.not.toMatchObject({ tag: "output-failed" });
});
