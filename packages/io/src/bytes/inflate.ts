import { nodeModule } from "../platform.ts";
import type { ByteSource } from "./byte-source.ts";

/** How a deflate stream is wrapped. */
export type StreamFormat = "gzip" | "zlib";

/** Bytes read and decompressed at a time: large enough to keep the threads of zlib busy. */
const pieceBytes = 2 ** 18;

/**
 * Decompresses `source` from `from` on, piece by piece, by zlib's own threads in Node and by the browser's
 * `DecompressionStream` elsewhere. Several gzip members one after the other are one stream.
 */
export async function* inflate(
  source: ByteSource,
  format: StreamFormat,
  from: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const zlib = nodeModule("node:zlib");
  const stream = nodeModule("node:stream");
  if (zlib && stream) {
    const options = { chunkSize: pieceBytes };
    const inflater = format === "gzip" ? zlib.createGunzip(options) : zlib.createInflate(options);
    // Failures reach the loop below; the callback only keeps them from being thrown a second time.
    yield* stream.pipeline(stream.Readable.from(stored(source, from)), inflater, () => {});
    return;
  }
  const pieces = stored(source, from);
  const readable = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const inflater = new DecompressionStream(format === "gzip" ? "gzip" : "deflate");
  const reader = readable.pipeThrough(inflater).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** The stored bytes. A piece is not used again: the decompressor may still hold it. */
async function* stored(source: ByteSource, from: number): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  for (let at = from; at < source.size; at += pieceBytes) {
    const piece = new Uint8Array(Math.min(pieceBytes, source.size - at));
    await source.read(at, piece);
    yield piece;
  }
}
