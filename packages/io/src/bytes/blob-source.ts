import { type ByteSource, endOfFile } from "./byte-source.ts";

/** A `Blob` or browser `File`; only the parts that are asked for are loaded. */
export function blobSource(blob: Blob, name = (blob as Partial<File>).name ?? "blob"): ByteSource {
  const source: ByteSource = {
    name,
    size: blob.size,
    readAhead: 32 * 1024,
    parallelReads: 2,
    async read(position, target) {
      const end = position + target.length;
      if (end > blob.size) throw endOfFile(source, end);
      target.set(new Uint8Array(await blob.slice(position, end).arrayBuffer()));
    },
    close() {},
  };
  return source;
}
