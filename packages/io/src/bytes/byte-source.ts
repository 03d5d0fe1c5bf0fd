/**
 * Random access to the bytes of one file, wherever it lies: disk, browser `File`, HTTP, memory.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";

/** A file that can be read at any position. Reads may overlap in time. */
export interface ByteSource {
  /** File name without folder, for messages and tables. */
  readonly name: string;
  /** Length in bytes. */
  readonly size: number;
  /**
   * Gap in bytes up to which one longer read is cheaper than two: a few KiB on disk, more over a network.
   */
  readonly readAhead: number;
  /** How many reads are worth having under way at once; 1 for local files. */
  readonly parallelReads: number;
  /**
   * Fills `target` with the bytes from `position` on. Local sources are done when the call returns and return
   * nothing, which saves a trip through the event loop per tile; remote ones return a promise.
   * @throws PixelmetryError `corrupt-input` when the file ends before `target` is full
   */
  read(position: number, target: Uint8Array): void | Promise<void>;
  /** Opens a file that lies beside this one; absent where there is no folder. `path` is relative, with slashes. */
  sibling?(path: string): ByteSource | Promise<ByteSource>;
  /**
   * Compressed streams only: reads on to the end, where the checksum is.
   * @throws PixelmetryError `corrupt-input` when the stream is cut off or the checksum is wrong
   */
  verify?(): Promise<void>;
  close(): void | Promise<void>;
}

/** The error of a read that reaches past the end of the file. */
export function endOfFile(source: { name: string; size: number }, end: number): PixelmetryError {
  return new PixelmetryError("corrupt-input", {
    what: "the file ends before its data do",
    where: source.name,
    expected: `at least ${end} bytes`,
    received: source.size,
    remedy: "copy or export the file again",
  });
}

/** A fresh array with `length` bytes from `position` on; nothing is allocated when the file is too short. */
export async function readBytes(source: ByteSource, position: number, length: number): Promise<Uint8Array> {
  if (position < 0 || position + length > source.size) throw endOfFile(source, position + length);
  const bytes = new Uint8Array(length);
  await source.read(position, bytes);
  return bytes;
}

/** The last part of a path or URL, without query. */
export function baseName(location: string): string {
  const path = location.replace(/[?#].*$/, "").replace(/[/\\]+$/, "");
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1) || location;
}
