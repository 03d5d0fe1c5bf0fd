/** What is opened and closed: the bytes of a file, or the image in it. */
interface Closable {
  close(): void | Promise<void>;
}

interface Entry<Source> {
  readonly source: Promise<Source>;
  users: number;
}

/** Files of a volume that are kept open: far fewer than a process may open. */
export const mostOpen = 32;

/** Sources of many files, of which only the ones used last are kept open. */
export class SourcePool<Source extends Closable> {
  readonly #open: (file: number) => Source | Promise<Source>;
  readonly #most: number;
  readonly #entries = new Map<number, Entry<Source>>();

  /**
   * @param open - opens the file of a number
   * @param most - how many are kept open
   */
  constructor(open: (file: number) => Source | Promise<Source>, most: number) {
    this.#open = open;
    this.#most = most;
  }

  /** Runs `work` with the source of a file, which stays open at least until it is done. */
  async use<T>(file: number, work: (source: Source) => Promise<T>): Promise<T> {
    const entry = this.#entries.get(file) ?? { source: Promise.resolve(this.#open(file)), users: 0 };
    // A Map iterates in order of insertion: putting it back makes it the most recent.
    this.#entries.delete(file);
    this.#entries.set(file, entry);
    entry.users++;
    try {
      return await work(await entry.source);
    } finally {
      entry.users--;
      await this.#trim();
    }
  }

  async close(): Promise<void> {
    const open = [...this.#entries.values()];
    this.#entries.clear();
    for (const { source } of open) await (await source.catch(() => undefined))?.close();
  }

  async #trim(): Promise<void> {
    for (const [file, { source, users }] of this.#entries) {
      if (this.#entries.size <= this.#most) return;
      if (users > 0) continue;
      this.#entries.delete(file);
      await (await source.catch(() => undefined))?.close();
    }
  }
}
