/**
 * The actin stain: cortex and junctions, stress fibres along the cell, a mesh between them, ruffles and
 * fine spikes at free edges.
 * @module
 */
import type { Cell, CellLayer } from "./cells.ts";
import { addSpot, type Plane, plane, splat } from "./plane.ts";
import { fractalNoise, noise, type Random } from "./random.ts";

export function stainActin(layer: CellLayer, nuclei: Plane, random: Random): Plane {
  const actin = plane(layer.size, layer.size);
  const seed = random.integer(1, 2 ** 30);
  const brightness = new Float64Array(layer.cells.length + 1);
  for (const cell of layer.cells) brightness[cell.label] = random.logNormal(1, 0.33);
  addBody(actin, layer, nuclei, brightness, seed);
  for (const cell of layer.cells) {
    const own = random.fork(cell.label);
    if (cell.kind === "spread" || cell.kind === "elongated") {
      addFibres(actin, layer, cell, brightness[cell.label], own);
      addPuncta(actin, layer, cell, brightness[cell.label], own);
    }
  }
  addSpikes(actin, layer, random.fork(0));
  return actin;
}

function addBody(
  actin: Plane,
  layer: CellLayer,
  nuclei: Plane,
  brightness: Float64Array,
  seed: number,
): void {
  const { size, labels, depth, cells } = layer;
  const free = nearBackground(layer);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const at = y * size + x;
      if (labels[at] === 0) continue;
      const cell = cells[labels[at] - 1];
      const d = depth[at];
      const round = cell.kind !== "spread" && cell.kind !== "elongated";
      // Coordinates along and across the cell: the mesh is drawn out along it.
      const along = (x * Math.cos(cell.angle) + y * Math.sin(cell.angle)) / 15;
      const across = (y * Math.cos(cell.angle) - x * Math.sin(cell.angle)) / 3.6;
      const strand = 1 - Math.abs(noise(seed + cell.label, along, across));
      const mesh = strand ** 5 * (0.55 + 0.45 * noise(seed + 7, x / 30, y / 30));
      const cloud = 0.5 + 0.5 * fractalNoise(seed + 3, x / 18, y / 18, 3);
      const volume = 1 - Math.exp(-d / (round ? 5 : 9));
      const patchy = 0.55 + 0.75 * Math.max(0, 0.45 + noise(seed + 11, x / 16, y / 16));
      const edge = free[at] > 0 ? 1.5 * Math.exp(-((d - 1.5) ** 2) / 7) : 1.15 * Math.exp(-d / 1.5);
      const value = round
        ? 330 * volume * (0.7 + 0.6 * cloud) + 520 * Math.exp(-((d - 2.5) ** 2) / 9) * (0.5 + 0.6 * patchy)
        : 150 * volume * (0.55 + 0.7 * cloud) + 330 * volume * Math.max(0, mesh) + 430 * edge * patchy;
      actin.pixels[at] += brightness[cell.label] * value * (1 - (round ? 0 : 0.35) * nuclei.pixels[at]);
    }
  }
}

/** 1 where background is within a few pixels: the edge there is free, not a junction. */
function nearBackground({ size, labels, depth }: CellLayer): Uint8Array {
  const free = new Uint8Array(labels.length);
  for (let y = 5; y < size - 5; y++) {
    for (let x = 5; x < size - 5; x++) {
      const at = y * size + x;
      if (labels[at] === 0 || depth[at] > 6) continue;
      for (const [dx, dy] of [
        [5, 0],
        [-5, 0],
        [0, 5],
        [0, -5],
        [4, 4],
        [-4, 4],
        [4, -4],
        [-4, -4],
      ]) {
        if (labels[at + dy * size + dx] === 0) free[at] = 1;
      }
    }
  }
  return free;
}

function addFibres(actin: Plane, layer: CellLayer, cell: Cell, brightness: number, random: Random): void {
  const { size, labels, depth } = layer;
  const bundles = Math.round(
    random.uniform(0.05, 0.011 * cell.radius) * cell.radius * cell.elongation ** 0.5,
  );
  const second = random.chance(0.25) ? random.uniform(0.6, 1.4) : 0;
  for (let i = 0; i < bundles; i++) {
    const direction = cell.angle + random.normal(0, 0.17) + (random.chance(0.4) ? second : 0);
    const bend = random.normal(0, 0.009);
    const strength = brightness * random.logNormal(85, 0.6);
    const startX = cell.x + random.normal(0, 0.45 * cell.radius);
    const startY = cell.y + random.normal(0, 0.45 * cell.radius);
    const reach = cell.radius * cell.elongation * random.uniform(0.4, 1.1);
    for (const side of [-1, 1]) {
      let x = startX;
      let y = startY;
      for (let s = 0; s < reach; s += 0.5) {
        const angle = direction + side * bend * s;
        x += side * 0.5 * Math.cos(angle);
        y += side * 0.5 * Math.sin(angle);
        const at = Math.round(y) * size + Math.round(x);
        if (!(x >= 0 && y >= 0 && x < size && y < size) || labels[at] !== cell.label) break;
        // Fibres thicken where they are anchored, close to the edge.
        const anchor = 1 + 1.1 * Math.exp(-((depth[at] - 3) ** 2) / 8);
        splat(actin, x, y, strength * anchor * (1 - (s / reach) ** 4));
      }
    }
  }
}

function addPuncta(
  actin: Plane,
  { size, labels }: CellLayer,
  cell: Cell,
  brightness: number,
  random: Random,
): void {
  for (let i = random.integer(2, 26); i > 0; i--) {
    const x = cell.x + random.normal(0, 0.5 * cell.radius);
    const y = cell.y + random.normal(0, 0.5 * cell.radius);
    if (x < 0 || y < 0 || x >= size || y >= size) continue;
    if (labels[Math.floor(y) * size + Math.floor(x)] !== cell.label) continue;
    addSpot(actin, x, y, random.uniform(0.6, 1.2), brightness * random.logNormal(190, 0.5));
  }
}

/** Thin spikes from free edges into the background; no label claims them. */
function addSpikes(actin: Plane, { size, labels, depth }: CellLayer, random: Random): void {
  for (let at = size; at < labels.length - size; at++) {
    if (labels[at] === 0 || depth[at] > 1 || !random.chance(0.016)) continue;
    const x = at % size;
    const dx = (labels[at - 1] === 0 ? -1 : 0) + (labels[at + 1] === 0 ? 1 : 0);
    const dy = (labels[at - size] === 0 ? -1 : 0) + (labels[at + size] === 0 ? 1 : 0);
    if (dx === 0 && dy === 0) continue;
    const direction = Math.atan2(dy, dx) + random.normal(0, 0.5);
    const length = random.uniform(4, 17);
    const strength = random.uniform(50, 170);
    for (let s = 0; s < length; s += 0.5) {
      const px = x + s * Math.cos(direction);
      const py = Math.floor(at / size) + s * Math.sin(direction);
      if (px < 0 || py < 0 || px >= size || py >= size) break;
      if (s > 2 && labels[Math.floor(py) * size + Math.floor(px)] !== 0) break;
      splat(actin, px, py, strength * (1 - s / length) ** 0.5);
    }
  }
}
