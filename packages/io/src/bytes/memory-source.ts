import { type ByteSource, endOfFile } from "./byte-source.ts";

/** A file whose bytes are already in memory; `bytes` is not copied. */
export function memorySource(bytes: Uint8Array, name = "memory"): ByteSource {
  const source: ByteSource = {
    name,
    size: bytes.length,
    readAhead: 0,
    parallelReads: 1,
    read(position, target) {
      const end = position + target.length;
      if (end > bytes.length) throw endOfFile(source, end);
      target.set(bytes.subarray(position, end));
    },
    close() {},
  };
  return source;
}
