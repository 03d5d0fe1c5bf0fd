import type { SpillStore } from "../src/spill.ts";

/** Spilled records in memory, for tests of what happens over budget. */
export class MemorySpillStore implements SpillStore {
  readonly #files = new Map<string, Uint8Array>();
  /** Bytes appended so far. */
  bytes = 0;

  append(parts: readonly Uint8Array[]): { readonly file: string; readonly offset: number } {
    const record = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
    let at = 0;
    for (const part of parts) {
      record.set(part, at);
      at += part.byteLength;
    }
    // An offset other than 0 shows code that forgets to add it.
    const file = `segment ${this.#files.size}`;
    this.#files.set(file, record);
    this.bytes += record.byteLength;
    return { file, offset: recordOffset };
  }

  read(file: string, offset: number, out: Uint8Array): void {
    const record = this.#files.get(file);
    const from = offset - recordOffset;
    if (record === undefined || from < 0 || from + out.byteLength > record.byteLength) {
      throw new RangeError(`${out.byteLength} bytes at ${offset} of ${file} were never written`);
    }
    out.set(record.subarray(from, from + out.byteLength));
  }

  /** The bytes of a record, to be damaged by tests. */
  record(file: string): Uint8Array {
    return this.#files.get(file)!;
  }
}

const recordOffset = 4096;
