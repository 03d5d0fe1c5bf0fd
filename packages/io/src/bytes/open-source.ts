import { nodeModule } from "../platform.ts";
import type { OpenOptions } from "../source.ts";
import { blobSource } from "./blob-source.ts";
import { type ByteSource, baseName } from "./byte-source.ts";
import { fileSource } from "./file-source.ts";
import { memorySource } from "./memory-source.ts";

/** What {@link openImage} takes: a path (Node), a URL, a browser `File` or `Blob`, bytes, or a byte source. */
export type ImageInput = string | URL | Blob | Uint8Array | ArrayBuffer | ByteSource;

/** An input that can be opened again. */
export type FileInput = Exclude<ImageInput, ByteSource>;

/** The bytes of an input. @throws PixelmetryError `input-not-found`, `unsupported-format` for a folder */
export async function openSource(
  input: ImageInput,
  options: Pick<OpenOptions, "name" | "fetch" | "signal"> = {},
): Promise<ByteSource> {
  if (input instanceof Uint8Array) return memorySource(input, options.name);
  if (input instanceof ArrayBuffer) return memorySource(new Uint8Array(input), options.name);
  if (typeof Blob !== "undefined" && input instanceof Blob) return blobSource(input, options.name);
  if (typeof input !== "string" && !(input instanceof URL)) return input as ByteSource;
  const location = String(input);
  if (/^https?:/i.test(location)) {
    const { httpSource } = await import("./http-source.ts");
    return httpSource(location, options);
  }
  const url = nodeModule("node:url");
  const path = url && /^file:/i.test(location) ? url.fileURLToPath(location) : location;
  return fileSource(path, options.name ?? baseName(path));
}
