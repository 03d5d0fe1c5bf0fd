import { describe, expect, test } from "vitest";
import type { TableColumn } from "../../src/table.ts";
import { createTableWriter } from "../../src/writers/create-table-writer.ts";
import { createMemorySink, createStreamSink, type Sink } from "../../src/writers/sink.ts";

const columns: TableColumn[] = [{ name: "a", type: "float64" }];
const one = { rows: 1, columns: [{ type: "float64" as const, values: Float64Array.of(1) }] };

describe("memory sink", () => {
  test("keeps copies, and gives them once closed", async () => {
    const sink = createMemorySink("table.csv");
    const bytes = Uint8Array.of(1, 2);
    await sink.write(bytes);
    bytes.fill(9);
    await sink.write(bytes);
    expect(() => sink.bytes()).toThrow('"table.csv" is read before it is closed');
    await sink.close();
    await sink.abort();
    expect([...sink.bytes()]).toEqual([1, 2, 9, 9]);
    expect([...sink.bytes()]).toEqual([1, 2, 9, 9]);
  });
});

describe("stream sink", () => {
  test("a table runs on a stream of the browser", async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const read = new Response(readable).text();
    const writer = await createTableWriter("csv", createStreamSink(writable), columns);
    await writer.append(one);
    await writer.finish();
    await writer.abort();
    expect(await read).toBe("a\n1\n");
  });

  test("abort aborts the stream", async () => {
    let aborted = 0;
    const stream = new WritableStream<Uint8Array>({ abort: () => void aborted++ });
    const writer = await createTableWriter("csv", createStreamSink(stream), columns);
    await writer.abort();
    await writer.abort();
    expect(aborted).toBe(1);
  });
});

describe("a sink that fails", () => {
  const failing = (at: "write" | "close") => {
    const calls: string[] = [];
    const call = async (name: string) => {
      calls.push(name);
      if (name === at) throw new Error(`no ${name}`);
    };
    const sink: Sink = {
      name: "x",
      write: () => call("write"),
      close: () => call("close"),
      abort: () => call("abort"),
    };
    return { calls, sink };
  };

  test("while opening: the sink is aborted", async () => {
    const { calls, sink } = failing("write");
    await expect(createTableWriter("csv", sink, columns)).rejects.toThrow("no write");
    expect(calls).toEqual(["write", "abort"]);
  });

  test("while finishing: the sink is aborted once, whatever follows", async () => {
    const { calls, sink } = failing("close");
    const writer = await createTableWriter("csv", sink, columns);
    await expect(writer.finish()).rejects.toThrow("no close");
    await expect(writer.append(one)).rejects.toThrow("no close");
    await writer.abort();
    expect(calls).toEqual(["write", "close", "abort"]);
  });

  test("a call that is not awaited does not crash the process", async () => {
    const { sink } = failing("close");
    const writer = await createTableWriter("csv", sink, columns);
    const finish = writer.finish();
    await writer.abort();
    await expect(finish).rejects.toThrow("no close");
  });
});
