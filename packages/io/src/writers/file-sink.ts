/**
 * Files that appear whole or not at all (Node only).
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import { nodeModule } from "../platform.ts";
import { outputError } from "./output-error.ts";
import type { Sink } from "./sink.ts";

/** What the sink needs of `node:fs/promises`; tests pass one that fails. */
export type FileSystem = Pick<
  typeof import("node:fs/promises"),
  "lstat" | "open" | "realpath" | "rename" | "stat" | "unlink"
>;

// Small writes are gathered: a system call costs more than copying this much.
const BUFFER_BYTES = 1 << 18;

/**
 * A sink that writes to a temporary sibling of `path` and renames it on `close`, after its bytes have reached
 * the disk. `abort`, a failed write and an exit of the process remove the temporary file; a process that is
 * killed by a signal it does not handle leaves it behind, but nothing under `path`.
 * @throws PixelmetryError `output-failed` (here and from every method) when the folder is missing or not
 *   writable, the target is a folder or a device, or the disk is full
 */
export async function createFileSink(path: string, fileSystem?: FileSystem): Promise<Sink> {
  const node = requireNode(path);
  const fs = fileSystem ?? node.fs.promises;
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw outputError(path, error);
    }
  };

  const target = await attempt(() => resolveTarget(path, fs));
  const temporary = temporaryName(target, node.path);
  const handle = await attempt(() => fs.open(temporary, "wx"));
  const forget = removeOnExit(temporary, node.fs);
  const pending = new Uint8Array(BUFFER_BYTES);
  let filled = 0;
  let open = true;

  const put = async (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length; ) {
      at += (await handle.write(bytes, at, bytes.length - at, null)).bytesWritten;
    }
  };
  const flush = async () => {
    const length = filled;
    filled = 0;
    if (length > 0) await put(pending.subarray(0, length));
  };
  const abort = async () => {
    if (!open) return;
    open = false;
    // Cleaning up must not hide the failure that led here.
    await handle.close().catch(() => {});
    await fs.unlink(temporary).catch(() => {});
    forget();
  };
  const orAbort = async (work: () => Promise<void>) => {
    if (!open) throw new TypeError(`"${path}" is written after it was closed`);
    try {
      await attempt(work);
    } catch (error) {
      await abort();
      throw error;
    }
  };

  return {
    name: path,
    write: (bytes) =>
      orAbort(async () => {
        if (filled + bytes.length > BUFFER_BYTES) await flush();
        if (bytes.length >= BUFFER_BYTES) return put(bytes);
        pending.set(bytes, filled);
        filled += bytes.length;
      }),
    close: () =>
      orAbort(async () => {
        await flush();
        await handle.sync();
        await handle.close();
        await fs.rename(temporary, target);
        open = false;
        forget();
        await syncFolder(node.path.dirname(target), fs);
      }),
    abort,
  };
}

/** The file to replace: `path`, or what it links to. Devices, pipes and folders are refused. */
async function resolveTarget(path: string, fs: FileSystem): Promise<string> {
  const absent = (error: { code?: string }) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  };
  const link = await fs.lstat(path).catch(absent);
  if (link === undefined) return path;
  const target = link.isSymbolicLink() ? await fs.realpath(path) : path;
  const existing = await fs.stat(target);
  if (existing.isFile()) return target;
  // Renaming over a device would replace the device.
  throw new PixelmetryError("output-failed", {
    what: existing.isDirectory() ? "a folder has this name" : "this is not a regular file",
    where: path,
    remedy: "choose another file name",
    data: { path, code: "EISDIR" },
  });
}

type NodePath = typeof import("node:path");
type NodeFs = typeof import("node:fs");

function requireNode(path: string): { readonly fs: NodeFs; readonly path: NodePath } {
  const fs = nodeModule("node:fs");
  const nodePath = nodeModule("node:path");
  if (fs !== undefined && nodePath !== undefined) return { fs, path: nodePath };
  throw new PixelmetryError("output-failed", {
    what: "there are no files outside Node",
    where: path,
    remedy: "pass a sink in memory or over a stream",
  });
}

function temporaryName(target: string, { basename, dirname, join }: NodePath): string {
  // The random part tells processes on different machines apart that share a folder; the cut keeps the name
  // below 255 bytes.
  const stem = Array.from(basename(target)).slice(0, 40).join("");
  return join(dirname(target), `.${stem}.${process.pid}-${crypto.randomUUID().slice(0, 8)}.part`);
}

/** Makes the rename itself durable where the system can; Windows and some network disks cannot. */
async function syncFolder(folder: string, fs: FileSystem): Promise<void> {
  try {
    const handle = await fs.open(folder, "r");
    await handle.sync().finally(() => handle.close());
  } catch {
    // The file is in place; only a power cut within seconds could undo it.
  }
}

const unfinished = new Set<string>();
let listening = false;

function removeOnExit(temporary: string, { unlinkSync }: NodeFs): () => void {
  if (!listening) {
    listening = true;
    process.on("exit", () => {
      for (const name of unfinished) {
        try {
          unlinkSync(name);
        } catch {
          // Gone already.
        }
      }
    });
  }
  unfinished.add(temporary);
  return () => unfinished.delete(temporary);
}
