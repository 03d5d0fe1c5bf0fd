/**
 * Where the cells are: a patchy, mostly touching layer, one label per cell.
 * @module
 */
import { fractalNoise, noise, type Random } from "./random.ts";

type CellKind = "spread" | "elongated" | "metaphase" | "anaphase" | "dying";

export interface Cell {
  readonly label: number;
  readonly kind: CellKind;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Direction of the long axis, radians. */
  readonly angle: number;
  readonly elongation: number;
}

export interface CellLayer {
  readonly size: number;
  readonly cells: readonly Cell[];
  /** 0 = no cell. */
  readonly labels: Uint16Array;
  /** Distance to the cell's edge, pixels; 0 outside cells. */
  readonly depth: Float64Array;
}

export function growCells(size: number, count: number, random: Random): CellLayer {
  const cells = placeCells(size, count, random);
  const labels = claimPixels(size, cells, random.integer(1, 2 ** 30));
  keepLargestPieces(labels, size, cells.length);
  return { size, cells, labels, depth: distanceToEdge(labels, size) };
}

function placeCells(size: number, count: number, random: Random): Cell[] {
  const cells: Cell[] = [];
  const patches = random.integer(1, 2 ** 30);
  for (let attempt = 0; attempt < 40_000 && cells.length < count; attempt++) {
    const x = random.uniform(0, size);
    const y = random.uniform(0, size);
    const label = cells.length + 1;
    const kind = kindOf(label);
    const small = kind === "metaphase" || kind === "anaphase" ? 0.62 : kind === "dying" ? 0.5 : 1;
    const radius = small * Math.min(47, Math.max(19, random.logNormal(32, 0.23)));
    const crowded = fractalNoise(patches, x / 210, y / 210, 2);
    const apart = cells.every(
      (other) => Math.hypot(other.x - x, other.y - y) > (0.8 - 0.12 * crowded) * (other.radius + radius),
    );
    if (crowded < -0.3 || !apart) continue;
    const elongation =
      kind === "elongated" ? random.uniform(1.7, 2.3) : kind === "spread" ? random.uniform(1, 1.5) : 1.05;
    cells.push({ label, kind, x, y, radius, angle: random.uniform(0, Math.PI), elongation });
  }
  return cells;
}

/** A few cells of each rare kind, whatever the seed. */
function kindOf(label: number): CellKind {
  if (label % 37 === 7) return "metaphase";
  if (label % 53 === 19) return "anaphase";
  if (label % 41 === 13) return "dying";
  return label % 5 === 0 ? "elongated" : "spread";
}

/** Gives each pixel to the cell in whose reach it lies deepest. */
function claimPixels(size: number, cells: readonly Cell[], seed: number): Uint16Array {
  const labels = new Uint16Array(size * size);
  const nearest = new Float64Array(size * size).fill(1);
  // The noise has a grid; turned, it does not line up with the pixels.
  const wander = (name: number) =>
    Float64Array.from(labels, (_, at) => {
      const [x, y] = [at % size, Math.floor(at / size)];
      return fractalNoise(seed + name, (0.8 * x + 0.6 * y) / 34, (0.8 * y - 0.6 * x) / 34, 2);
    });
  const wanderX = wander(0);
  const wanderY = wander(99);
  for (const cell of cells) {
    const reach = Math.ceil(cell.radius * Math.sqrt(cell.elongation) * 1.5 + 8);
    const cos = Math.cos(cell.angle);
    const sin = Math.sin(cell.angle);
    const along = cell.radius * Math.sqrt(cell.elongation);
    const across = cell.radius / Math.sqrt(cell.elongation);
    const round = cell.kind !== "spread" && cell.kind !== "elongated";
    for (let y = Math.max(0, Math.floor(cell.y) - reach); y < Math.min(size, cell.y + reach); y++) {
      for (let x = Math.max(0, Math.floor(cell.x) - reach); x < Math.min(size, cell.x + reach); x++) {
        const at = y * size + x;
        const warp = round ? 1.2 : 4.8;
        const dx = x - cell.x + warp * wanderX[at];
        const dy = y - cell.y + warp * wanderY[at];
        const u = (dx * cos + dy * sin) / along;
        const v = (dy * cos - dx * sin) / across;
        const r = Math.sqrt(u * u + v * v);
        if (r > 1.5) continue;
        // The outline bulges and draws in with direction, sampled on a circle so that it closes.
        const bulge = r === 0 ? 0 : noise(seed + cell.label * 17, 3 + (1.25 * u) / r, 3 + (1.25 * v) / r);
        const spike = r === 0 ? 0 : noise(seed + cell.label * 31, 7 + (2.6 * u) / r, 7 + (2.6 * v) / r);
        const d =
          r / (1 + (round ? 0.06 : 0.28) * bulge + (round ? 0 : 0.003 * Math.min(30, cell.radius)) * spike);
        if (d < nearest[at]) {
          nearest[at] = d;
          labels[at] = cell.label;
        }
      }
    }
  }
  return labels;
}

/** Clears all but the largest 4-connected piece of each label. */
export function keepLargestPieces(labels: Uint16Array, size: number, count: number): void {
  const piece = new Int32Array(labels.length);
  const largest = new Int32Array(count + 1);
  const areas: number[] = [0];
  const stack: number[] = [];
  for (let start = 0; start < labels.length; start++) {
    const label = labels[start];
    if (label === 0 || piece[start] !== 0) continue;
    const id = areas.length;
    let area = 0;
    piece[start] = id;
    stack.push(start);
    while (stack.length > 0) {
      const at = stack.pop()!;
      area++;
      const x = at % size;
      for (const next of [x > 0 ? at - 1 : -1, x < size - 1 ? at + 1 : -1, at - size, at + size]) {
        if (next >= 0 && next < labels.length && labels[next] === label && piece[next] === 0) {
          piece[next] = id;
          stack.push(next);
        }
      }
    }
    areas.push(area);
    if (area > areas[largest[label]]) largest[label] = id;
  }
  for (let at = 0; at < labels.length; at++) {
    if (labels[at] !== 0 && piece[at] !== largest[labels[at]]) labels[at] = 0;
  }
}

/** Numbers the labels 1, 2, … in the order in which rows meet them and drops those with fewer pixels. */
export function renumber(labels: Uint16Array, leastArea: number): number {
  const areas = new Map<number, number>();
  for (const label of labels) if (label !== 0) areas.set(label, (areas.get(label) ?? 0) + 1);
  const numbers = new Map<number, number>();
  for (const [label, area] of areas) if (area >= leastArea) numbers.set(label, numbers.size + 1);
  for (let at = 0; at < labels.length; at++) labels[at] = numbers.get(labels[at]) ?? 0;
  return numbers.size;
}

/** Euclidean distance to the nearest pixel with another label: columns first, then rows. */
function distanceToEdge(labels: Uint16Array, size: number): Float64Array {
  const reach = 48;
  const vertical = new Float64Array(labels.length).fill(reach);
  for (let x = 0; x < size; x++) {
    for (const [first, end, step] of [
      [0, size, 1],
      [size - 1, -1, -1],
    ]) {
      let d = reach;
      for (let y = first; y !== end; y += step) {
        const at = y * size + x;
        const before = y - step;
        const inside = before >= 0 && before < size;
        d = inside && labels[before * size + x] !== labels[at] ? 1 : Math.min(reach, d + 1);
        vertical[at] = Math.min(vertical[at], d);
      }
    }
  }
  const depth = new Float64Array(labels.length);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const at = y * size + x;
      const label = labels[at];
      if (label === 0) continue;
      let best = vertical[at] ** 2;
      for (const direction of [-1, 1]) {
        for (let k = 1; k * k < best; k++) {
          const nx = x + direction * k;
          if (nx < 0 || nx >= size) break;
          const beside = at + direction * k;
          if (labels[beside] !== label) {
            best = k * k;
            break;
          }
          best = Math.min(best, k * k + vertical[beside] ** 2);
        }
      }
      depth[at] = Math.sqrt(best);
    }
  }
  return depth;
}
