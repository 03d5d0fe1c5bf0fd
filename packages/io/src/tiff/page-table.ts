import type { Page } from "./page.ts";
import type { PlaneLocation } from "./series.ts";
import { tileCache } from "./tile-cache.ts";

/** Pages whose tile tables are kept; a stack is read plane by plane. */
const openPages = 64;

/** The pages in use, by position; the least recently used are forgotten. */
export class PageTable {
  readonly #load: (location: PlaneLocation) => Promise<Page>;
  readonly #pages = new Map<string, Promise<Page>>();

  constructor(load: (location: PlaneLocation) => Promise<Page>) {
    this.#load = load;
  }

  get(location: PlaneLocation): Promise<Page> {
    const key = `${location.page}:${location.skip}`;
    const found = this.#pages.get(key);
    const page = found ?? this.#load(location);
    this.#pages.delete(key);
    this.#pages.set(key, page);
    if (!found) {
      // A page that could not be loaded is tried again by the next read.
      page.catch(() => this.#pages.delete(key));
      const [oldest] = this.#pages.keys();
      if (this.#pages.size > openPages) this.#forget(oldest);
    }
    return page;
  }

  clear(): void {
    for (const key of [...this.#pages.keys()]) this.#forget(key);
  }

  #forget(key: string): void {
    const page = this.#pages.get(key);
    this.#pages.delete(key);
    page?.then(
      ({ owner }) => tileCache.drop(owner),
      () => {},
    );
  }
}
