/**
 * Zones that reach the border between two slabs: they are kept until what lies beyond has come.
 * @module
 */
import type { LevelGrid, Slab } from "@pixelmetry/roi";
import type { Segment } from "../segments.ts";
import { gather, rootOf, unite, type Zones } from "./label-zones.ts";

/** Rows (planes) of a ROI with the zones that reach its borders; layers are dense over the bounding box. */
export interface ZoneSegment extends Segment {
  /** Number of the zone of each pixel of the first layer, 0 outside the ROI; absent when nothing is above. */
  readonly top?: Int32Array;
  /** The same of the last layer; absent when nothing is below. */
  readonly bottom?: Int32Array;
  /** By number, from 1. */
  readonly level: Uint16Array;
  readonly size: Float64Array;
  readonly distance: Float64Array;
}

/** What becomes of a zone that is complete. */
export type Finish = (level: number, size: number, distance: number) => void;

/** The zones of a slab: complete ones are finished, the others make a segment; none when the slab is the whole ROI. */
export function segmentOf(
  zones: Zones,
  slab: Slab,
  { layout }: LevelGrid,
  layers: number,
  finish: Finish,
): ZoneSegment | undefined {
  const { first, end, runs } = slab;
  const flat = slab.roi.image.ndim === 2;
  const open = new Map<"top" | "bottom", Int32Array>();
  for (const [side, layer, slowest, outside] of [
    ["top", first, 0, first === 0],
    ["bottom", end - 1, end - 1 - first, end === layers],
  ] as const) {
    if (outside) continue;
    const numbers = new Int32Array(layout.width * (flat ? 1 : layout.height));
    for (let r = slab.ownedFirst; r < slab.ownedEnd; r++) {
      if ((flat ? runs.y[r] : runs.z[r]) !== layer) continue;
      const at =
        layout.origin +
        slowest * (flat ? layout.pitchY : layout.pitchZ) +
        (flat ? 0 : runs.y[r] * layout.pitchY) +
        runs.x[r];
      const to = (flat ? 0 : runs.y[r] * layout.width) + runs.x[r];
      for (let i = 0; i < runs.length[r]; i++) numbers[to + i] = zones.zone[at + i];
    }
    open.set(side, numbers);
  }
  return keepOpen(zones, first, end, open.get("top"), open.get("bottom"), finish);
}

/** Finishes the zones that are in neither layer, and gives the others new numbers. The layers are changed. */
function keepOpen(
  zones: Omit<Zones, "zone">,
  first: number,
  end: number,
  top: Int32Array | undefined,
  bottom: Int32Array | undefined,
  finish: Finish,
): ZoneSegment | undefined {
  const { count, parent, level, size, distance } = zones;
  const number = new Int32Array(top === undefined && bottom === undefined ? 0 : count + 1);
  let kept = 0;
  for (const layer of [top, bottom]) {
    if (layer === undefined) continue;
    for (let i = 0; i < layer.length; i++) {
      if (layer[i] === 0) continue;
      const root = rootOf(parent, layer[i]);
      if (number[root] === 0) number[root] = ++kept;
      layer[i] = number[root];
    }
  }
  const segment = {
    first,
    end,
    level: new Uint16Array(kept + 1),
    size: new Float64Array(kept + 1),
    distance: new Float64Array(kept + 1),
  };
  for (let z = 1; z <= count; z++) {
    if (parent[z] !== z) continue;
    const n = kept === 0 ? 0 : number[z];
    if (n === 0) {
      finish(level[z], size[z], distance[z]);
      continue;
    }
    segment.level[n] = level[z];
    segment.size[n] = size[z];
    segment.distance[n] = distance[z];
  }
  if (top === undefined && bottom === undefined) return undefined;
  return {
    ...segment,
    ...(top === undefined ? {} : { top }),
    ...(bottom === undefined ? {} : { bottom }),
  };
}

/** Two segments that meet as one; `width` is that of a layer, which has one row in 2D. */
export function joinZones(
  above: ZoneSegment,
  below: ZoneSegment,
  width: number,
  finish: Finish,
): ZoneSegment {
  const shift = above.level.length - 1;
  const count = shift + below.level.length - 1;
  const parent = Int32Array.from({ length: count + 1 }, (_, z) => z);
  const level = new Uint16Array(count + 1);
  const size = new Float64Array(count + 1);
  const distance = new Float64Array(count + 1);
  for (const [segment, from] of [[above, 0] as const, [below, shift] as const]) {
    level.set(segment.level.subarray(1), from + 1);
    size.set(segment.size.subarray(1), from + 1);
    distance.set(segment.distance.subarray(1), from + 1);
  }
  const [before, after] = [above.bottom!, below.top!];
  const height = after.length / width;
  for (let y = 0; y < height; y++) {
    const [y0, y1] = [Math.max(0, y - 1), Math.min(height - 1, y + 1)];
    for (let x = 0; x < width; x++) {
      if (after[y * width + x] === 0) continue;
      const z = after[y * width + x] + shift;
      const [x0, x1] = [Math.max(0, x - 1), Math.min(width - 1, x + 1)];
      for (let v = y0; v <= y1; v++) {
        for (let i = v * width + x0; i <= v * width + x1; i++) {
          if (before[i] !== 0 && level[before[i]] === level[z]) unite(parent, before[i], z);
        }
      }
    }
  }
  const zones = { count, parent, level, size, distance };
  gather(zones);
  const shifted = below.bottom?.map((z) => (z === 0 ? 0 : z + shift));
  // A ROI that is complete has no open zones left, but it is a segment all the same.
  return (
    keepOpen(zones, above.first, below.end, above.top?.slice(), shifted, finish) ?? {
      first: above.first,
      end: below.end,
      level: new Uint16Array(1),
      size: new Float64Array(1),
      distance: new Float64Array(1),
    }
  );
}
