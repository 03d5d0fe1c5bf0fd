/**
 * Which boxes contain a box. Boxes lie in grids of cells as wide as the smallest power of two that holds their
 * longest side, so that a box reaches at most into the next cell along each axis.
 * @module
 */
export class BoxIndex {
  readonly #bbox: Int32Array;
  /** Cells by level: rows of the boxes whose lower corner is in the cell. */
  readonly #levels = new Map<number, Map<string, number[]>>();

  /** @param bbox - six numbers per box: lower corner, upper corner (exclusive) */
  constructor(bbox: Int32Array) {
    this.#bbox = bbox;
    for (let row = 0; 6 * row < bbox.length; row++) {
      const [x0, y0, z0, x1, y1, z1] = bbox.subarray(6 * row, 6 * row + 6);
      const level = 32 - Math.clz32(Math.max(x1 - x0, y1 - y0, z1 - z0) - 1);
      const cells = this.#levels.get(level) ?? new Map<string, number[]>();
      this.#levels.set(level, cells);
      const key = `${x0 >> level},${y0 >> level},${z0 >> level}`;
      const rows = cells.get(key);
      if (rows === undefined) cells.set(key, [row]);
      else rows.push(row);
    }
  }

  /** Rows of the boxes that contain this one (equal boxes do), ascending. */
  containing(x0: number, y0: number, z0: number, x1: number, y1: number, z1: number): number[] {
    const found: number[] = [];
    for (const [level, cells] of this.#levels) {
      const [cx, cy, cz] = [x0 >> level, y0 >> level, z0 >> level];
      for (let z = cz - 1; z <= cz; z++) {
        for (let y = cy - 1; y <= cy; y++) {
          for (let x = cx - 1; x <= cx; x++) {
            for (const row of cells.get(`${x},${y},${z}`) ?? []) {
              const b = this.#bbox;
              const at = 6 * row;
              const lower = b[at] <= x0 && b[at + 1] <= y0 && b[at + 2] <= z0;
              if (lower && b[at + 3] >= x1 && b[at + 4] >= y1 && b[at + 5] >= z1) found.push(row);
            }
          }
        }
      }
    }
    return found.sort((a, b) => a - b);
  }
}
