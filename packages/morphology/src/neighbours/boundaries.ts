/** The boundary pixels of all ROIs of an image, ROI by ROI, in image coordinates. */
export interface Boundaries {
  /** Pixels of row i are start[i] up to start[i + 1]. */
  readonly start: Int32Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
}

/** One list from the pairs (x, y) that every ROI has left. */
export function collectBoundaries(rows: number, pairs: (row: number) => Int32Array): Boundaries {
  const start = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) start[row + 1] = start[row] + pairs(row).length / 2;
  const x = new Int32Array(start[rows]);
  const y = new Int32Array(start[rows]);
  for (let row = 0; row < rows; row++) {
    const own = pairs(row);
    let at = start[row];
    for (let i = 0; i < own.length; i += 2) {
      x[at] = own[i];
      y[at++] = own[i + 1];
    }
  }
  return { start, x, y };
}

/** The ROI of every boundary pixel. */
export function ownersOf({ start, x }: Boundaries): Int32Array {
  const owner = new Int32Array(x.length);
  for (let row = 0; row + 1 < start.length; row++) owner.fill(row, start[row], start[row + 1]);
  return owner;
}
