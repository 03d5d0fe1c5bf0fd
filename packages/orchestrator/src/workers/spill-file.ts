/**
 * Segment files on disk (Node). One file per session, made when the first record is written, gone when the
 * session closes.
 * @module
 */

import { closeSync, mkdtempSync, openSync, readSync, rmSync, writevSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PixelmetryError, type SpillStore } from "@pixelmetry/roi";

export class SpillFile implements SpillStore {
  readonly #temp: string;
  #folder: string | undefined;
  #file = "";
  #descriptor = -1;
  #size = 0;
  /** Files of other sessions that were read from here. */
  readonly #foreign = new Map<string, number>();

  constructor(temp: string | undefined) {
    this.#temp = temp ?? tmpdir();
  }

  append(parts: readonly Uint8Array[]): { file: string; offset: number } {
    try {
      if (this.#folder === undefined) {
        this.#folder = mkdtempSync(join(this.#temp, "pixelmetry-"));
        this.#file = join(this.#folder, "pixels.seg");
        this.#descriptor = openSync(this.#file, "wx+");
      }
      const offset = this.#size;
      for (const part of parts) this.#write(part);
      return { file: this.#file, offset };
    } catch (cause) {
      throw this.#failed("cannot be written", cause);
    }
  }

  #write(part: Uint8Array): void {
    let done = 0;
    while (done < part.byteLength) {
      const written = writevSync(this.#descriptor, [part.subarray(done)], this.#size);
      done += written;
      this.#size += written;
    }
  }

  read(file: string, offset: number, out: Uint8Array): void {
    try {
      const descriptor = file === this.#file ? this.#descriptor : this.#open(file);
      let done = 0;
      while (done < out.byteLength) {
        const n = readSync(descriptor, out, done, out.byteLength - done, offset + done);
        if (n === 0) throw new Error("the file is too short");
        done += n;
      }
    } catch (cause) {
      throw this.#failed("cannot be read back", cause);
    }
  }

  #open(file: string): number {
    const known = this.#foreign.get(file);
    if (known !== undefined) return known;
    const descriptor = openSync(file, "r");
    this.#foreign.set(file, descriptor);
    return descriptor;
  }

  #failed(what: string, cause: unknown): PixelmetryError {
    const code = (cause as { code?: string }).code;
    return new PixelmetryError(
      "output-failed",
      {
        where: this.#file || this.#temp,
        what:
          code === "ENOSPC"
            ? "the disk with temporary files is full"
            : `the temporary file ${what} (${code ?? String(cause)})`,
        remedy: "choose another folder with --temp, or raise --memory so that less is spilled",
      },
      { cause },
    );
  }

  close(): void {
    for (const descriptor of this.#foreign.values()) closeSync(descriptor);
    this.#foreign.clear();
    if (this.#folder === undefined) return;
    closeSync(this.#descriptor);
    rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
    this.#file = "";
    this.#descriptor = -1;
    this.#size = 0;
  }
}
