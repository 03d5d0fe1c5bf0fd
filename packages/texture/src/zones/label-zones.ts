/**
 * Zones: pixels of one grey level that hang together by edges or corners (8 neighbours in a slice, 26 in a volume).
 * Every pixel joins the zones of the neighbours that were met before it.
 * @module
 */
import { type LevelGrid, runIndex, type Scratch, type Slab } from "@pixelmetry/roi";
import type { BorderDistance } from "../gldzm/border-distance.ts";

/** Zones of some rows or planes. Numbers of zones start at 1; those that are not their own parent are parts of others. */
export interface Zones {
  /** Number of the zone of each pixel of the painted levels, 0 where none has been found. */
  readonly zone: Int32Array;
  /** Largest number in use. */
  count: number;
  /** A number not larger than that of the zone. */
  readonly parent: Int32Array;
  /** By number; of parents, those of all their parts. */
  readonly level: Uint16Array;
  readonly size: Float64Array;
  /** Smallest distance of a pixel to the border of the ROI, 0 without a distance map. */
  readonly distance: Float64Array;
}

/** Room for the zones of at most `pixels` pixels at a time. */
export function zonesMemory({ levels }: LevelGrid, pixels: number, scratch: Scratch): Zones {
  return {
    zone: scratch.int32(levels.length),
    count: 0,
    parent: scratch.int32(pixels + 1),
    level: scratch.uint16(pixels + 1),
    size: scratch.float64(pixels + 1),
    distance: scratch.float64(pixels + 1),
  };
}

/** The number that a zone is known by in the end. */
export function rootOf(parent: Int32Array, zone: number): number {
  let z = zone;
  while (parent[z] !== z) {
    parent[z] = parent[parent[z]];
    z = parent[z];
  }
  return z;
}

/** Makes two zones one; returns its number. */
export function unite(parent: Int32Array, a: number, b: number): number {
  const [rootA, rootB] = [rootOf(parent, a), rootOf(parent, b)];
  if (rootA < rootB) {
    parent[rootB] = rootA;
    return rootA;
  }
  parent[rootA] = rootB;
  return rootB;
}

/** Adds what parts have gathered to the zones they belong to. */
export function gather({ count, parent, size, distance }: Omit<Zones, "zone">): void {
  // Parents have smaller numbers, so parts of parts come first.
  for (let z = count; z > 0; z--) {
    const p = parent[z];
    if (p === z) continue;
    size[p] += size[z];
    if (distance[z] < distance[p]) distance[p] = distance[z];
  }
}

/**
 * Finds the zones of mask runs [first, end), which are whole rows or planes; `zones` may have been used for rows or
 * planes before these.
 * @param inVolume - whether zones go on from plane to plane
 */
export function labelZones(
  zones: Zones,
  slab: Slab,
  grid: LevelGrid,
  map: BorderDistance | undefined,
  first: number,
  end: number,
  inVolume: boolean,
): void {
  zones.count = 0;
  for (let r = first; r < end; r++) {
    const at = runIndex(slab, grid.layout, r);
    const stop = at + slab.runs.length[r];
    if (inVolume) joinInVolume(zones, grid, at, stop);
    else joinInPlane(zones, grid, at, stop);
    if (map === undefined) continue;
    const { zone, distance } = zones;
    const offset = runIndex(slab, map.layout, r) - at;
    for (let p = at; p < stop; p++) {
      const d = map.distances[p + offset];
      if (d < distance[zone[p]]) distance[zone[p]] = d;
    }
  }
  gather(zones);
}

function startZone(zones: Zones, level: number): number {
  const z = ++zones.count;
  zones.parent[z] = z;
  zones.level[z] = level;
  zones.size[z] = 0;
  zones.distance[z] = Number.POSITIVE_INFINITY;
  return z;
}

/** Zones of a run of pixels, from the neighbours to the left and above. */
function joinInPlane(zones: Zones, { layout, levels }: LevelGrid, at: number, stop: number): void {
  const { zone, parent, size } = zones;
  const { pitchY } = layout;
  for (let p = at; p < stop; p++) {
    const level = levels[p];
    const above = p - pitchY;
    // Zones of a row above that has not been looked at are 0. The pixel above touches all the others.
    let z = levels[above] === level ? zone[above] : 0;
    if (z === 0) {
      if (levels[above + 1] === level) z = zone[above + 1];
      // The pixels to the left and above the left one touch each other.
      let left = levels[p - 1] === level ? zone[p - 1] : 0;
      if (left === 0 && levels[above - 1] === level) left = zone[above - 1];
      if (z === 0) z = left === 0 ? startZone(zones, level) : left;
      else if (left !== 0 && left !== z) z = unite(parent, z, left);
    }
    zone[p] = z;
    size[z]++;
  }
}

/** Zones of a run of pixels, from the neighbours in the plane before as well. */
function joinInVolume(zones: Zones, { layout, levels }: LevelGrid, at: number, stop: number): void {
  const { zone, parent, size } = zones;
  const { pitchY, pitchZ } = layout;
  for (let p = at; p < stop; p++) {
    const level = levels[p];
    const before = p - pitchZ;
    // The pixel straight before touches all the others.
    let z = levels[before] === level ? zone[before] : 0;
    if (z === 0) {
      const above = p - pitchY;
      if (levels[above] === level) z = zone[above];
      else {
        if (levels[above + 1] === level) z = zone[above + 1];
        let left = levels[p - 1] === level ? zone[p - 1] : 0;
        if (left === 0 && levels[above - 1] === level) left = zone[above - 1];
        if (z === 0) z = left;
        else if (left !== 0 && left !== z) z = unite(parent, z, left);
      }
      for (let row = before - pitchY; row <= before + pitchY; row += pitchY) {
        for (let q = row - 1; q <= row + 1; q++) {
          const other = levels[q] === level ? zone[q] : 0;
          if (other === 0 || other === z) continue;
          z = z === 0 ? other : unite(parent, z, other);
        }
      }
      if (z === 0) z = startZone(zones, level);
    }
    zone[p] = z;
    size[z]++;
  }
}
