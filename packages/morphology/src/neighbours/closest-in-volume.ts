import type { BoxGeometry, LabelIndex, PixelArray, Runs } from "@pixelmetry/roi";
import { columnLabel, columnSteps } from "../relations/column.ts";
import { neighbourSteps } from "../relations/touching-pixels.ts";

/** Steps to pixels at most so far away, nearest first, one of every two opposite ones. */
interface Ball {
  readonly steps: Int32Array;
  readonly squares: Float64Array;
}

/**
 * Visits pairs of ROIs with pixels whose centres are at most `reach` apart, with the square of their distance; a pair
 * is visited once for every boundary pixel that sees the other ROI ahead of it. Pixels of the runs look at their
 * context, which must be as wide as the reach. For a given reach the cost grows with the number of boundary pixels.
 */
export function closestInVolume(
  runs: Runs,
  labels: PixelArray,
  geometry: BoxGeometry,
  spacing: readonly [x: number, y: number, z: number],
  reach: number,
  index: LabelIndex,
  visit: (a: number, b: number, squaredDistance: number) => void,
): void {
  const { steps, squares } = ballOf(geometry, spacing, reach);
  const column = columnSteps(neighbourSteps(geometry, 3));
  const seen = new Float64Array(steps.length);
  for (let r = 0; r < runs.count; r++) {
    const first = runs.offset[r];
    const own = labels[first];
    let before = columnLabel(labels, first - 1, column);
    let here = columnLabel(labels, first, column);
    for (let i = first, end = first + runs.length[r]; i < end; i++) {
      const next = columnLabel(labels, i + 1, column);
      const interior = here >= 0 && before === here && here === next;
      before = here;
      here = next;
      if (interior) continue;
      let found = 0;
      for (let s = 0; s < steps.length; s++) {
        const other = labels[i + steps[s]];
        if (other === 0 || other === own) continue;
        let known = 0;
        while (known < found && seen[known] !== other) known++;
        if (known < found) continue;
        seen[found++] = other;
        visit(runs.slot[r], index.slotOf(other), squares[s]);
      }
    }
  }
}

function ballOf(
  { pitchY, pitchZ }: BoxGeometry,
  [sx, sy, sz]: readonly [number, number, number],
  reach: number,
): Ball {
  const [rx, ry, rz] = [sx, sy, sz].map((size) => Math.floor(reach / size));
  const found: { step: number; square: number }[] = [];
  for (let z = 0; z <= rz; z++) {
    for (let y = z === 0 ? 0 : -ry; y <= ry; y++) {
      for (let x = z === 0 && y === 0 ? 1 : -rx; x <= rx; x++) {
        const square = (x * sx) ** 2 + (y * sy) ** 2 + (z * sz) ** 2;
        if (square <= reach * reach) found.push({ step: z * pitchZ + y * pitchY + x, square });
      }
    }
  }
  found.sort((a, b) => a.square - b.square || a.step - b.step);
  return {
    steps: Int32Array.from(found, ({ step }) => step),
    squares: Float64Array.from(found, ({ square }) => square),
  };
}
