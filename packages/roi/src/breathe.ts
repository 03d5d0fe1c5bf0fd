/**
 * A turn of the event loop now and then: a thread that computes without one hears no signal, shows no progress
 * and answers no message.
 * @module
 */

const interval = 50;
let last = 0;

/** Lets other things happen when the last turn was more than 50 ms ago. */
export function breathe(): Promise<void> | undefined {
  const now = performance.now();
  if (now - last < interval) return undefined;
  return new Promise((resolve) => {
    setTimeout(() => {
      last = performance.now();
      resolve();
    }, 0);
  });
}
