/**
 * A bit per row, least significant first, set where the value is present: the layout that Arrow uses as
 * validity buffer and Parquet as bit-packed definition levels of width 1.
 */
export function validityBitmap(missing: Uint8Array): { bitmap: Uint8Array; nulls: number } {
  const bitmap = new Uint8Array((missing.length + 7) >> 3);
  let present = 0;
  for (let row = 0; row < missing.length; row++) {
    if (missing[row] !== 0) continue;
    bitmap[row >> 3] |= 1 << (row & 7);
    present++;
  }
  return { bitmap, nulls: missing.length - present };
}
