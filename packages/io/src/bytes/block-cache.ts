/** Loads `length` bytes from `position` on. */
type Load = (position: number, length: number) => Promise<Uint8Array>;

/**
 * Blocks of a slow file, least recently used dropped first. A block that several readers want is loaded once,
 * and blocks next to each other in one piece.
 */
export class BlockCache {
  readonly #size: number;
  readonly #blockBytes: number;
  readonly #most: number;
  readonly #load: Load;
  readonly #blocks = new Map<number, Promise<Uint8Array>>();

  constructor(size: number, blockBytes: number, most: number, load: Load) {
    this.#size = size;
    this.#blockBytes = blockBytes;
    this.#most = most;
    this.#load = load;
  }

  /** Stores a block that is known already. */
  put(index: number, bytes: Uint8Array): void {
    this.#blocks.set(index, Promise.resolve(bytes));
  }

  clear(): void {
    this.#blocks.clear();
  }

  /** Fills `target` from `position`; the caller has checked that the file is long enough. */
  async read(position: number, target: Uint8Array): Promise<void> {
    if (target.length === 0) return;
    const size = this.#blockBytes;
    const first = Math.floor(position / size);
    const last = Math.floor((position + target.length - 1) / size);
    this.#request(first, last);
    const wanted: Promise<Uint8Array>[] = [];
    for (let index = first; index <= last; index++) wanted.push(this.#touch(index));
    let at = 0;
    for (let index = first; index <= last; index++) {
      const bytes = await wanted[index - first];
      const from = index === first ? position - index * size : 0;
      const part = bytes.subarray(from, Math.min(bytes.length, from + target.length - at));
      target.set(part, at);
      at += part.length;
    }
    for (const index of this.#blocks.keys()) {
      if (this.#blocks.size <= this.#most) break;
      this.#blocks.delete(index);
    }
  }

  /** Starts one load for every stretch of missing blocks. */
  #request(first: number, last: number): void {
    for (let index = first; index <= last; index++) {
      if (this.#blocks.has(index)) continue;
      let end = index + 1;
      while (end <= last && !this.#blocks.has(end)) end++;
      const start = index * this.#blockBytes;
      const stretch = this.#load(start, Math.min(end * this.#blockBytes, this.#size) - start);
      for (let block = index; block < end; block++) {
        const from = block * this.#blockBytes - start;
        const bytes = stretch.then((all) => all.subarray(from, from + this.#blockBytes));
        this.#blocks.set(block, bytes);
        // A failed block is asked for again by the next reader; this one sees the failure itself.
        bytes.catch(() => this.#blocks.delete(block));
      }
      index = end;
    }
  }

  #touch(index: number): Promise<Uint8Array> {
    const block = this.#blocks.get(index)!;
    this.#blocks.delete(index);
    this.#blocks.set(index, block);
    return block;
  }
}
