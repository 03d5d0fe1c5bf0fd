/**
 * Segment files on disk (Node): one per image that spills, made when its first record is written, gone when
 * it is closed. Other threads read them by name.
 * @module
 */
import { randomUUID } from "node:crypto";
import * as nodeFs from "node:fs";
import { join } from "node:path";
import { PixelmetryError } from "@pixelmetry/roi";
import type { SegmentStore } from "../host.ts";

/** What a segment file needs of `node:fs`; tests pass one that fails. */
export type SpillFileSystem = Pick<
  typeof nodeFs,
  "closeSync" | "mkdirSync" | "openSync" | "readSync" | "rmSync" | "writevSync"
>;

export class SpillFile implements SegmentStore {
  readonly #folder: string;
  readonly #fs: SpillFileSystem;
  #file = "";
  #descriptor = -1;
  #size = 0;
  /** Files of others that were read from here. */
  readonly #foreign = new Map<string, number>();

  /** @param folder - made when the first record is written; whoever names it removes it */
  constructor(folder: string, fs: SpillFileSystem = nodeFs) {
    this.#folder = folder;
    this.#fs = fs;
  }

  append(parts: readonly Uint8Array[]): { file: string; offset: number } {
    try {
      if (this.#descriptor < 0) {
        this.#fs.mkdirSync(this.#folder, { recursive: true });
        this.#file = join(this.#folder, `${randomUUID()}.seg`);
        this.#descriptor = this.#fs.openSync(this.#file, "wx+");
      }
      const offset = this.#size;
      for (const part of parts) this.#write(part);
      return { file: this.#file, offset };
    } catch (cause) {
      throw this.#failed(this.#file, "cannot be written", cause);
    }
  }

  #write(part: Uint8Array): void {
    let done = 0;
    while (done < part.byteLength) {
      const written = this.#fs.writevSync(this.#descriptor, [part.subarray(done)], this.#size);
      done += written;
      this.#size += written;
    }
  }

  read(file: string, offset: number, out: Uint8Array): void {
    try {
      const descriptor = file === this.#file ? this.#descriptor : this.#open(file);
      let done = 0;
      while (done < out.byteLength) {
        const n = this.#fs.readSync(descriptor, out, done, out.byteLength - done, offset + done);
        if (n === 0) throw new Error("the file is too short");
        done += n;
      }
    } catch (cause) {
      throw this.#failed(file, "cannot be read back", cause);
    }
  }

  #open(file: string): number {
    const known = this.#foreign.get(file);
    if (known !== undefined) return known;
    const descriptor = this.#fs.openSync(file, "r");
    this.#foreign.set(file, descriptor);
    return descriptor;
  }

  #failed(file: string, what: string, cause: unknown): PixelmetryError {
    const { code, message } = cause as NodeJS.ErrnoException;
    return new PixelmetryError(
      "output-failed",
      {
        where: file || this.#folder,
        what:
          code === "ENOSPC" || code === "EDQUOT"
            ? "the disk with temporary files is full"
            : `the temporary file ${what} (${code ?? message})`,
        remedy: "choose another folder with --temp, or raise --memory so that less is spilled",
      },
      { cause },
    );
  }

  /** Closes all files and removes the one that was written. */
  close(): void {
    for (const descriptor of this.#foreign.values()) this.#fs.closeSync(descriptor);
    this.#foreign.clear();
    if (this.#descriptor >= 0) this.#fs.closeSync(this.#descriptor);
    if (this.#file !== "") this.#fs.rmSync(this.#file, { force: true });
    this.#file = "";
    this.#descriptor = -1;
    this.#size = 0;
  }
}
