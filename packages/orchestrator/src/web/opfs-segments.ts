/**
 * Segment files in the browser's origin private file system. Files are opened for one worker at a time, so a
 * session reads what it wrote itself.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { SegmentStore, Segments, TemporaryFolder } from "../host.ts";

/** What is used of `FileSystemSyncAccessHandle`, which exists in dedicated workers only. */
interface SyncFile {
  read(out: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  close(): void;
}
interface SyncFileHandle {
  createSyncAccessHandle(): Promise<SyncFile>;
}

/** Folders of runs start with this and the time of their start. */
const prefix = "pixelmetry-";
/** What a closed tab left behind is removed by a later run, once no run can still be using it. */
const abandonedAfter = 24 * 3600 * 1000;

export class OpfsSegments implements Segments {
  readonly #folder: string;
  readonly #stores = new Map<string, OpfsStore>();
  /** Open files of images that are done; opening one takes longer than emptying one. */
  readonly #free: { readonly name: string; readonly file: SyncFile }[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  readonly reader = {
    read: (file: string, offset: number, out: Uint8Array): void => {
      const store = this.#stores.get(file);
      if (store === undefined) throw new Error(`segment file ${file} belongs to another session`);
      store.read(file, offset, out);
    },
  };

  async open(): Promise<SegmentStore> {
    const { name, file } = this.#free.pop() ?? (await this.#create());
    const store = new OpfsStore(name, file, () => {
      this.#stores.delete(name);
      file.truncate(0);
      this.#free.push({ name, file });
    });
    this.#stores.set(name, store);
    return store;
  }

  async #create(): Promise<{ name: string; file: SyncFile }> {
    const name = `${crypto.randomUUID()}.seg`;
    try {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle(this.#folder, { create: true });
      const handle = (await folder.getFileHandle(name, { create: true })) as unknown as SyncFileHandle;
      return { name, file: await handle.createSyncAccessHandle() };
    } catch (cause) {
      return { name, file: refusing(cause) };
    }
  }

  release(): void {}

  close(): void {
    for (const store of [...this.#stores.values()]) store.close();
    for (const { file } of this.#free.splice(0)) file.close();
  }
}

class OpfsStore implements SegmentStore {
  readonly #name: string;
  readonly #file: SyncFile;
  readonly #done: () => void;
  #size = 0;
  #open = true;

  constructor(name: string, file: SyncFile, done: () => void) {
    this.#name = name;
    this.#file = file;
    this.#done = done;
  }

  append(parts: readonly Uint8Array[]): { file: string; offset: number } {
    const offset = this.#size;
    for (const part of parts) this.#write(part);
    return { file: this.#name, offset };
  }

  #write(part: Uint8Array): void {
    for (let done = 0; done < part.byteLength; ) {
      const written = this.#attempt("written", () =>
        this.#file.write(unshared(part.subarray(done)), { at: this.#size }),
      );
      if (written === 0) throw full(undefined);
      done += written;
      this.#size += written;
    }
  }

  read(_file: string, offset: number, out: Uint8Array): void {
    for (let done = 0; done < out.byteLength; ) {
      const n = this.#attempt("read back", () => this.#file.read(out.subarray(done), { at: offset + done }));
      if (n === 0) throw new Error("the segment file is too short");
      done += n;
    }
  }

  #attempt(what: string, work: () => number): number {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof PixelmetryError) throw cause;
      if ((cause as { name?: string }).name === "QuotaExceededError") throw full(cause);
      throw new PixelmetryError(
        "output-failed",
        {
          where: "the browser's private storage",
          what: `temporary data cannot be ${what} (${(cause as Error).message})`,
          remedy: "raise the memory budget so that less is spilled",
        },
        { cause },
      );
    }
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#done();
  }
}

/** Files take no shared memory. */
const unshared = (bytes: Uint8Array): Uint8Array =>
  bytes.buffer instanceof ArrayBuffer ? bytes : bytes.slice();

const full = (cause: unknown): PixelmetryError =>
  new PixelmetryError(
    "output-failed",
    {
      where: "the browser's private storage",
      what: "the space that the browser grants for temporary data is used up",
      remedy: "raise the memory budget, or free space on the disk",
    },
    { cause },
  );

/** Stands in where the browser has no private files: fine until something must be spilled. */
function refusing(cause: unknown): SyncFile {
  const refuse = (): never => {
    throw new PixelmetryError(
      "memory-budget",
      {
        where: "the memory budget",
        what: `the image does not fit, and this browser grants no private storage for the rest (${(cause as Error).message})`,
        remedy: "raise the memory budget, or open the page over https outside a private window",
      },
      { cause },
    );
  };
  return { read: refuse, write: refuse, truncate: () => undefined, close: () => undefined };
}

/** A folder for a run; the folders that closed tabs left behind go with it. */
export function opfsFolder(): TemporaryFolder {
  const path = `${prefix}${Date.now()}-${crypto.randomUUID()}`;
  return {
    path,
    async remove() {
      const root = await navigator.storage?.getDirectory?.().catch(() => undefined);
      if (root === undefined) return;
      await removeEventually(root, path);
      for await (const name of (root as unknown as { keys(): AsyncIterable<string> }).keys()) {
        const started = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
        if (started < Date.now() - abandonedAfter) await removeEventually(root, name);
      }
    },
  };
}

/** Workers that were stopped let go of their files a little later. */
async function removeEventually(root: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      return await root.removeEntry(name, { recursive: true });
    } catch (error) {
      if ((error as { name?: string }).name === "NotFoundError") return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
