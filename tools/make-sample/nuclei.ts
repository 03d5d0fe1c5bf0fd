/**
 * The DNA stain: nuclei with chromatin texture, nucleoli and the content their cell cycle gives them,
 * condensed chromosomes in dividing cells, fragments in dying ones.
 * @module
 */
import type { Cell, CellLayer } from "./cells.ts";
import { addSpot, type Plane, plane } from "./plane.ts";
import { fractalNoise, noise, Random } from "./random.ts";

/** An ellipse: centre, half axes, direction of the long one. */
interface Nucleus {
  readonly x: number;
  readonly y: number;
  readonly long: number;
  readonly short: number;
  readonly angle: number;
  readonly content: number;
}

export interface NuclearStain {
  /** Photons that the dye sends out. */
  readonly dna: Plane;
  /** 1 inside nuclei, 0 outside, smooth between: other stains are fainter there. */
  readonly inside: Plane;
}

export function stainNuclei(layer: CellLayer, random: Random): NuclearStain {
  const dna = plane(layer.size, layer.size);
  const inside = plane(layer.size, layer.size);
  for (const cell of layer.cells) {
    const own = random.fork(cell.label);
    const { x, y, depth } = deepest(layer, cell);
    if (depth < 6) continue;
    if (cell.kind === "metaphase") addPlate(dna, layer, cell, { x, y, offset: 0 }, own);
    else if (cell.kind === "anaphase") {
      addPlate(dna, layer, cell, { x, y, offset: 0.33 * depth }, own);
      addPlate(dna, layer, cell, { x, y, offset: -0.33 * depth }, own);
    } else if (cell.kind === "dying") addFragments(dna, x, y, 0.4 * depth, own);
    else
      for (const nucleus of interphase(cell, { x, y, depth }, own))
        addNucleus(dna, inside, layer, cell, nucleus, own);
  }
  addCytoplasmicGlow(dna, layer);
  return { dna, inside };
}

/** The place where a nucleus has most room, drawn towards the cell's middle. */
function deepest({ depth, labels, size }: CellLayer, cell: Cell): { x: number; y: number; depth: number } {
  let best = { x: cell.x, y: cell.y, depth: 0 };
  let bestScore = 0;
  const reach = Math.ceil(cell.radius);
  for (let y = Math.max(0, Math.floor(cell.y) - reach); y < Math.min(size, cell.y + reach); y++) {
    for (let x = Math.max(0, Math.floor(cell.x) - reach); x < Math.min(size, cell.x + reach); x++) {
      const at = y * size + x;
      if (labels[at] !== cell.label) continue;
      const score = depth[at] - 0.25 * Math.hypot(x - cell.x, y - cell.y);
      if (score > bestScore) {
        bestScore = score;
        best = { x, y, depth: depth[at] };
      }
    }
  }
  return best;
}

function interphase(cell: Cell, room: { x: number; y: number; depth: number }, random: Random): Nucleus[] {
  const cycle = random.uniform();
  const content = cycle < 0.58 ? 1 : cycle < 0.78 ? random.uniform(1.05, 1.95) : 2;
  const area = 21 * cell.radius * random.uniform(0.85, 1.2) * content ** 0.45;
  const aspect = Math.min(1.9, random.uniform(1.05, 1.35) * cell.elongation ** 0.4);
  const short = Math.min(Math.sqrt(area / Math.PI / aspect), 0.74 * room.depth);
  const long = Math.min(short * aspect, Math.sqrt((area * aspect) / Math.PI));
  const angle = cell.angle + random.normal(0, 0.25);
  const nucleus = { x: room.x, y: room.y, long, short, angle, content };
  if (cell.label % 29 !== 11) return [nucleus];
  // A cell with two nuclei, side by side along its axis.
  const [dx, dy] = [Math.cos(cell.angle) * short * 0.85, Math.sin(cell.angle) * short * 0.85];
  return [-1, 1].map((side) => ({
    ...nucleus,
    x: room.x + side * dx,
    y: room.y + side * dy,
    long: 0.8 * short,
    short: 0.7 * short,
    angle: random.uniform(0, Math.PI),
    content: 0.75,
  }));
}

function addNucleus(
  dna: Plane,
  inside: Plane,
  layer: CellLayer,
  cell: Cell,
  nucleus: Nucleus,
  random: Random,
): void {
  const { x, y, long, short, angle, content } = nucleus;
  const seed = random.integer(1, 2 ** 30);
  const brightness = (random.logNormal(360_000, 0.14) * content) / (Math.PI * long * short);
  const clumpy = random.uniform(0.15, 0.55);
  const nucleoli = Array.from({ length: random.integer(1, 4) }, () => ({
    ...within(nucleus, 0.62, random),
    radius: random.uniform(0.13, 0.27) * short,
    loss: random.uniform(0.35, 0.6),
  }));
  const foci = Array.from({ length: random.integer(4, 16) }, () => ({
    ...within(nucleus, 0.85, random),
    radius: random.uniform(0.9, 1.9),
    gain: random.uniform(0.15, 0.55),
  }));
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const reach = Math.ceil(long * 1.25 + 2);
  for (let py = Math.max(0, Math.floor(y) - reach); py < Math.min(layer.size, y + reach); py++) {
    for (let px = Math.max(0, Math.floor(x) - reach); px < Math.min(layer.size, x + reach); px++) {
      const at = py * layer.size + px;
      if (layer.labels[at] !== cell.label) continue;
      const u = ((px - x) * cos + (py - y) * sin) / long;
      const v = ((py - y) * cos - (px - x) * sin) / short;
      const r = Math.hypot(u, v);
      const dent = r === 0 ? 0 : noise(seed, 5 + (0.9 * u) / r, 5 + (0.9 * v) / r);
      const d = r / (1 + 0.1 * dent);
      const edge = 1 / (1 + Math.exp((d - 1) * short * 2.2));
      if (edge < 1e-3) continue;
      const dome = 0.55 + 0.45 * Math.sqrt(Math.max(0, 1 - 0.92 * Math.min(1, d) ** 2));
      const rim = 0.16 * Math.exp(-((d - 0.92) ** 2) / 0.006);
      let chromatin =
        1 +
        clumpy * (fractalNoise(seed + 5, px / 4.4, py / 4.4, 3) + 0.7 * noise(seed + 50, px / 13, py / 13)) +
        rim;
      for (const spot of foci) {
        chromatin +=
          spot.gain * Math.exp(-((px - spot.x) ** 2 + (py - spot.y) ** 2) / (2 * spot.radius ** 2));
      }
      for (const hole of nucleoli) {
        const distance = Math.hypot(px - hole.x, py - hole.y) / hole.radius;
        chromatin *= 1 - hole.loss / (1 + Math.exp((distance - 1) * 5));
      }
      dna.pixels[at] += brightness * edge * dome * Math.max(0.1, chromatin);
      inside.pixels[at] = Math.max(inside.pixels[at], edge);
    }
  }
}

function within(
  { x, y, long, short, angle }: Nucleus,
  limit: number,
  random: Random,
): { x: number; y: number } {
  const direction = random.uniform(0, 2 * Math.PI);
  const distance = limit * Math.sqrt(random.uniform());
  const u = long * distance * Math.cos(direction);
  const v = short * distance * Math.sin(direction);
  return {
    x: x + u * Math.cos(angle) - v * Math.sin(angle),
    y: y + u * Math.sin(angle) + v * Math.cos(angle),
  };
}

/** Chromosomes gathered to a bar across the cell's axis, `offset` pixels from its middle. */
function addPlate(
  dna: Plane,
  { depth, labels, size }: CellLayer,
  cell: Cell,
  { x, y, offset }: { x: number; y: number; offset: number },
  random: Random,
): void {
  const length = 0.5 * depth[Math.round(y) * size + Math.round(x)] + 3;
  const thickness = offset === 0 ? 3.1 : 2.3;
  const seed = random.integer(1, 2 ** 30);
  const brightness = offset === 0 ? 2700 : 2100;
  const cos = Math.cos(cell.angle);
  const sin = Math.sin(cell.angle);
  const reach = Math.ceil(length + Math.abs(offset) + 4);
  for (let py = Math.max(0, Math.floor(y) - reach); py < Math.min(size, y + reach); py++) {
    for (let px = Math.max(0, Math.floor(x) - reach); px < Math.min(size, x + reach); px++) {
      const at = py * size + px;
      if (labels[at] !== cell.label) continue;
      const v = (py - y) * cos - (px - x) * sin;
      // Separating plates bend towards the poles.
      const bend = Math.sign(offset) * 0.012 * v * v;
      const u = (px - x) * cos + (py - y) * sin - offset - bend;
      const ragged = 1 + 0.35 * noise(seed, px / 3.5, py / 3.5);
      const d = Math.hypot(u / (thickness * ragged), v / (length * (0.85 + 0.15 * ragged)));
      dna.pixels[at] += brightness / (1 + Math.exp((d - 1) * 6));
    }
  }
}

function addFragments(dna: Plane, x: number, y: number, reach: number, random: Random): void {
  for (let i = random.integer(4, 7); i > 0; i--) {
    const sigma = random.uniform(1.6, 3.4);
    addSpot(dna, x + random.normal(0, reach), y + random.normal(0, reach), sigma, random.uniform(800, 1800));
  }
}

function addCytoplasmicGlow(dna: Plane, { labels, depth, cells, size }: CellLayer): void {
  const strength = new Float64Array(cells.length + 1);
  for (const { label } of cells) strength[label] = new Random(label).uniform(14, 34);
  for (let at = 0; at < size * size; at++) {
    if (labels[at] === 0) continue;
    const mottled = 1 + 0.4 * noise(77, (at % size) / 4, Math.floor(at / size) / 4);
    dna.pixels[at] += strength[labels[at]] * (1 - Math.exp(-depth[at] / 6)) * mottled;
  }
}
