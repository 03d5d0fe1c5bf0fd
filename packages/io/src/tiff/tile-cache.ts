/**
 * Decoded tiles that a read has used only in part.
 *
 * Callers read blocks aligned to tiles, so most tiles are decoded once, used whole and forgotten. What does come
 * back: tiles that a block cuts, strips of which a block takes some columns, pixels whose samples are channels
 * read one after the other, and above all images compressed as one single strip. These are kept, least recently
 * used dropped first, within one limit for the whole process.
 * @module
 */

/** Keeps arrays by owner and number, up to a number of bytes. */
export class TileCache {
  readonly #limit: number;
  readonly #entries = new Map<string, Uint8Array>();
  #bytes = 0;

  /** @param limit bytes kept; a single array above it is kept alone, since decoding it took that memory anyway */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(owner: number, tile: number): Uint8Array | undefined {
    const key = `${owner}:${tile}`;
    const found = this.#entries.get(key);
    if (found) {
      // A Map iterates in order of insertion: putting it back makes it the most recent.
      this.#entries.delete(key);
      this.#entries.set(key, found);
    }
    return found;
  }

  set(owner: number, tile: number, bytes: Uint8Array): void {
    const key = `${owner}:${tile}`;
    this.#remove(key);
    this.#entries.set(key, bytes);
    this.#bytes += bytes.length;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#limit || oldest === key) break;
      this.#remove(oldest);
    }
  }

  /** Forgets the tiles of an owner. */
  drop(owner: number): void {
    const prefix = `${owner}:`;
    for (const key of [...this.#entries.keys()]) {
      if (key.startsWith(prefix)) this.#remove(key);
    }
  }

  #remove(key: string): void {
    const bytes = this.#entries.get(key);
    if (!bytes) return;
    this.#entries.delete(key);
    this.#bytes -= bytes.length;
  }
}

/** The cache of this thread: at most 64 MiB, or one larger tile. */
export const tileCache = new TileCache(64 * 2 ** 20);

let owners = 0;
/** A number no other page of this thread has. */
export const newOwner = (): number => ++owners;
