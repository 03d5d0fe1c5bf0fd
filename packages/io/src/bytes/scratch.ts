/**
 * Buffers that reads reuse. A read takes a set for itself and gives it back, so concurrent reads never share.
 * @module
 */

/** Buffers of one read; each grows to the largest size asked for. */
export interface Scratch {
  stored: Uint8Array;
  decoded: Uint8Array;
  converted: Uint8Array;
}

const idle: Scratch[] = [];
/** Buffers above this are dropped after use rather than kept for the life of the process. */
const largestKept = 32 * 2 ** 20;
const mostKept = 4;

/** A set of buffers for the caller's exclusive use. */
export function takeScratch(): Scratch {
  return idle.pop() ?? { stored: empty, decoded: empty, converted: empty };
}

/** Returns a set taken with {@link takeScratch}. */
export function giveScratch(scratch: Scratch): void {
  if (idle.length >= mostKept) return;
  for (const name of ["stored", "decoded", "converted"] as const) {
    if (scratch[name].length > largestKept) scratch[name] = empty;
  }
  idle.push(scratch);
}

/** The first `length` bytes of a buffer, which is enlarged when it is shorter; contents are undefined. */
export function scratchBytes(scratch: Scratch, name: keyof Scratch, length: number): Uint8Array {
  let buffer = scratch[name];
  if (buffer.length < length) scratch[name] = buffer = new Uint8Array(length);
  return buffer.length === length ? buffer : buffer.subarray(0, length);
}

const empty = new Uint8Array(0);
