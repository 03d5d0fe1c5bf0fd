/**
 * Runs: maximal rows of pixels of one grey level along a direction. Every run is found at its first pixel. Runs that
 * leave a slab upwards or downwards are kept, and counted when their other parts have come.
 * @module
 */
import { type LevelGrid, runIndex, type Slab } from "@pixelmetry/roi";
import type { Direction } from "../directions.ts";
import { countSize, type SizeCounts } from "../level-sizes/counts.ts";
import type { Segment } from "../segments.ts";

/** Rows (planes) of a ROI with the runs that cross its borders; layers are dense over the bounding box. */
export interface RunSegment extends Segment {
  /** Runs that go on above the first layer; absent when nothing is above. */
  readonly top?: {
    /** Grey levels of the first layer where runs are. */
    readonly levels: Uint16Array;
    /** Per direction: length of the run from the pixel downwards, 0 where none crosses or it crosses the bottom too. */
    readonly lengths: readonly Uint32Array[];
  };
  /**
   * Per direction: length of the run that ends at a pixel of the last layer and goes on below, with
   * {@link throughout} added when it goes on above the first layer as well; absent when nothing is below.
   */
  readonly bottom?: readonly Uint32Array[];
}

/** Marks runs that cross both borders of a segment; lengths are smaller. */
const throughout = 2 ** 31;

/** Where runs are counted: the matrix of each direction. */
export interface RunTarget {
  readonly directions: readonly Direction[];
  readonly matrices: readonly SizeCounts[];
}

/** Steps from layer to layer: 0 for directions within a layer. */
const layerSteps = ([, dy, dz]: Direction, flat: boolean): number => (flat ? dy : dz);

/** Offset between positions in a layer and in the next one along a direction. */
const layerOffset = ([dx, dy]: Direction, flat: boolean, width: number): number =>
  flat ? dx : dx + dy * width;

const matrixOf = ({ matrices }: RunTarget, direction: number): SizeCounts =>
  matrices[matrices.length === 1 ? 0 : direction];

/**
 * Counts the runs of mask runs [firstRun, endRun) of a slab. Runs that cross its borders are returned, unless the
 * slab is the whole ROI or no direction leaves a layer.
 */
export function countRuns(
  target: RunTarget,
  slab: Slab,
  { layout, levels }: LevelGrid,
  firstRun: number,
  endRun: number,
): RunSegment | undefined {
  const { roi, first, end, runs } = slab;
  const flat = roi.image.ndim === 2;
  const { directions } = target;
  const whole = first === 0 && end === layersOf(slab);
  const stays = whole || directions.every((direction) => layerSteps(direction, flat) === 0);
  const segment = stays ? undefined : emptySegment(slab, directions.length);
  const width = roi.x1 - roi.x0;
  for (let k = 0; k < directions.length; k++) {
    const counts = matrixOf(target, k);
    const { low, columns, table } = counts;
    const [dx, dy, dz] = directions[k];
    const offset = dx + dy * layout.pitchY + dz * layout.pitchZ;
    const crosses = layerSteps(directions[k], flat) > 0;
    const below = crosses ? segment?.bottom?.[k] : undefined;
    const step = layerOffset(directions[k], flat, width);
    for (let r = firstRun; r < endRun; r++) {
      const layer = flat ? runs.y[r] : runs.z[r];
      const at = runIndex(slab, layout, r);
      const most = crosses ? end - layer : Number.POSITIVE_INFINITY;
      const stop = at + runs.length[r];
      for (let p = at; p < stop; p++) {
        const level = levels[p];
        if (levels[p - offset] === level) continue;
        let length = 1;
        let next = p + offset;
        while (levels[next] === level && length < most) {
          length++;
          next += offset;
        }
        if (length === most && below !== undefined && levels[next] === level) {
          below[layerAt(slab, r) + p - at + (length - 1) * step] = length;
        } else if (length <= columns) table[(level - low) * columns + length - 1]++;
        else countSize(counts, level, length);
      }
    }
    if (segment?.top !== undefined && crosses) {
      openAbove(slab, { layout, levels }, k, offset, step, segment.top, below);
    }
  }
  return segment;
}

/** Runs that come from above the slab: their part in it. */
function openAbove(
  slab: Slab,
  { layout, levels }: Pick<LevelGrid, "layout" | "levels">,
  k: number,
  offset: number,
  step: number,
  top: NonNullable<RunSegment["top"]>,
  below: Uint32Array | undefined,
): void {
  const { runs, first, end } = slab;
  const slow = slab.roi.image.ndim === 2 ? runs.y : runs.z;
  const most = end - first;
  for (let r = slab.ownedFirst; r < slab.ownedEnd && slow[r] === first; r++) {
    const at = runIndex(slab, layout, r);
    const position = layerAt(slab, r);
    for (let i = 0; i < runs.length[r]; i++) {
      const level = levels[at + i];
      if (levels[at + i - offset] !== level) continue;
      let length = 1;
      let next = at + i + offset;
      while (length < most && levels[next] === level) {
        length++;
        next += offset;
      }
      top.levels[position + i] = level;
      if (below !== undefined && length === most && levels[next] === level) {
        below[position + i + (length - 1) * step] = length + throughout;
      } else top.lengths[k][position + i] = length;
    }
  }
}

/** Position of a mask run's first pixel in its layer. */
function layerAt({ roi, runs }: Slab, r: number): number {
  return roi.image.ndim === 2 ? runs.x[r] : runs.y[r] * (roi.x1 - roi.x0) + runs.x[r];
}

const layersOf = ({ roi }: Slab): number => (roi.image.ndim === 2 ? roi.y1 - roi.y0 : roi.z1 - roi.z0);

function emptySegment(slab: Slab, directions: number): RunSegment {
  const { roi, first, end } = slab;
  const size = (roi.x1 - roi.x0) * (roi.image.ndim === 2 ? 1 : roi.y1 - roi.y0);
  const lengths = (): Uint32Array[] => Array.from({ length: directions }, () => new Uint32Array(size));
  return {
    first,
    end,
    ...(first > 0 ? { top: { levels: new Uint16Array(size), lengths: lengths() } } : {}),
    ...(end < layersOf(slab) ? { bottom: lengths() } : {}),
  };
}

/** Two segments that meet as one; runs that end in it are counted. `width` is that of the bounding box. */
export function joinRuns(
  target: RunTarget,
  above: RunSegment,
  below: RunSegment,
  flat: boolean,
  width: number,
): RunSegment {
  const top = above.top && { ...above.top, lengths: above.top.lengths.map((lengths) => lengths.slice()) };
  const bottom = below.bottom?.map((lengths) => lengths.slice());
  const heightAbove = above.end - above.first;
  const heightBelow = below.end - below.first;
  for (let k = 0; k < target.directions.length; k++) {
    if (layerSteps(target.directions[k], flat) === 0) continue;
    const step = layerOffset(target.directions[k], flat, width);
    const ending = above.bottom![k];
    const counts = matrixOf(target, k);
    const through = bottom?.[k];
    for (let i = 0; through !== undefined && i < through.length; i++) {
      if (through[i] >= throughout) {
        through[i] += ending[i - heightBelow * step] - throughout;
      }
    }
    const { levels, lengths } = below.top!;
    for (let i = 0; i < levels.length; i++) {
      if (lengths[k][i] === 0) continue;
      const length = ending[i - step] + lengths[k][i];
      if (length < throughout) countSize(counts, levels[i], length);
      else top!.lengths[k][i - heightAbove * step] = length - throughout;
    }
  }
  return {
    first: above.first,
    end: below.end,
    ...(top === undefined ? {} : { top }),
    ...(bottom === undefined ? {} : { bottom }),
  };
}
