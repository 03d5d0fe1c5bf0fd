/** Lengths of the headers of NIfTI-1 (and of ANALYZE 7.5, from which it comes) and NIfTI-2. */
export const headerBytes = { 1: 348, 2: 540 } as const;

/** Version and byte order of a NIfTI header: its first number is its length. */
export function niftiVersion(head: Uint8Array): { version: 1 | 2; littleEndian: boolean } | undefined {
  if (head.length < 4) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  for (const littleEndian of [true, false]) {
    const length = view.getInt32(0, littleEndian);
    if (length === headerBytes[1]) return { version: 1, littleEndian };
    if (length === headerBytes[2]) return { version: 2, littleEndian };
  }
  return undefined;
}

/** Whether `head` starts like a NIfTI file. */
export const isNifti = (head: Uint8Array): boolean => niftiVersion(head) !== undefined;
