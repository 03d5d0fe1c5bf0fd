import { PixelmetryError } from "@pixelmetry/roi";
import { nodeModule } from "../platform.ts";
import { type ByteSource, baseName, endOfFile } from "./byte-source.ts";

/** One `read` call takes at most 2^31 - 1 bytes on every platform. */
const longestRead = 2 ** 30;

/**
 * A file on disk (Node only). Reads are positional and synchronous: a tile is a few ten KiB and usually in the
 * page cache, where a thread-pool round trip costs more than the copy.
 * @throws PixelmetryError `input-not-found` when the file does not exist or may not be read,
 *   `unsupported-format` when it is a folder
 */
export function fileSource(path: string, name = baseName(path)): ByteSource {
  const fs = nodeModule("node:fs");
  if (!fs) {
    throw new PixelmetryError("invalid-argument", {
      what: "a browser cannot open a file by its path",
      where: path,
      remedy: "pass a File, a Blob or an http(s) URL",
    });
  }
  const { closeSync, openSync, readSync, statSync } = fs;
  let stat: ReturnType<typeof statSync>;
  let descriptor: number;
  try {
    stat = statSync(path);
    // Opening a pipe would wait for a writer, so only files are opened.
    descriptor = stat.isFile() ? openSync(path, "r") : -1;
  } catch (cause) {
    throw notReadable(path, cause);
  }
  if (descriptor < 0) {
    throw new PixelmetryError("unsupported-format", {
      what: "not a file",
      where: path,
      expected: "an image file",
      received: stat.isDirectory() ? "a folder" : "a device or pipe",
    });
  }
  let open = true;
  const source: ByteSource = {
    name,
    size: stat.size,
    readAhead: 16 * 1024,
    parallelReads: 1,
    read(position, target) {
      // The operating system may have given the number of a closed descriptor to another file.
      if (!open) throw new Error(`${name} is closed`);
      let done = 0;
      while (done < target.length) {
        const wanted = Math.min(target.length - done, longestRead);
        const got = readSync(descriptor, target, done, wanted, position + done);
        if (got === 0) throw endOfFile(source, position + target.length);
        done += got;
      }
    },
    sibling(relative) {
      const { dirname, join } = nodeModule("node:path")!;
      return fileSource(join(dirname(path), relative));
    },
    close() {
      if (open) closeSync(descriptor);
      open = false;
    },
  };
  return source;
}

function notReadable(path: string, cause: unknown): PixelmetryError {
  const code = (cause as { code?: string }).code;
  const missing = code === "ENOENT" || code === "ENOTDIR";
  return new PixelmetryError(
    "input-not-found",
    {
      what: missing ? "the file does not exist" : "the file cannot be opened",
      where: path,
      ...(missing || code === undefined ? {} : { received: code }),
      remedy: missing ? "check the path" : "check that you may read it",
    },
    { cause },
  );
}
