import type { Sink } from "./sink.ts";

/** A sink that compresses what it takes before it reaches `sink`. */
export function gzipSink(sink: Sink): Sink {
  const stream = new CompressionStream("gzip");
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  const drain = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      await sink.write(value);
    }
  };
  const drained = drain();
  // Whoever writes next hears of it; until then the failure is not unhandled.
  drained.catch(() => {});
  /** A failure of the sink ends the wait of a writer for room that will not come. */
  const orFailure = (work: Promise<void>): Promise<void> =>
    Promise.race([work, drained.then(() => work)]) as Promise<void>;
  return {
    name: sink.name,
    write: (bytes) => orFailure(writer.write(bytes.slice())),
    async close() {
      await orFailure(writer.close());
      await drained;
      await sink.close();
    },
    async abort() {
      // A write that waits for room ends only once nobody reads any more, so the writer is not waited for.
      writer.abort().catch(() => {});
      await reader.cancel().catch(() => {});
      await drained.catch(() => {});
      await sink.abort();
    },
  };
}
