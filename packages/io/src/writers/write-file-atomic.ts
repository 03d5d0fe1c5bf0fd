import { createFileSink } from "./file-sink.ts";
import type { Sink } from "./sink.ts";

/**
 * Writes a whole file (a JSON report, a picture) so that it appears complete or not at all: a reader never
 * sees half of it and a failure leaves an earlier file of that name as it was. Node only.
 * @throws PixelmetryError `output-failed` when the file cannot be written
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  await writeWhole(await createFileSink(path), content);
}

/** Writes a whole output that is at hand. */
export async function writeWhole(sink: Sink, content: string | Uint8Array): Promise<void> {
  await sink.write(typeof content === "string" ? new TextEncoder().encode(content) : content);
  await sink.close();
}
