/**
 * Where writers put their bytes: a file, memory, or a stream of the browser. Whatever the place, the output
 * is there as a whole after `close` and not at all after `abort`.
 * @module
 */

/** Takes the bytes of one output in order. */
export interface Sink {
  /** Path or name of the output, for messages. */
  readonly name: string;
  /** The caller may overwrite `bytes` once the promise resolves. */
  write(bytes: Uint8Array): Promise<void>;
  /** Makes the output durable and visible. */
  close(): Promise<void>;
  /** Removes whatever was written; does nothing after `close` or an earlier `abort`. */
  abort(): Promise<void>;
}

/** A {@link Sink} that keeps its bytes. */
export interface MemorySink extends Sink {
  /**
   * Everything written, as one array.
   * @throws TypeError unless the sink is closed: an unfinished output is no output
   */
  bytes(): Uint8Array;
}

/**
 * A sink in memory, for tests and for downloads in a browser.
 * @example
 * const sink = createMemorySink();
 * const writer = await createTableWriter("csv", sink, [{ name: "area", type: "float64" }]);
 * await writer.append({ rows: 1, columns: [{ type: "float64", values: Float64Array.of(12.5) }] });
 * await writer.finish();
 * new TextDecoder().decode(sink.bytes()); // "area\n12.5\n"
 */
export function createMemorySink(name = "memory"): MemorySink {
  let chunks: Uint8Array[] = [];
  let closed = false;
  return {
    name,
    async write(bytes) {
      chunks.push(bytes.slice());
    },
    async close() {
      closed = true;
    },
    async abort() {
      if (!closed) chunks = [];
    },
    bytes() {
      if (!closed) throw new TypeError(`"${name}" is read before it is closed`);
      const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
      let at = 0;
      for (const chunk of chunks) {
        whole.set(chunk, at);
        at += chunk.length;
      }
      chunks = [whole];
      return whole;
    },
  };
}

/**
 * A sink over a stream, such as the writable of a file that the user picked in a browser. That the output
 * is whole or absent is then up to the stream: `abort` aborts it.
 */
export function createStreamSink(stream: WritableStream<Uint8Array>, name = "stream"): Sink {
  const writer = stream.getWriter();
  let ended = false;
  return {
    name,
    // A stream may take a chunk before it has used it, so it gets a copy of its own.
    write: (bytes) => writer.write(bytes.slice()),
    async close() {
      ended = true;
      await writer.close();
    },
    async abort() {
      if (ended) return;
      ended = true;
      await writer.abort();
    },
  };
}
