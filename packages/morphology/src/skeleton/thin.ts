import { type BitGrid, bitGrid, bitsOf, windowAt } from "./bit-grid.ts";
import { removable } from "./windows.ts";

/** Numbers of pixels. */
interface List {
  items: Int32Array;
  count: number;
}

function push(list: List, item: number): void {
  if (list.count === list.items.length) {
    const wider = new Int32Array(2 * list.items.length);
    wider.set(list.items);
    list.items = wider;
  }
  list.items[list.count++] = item;
}

/** Pixels to look at in one of the halves of an iteration, each once. */
interface Frontier extends List {
  readonly seen: Uint32Array;
}

function addPixel(frontier: Frontier, at: number): void {
  const mask = 1 << (at & 31);
  if ((frontier.seen[at >>> 5] & mask) !== 0) return;
  frontier.seen[at >>> 5] |= mask;
  push(frontier, at);
}

/**
 * Thins a region to lines one pixel wide, in place: takes away all removable pixels of the two halves of an iteration in turn
 * until there are none. What can be removed changes only beside what has been, so after the first look at all pixels,
 * the neighbours of removed ones are all it looks at, and the cost grows with the number of pixels.
 */
export function thin(grid: BitGrid): void {
  const { words, pitch, width, height } = grid;
  const halves = [0, 1].map((): Frontier => {
    return { items: new Int32Array(1024), count: 0, seen: bitGrid(width, height).words };
  });
  for (let at = pitch; at < bitsOf(width, height) - pitch; at++) {
    if (words[at >>> 5] === 0) {
      at |= 31;
      continue;
    }
    const kinds = removable[windowAt(grid, at)];
    if ((kinds & 1) !== 0) addPixel(halves[0], at);
    if ((kinds & 2) !== 0) addPixel(halves[1], at);
  }
  const removed: List = { items: new Int32Array(1024), count: 0 };
  for (let half = 0; halves[0].count + halves[1].count > 0; half = 1 - half) {
    const frontier = halves[half];
    removed.count = 0;
    for (let i = 0; i < frontier.count; i++) {
      const at = frontier.items[i];
      frontier.seen[at >>> 5] &= ~(1 << (at & 31));
      if ((removable[windowAt(grid, at)] & (1 << half)) !== 0) push(removed, at);
    }
    frontier.count = 0;
    for (let i = 0; i < removed.count; i++) {
      const at = removed.items[i];
      words[at >>> 5] &= ~(1 << (at & 31));
    }
    for (let i = 0; i < removed.count; i++) {
      for (let dy = -pitch; dy <= pitch; dy += pitch) {
        for (let at = removed.items[i] + dy - 1; at <= removed.items[i] + dy + 1; at++) {
          if ((words[at >>> 5] & (1 << (at & 31))) === 0) continue;
          addPixel(halves[0], at);
          addPixel(halves[1], at);
        }
      }
    }
  }
}
