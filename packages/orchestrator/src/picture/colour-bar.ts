/**
 * The legend of a picture: the colour map with its numbers, and above it how many ROIs have which value.
 * @module
 */
import { colourAt, hexColour } from "./colour-map.ts";
import type { Mark } from "./drawing.ts";
import { faintInk, ink } from "./ink.ts";
import { fittingTicks, type Ticks } from "./ticks.ts";
import { positionOf, type ValueScale } from "./value-scale.ts";

export interface ColourBarPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Size of the numbers. */
  readonly size: number;
}

/** Height of the legend for a text size. */
export const colourBarHeight = (size: number): number => Math.ceil(size * 4.2);

/** Numbers for a bar of this width. */
export const colourBarTicks = ({ low, high }: ValueScale, width: number, size: number): Ticks =>
  fittingTicks(low, high, width, size, 7);

/** Draws the legend of a scale that has values. */
export function colourBarMarks(
  scale: ValueScale,
  ticks: Ticks,
  { x, y, width, size }: ColourBarPlace,
): Mark[] {
  const tip = Math.round(size * 0.5);
  const bar: Bar = {
    x: Math.round(x) + tip,
    y: Math.round(y + size * 1.6),
    width: Math.round(width) - 2 * tip,
    height: Math.round(size * 0.9),
  };
  const marks: Mark[] = [...distribution(scale, bar, size * 1.5), ramp(scale, bar), ...tips(scale, bar, tip)];
  const below = bar.y + bar.height;
  ticks.values.forEach((value, i) => {
    const at = Math.round(bar.x + positionOf(scale, value) * bar.width - 0.5) + 0.5;
    marks.push(
      {
        kind: "line",
        from: [at, below],
        to: [at, below + Math.round(size * 0.3)],
        width: 1,
        stroke: faintInk,
      },
      {
        kind: "text",
        x: at,
        y: below + size * 1.35,
        text: ticks.labels[i],
        size,
        fill: ink,
        anchor: "middle",
      },
    );
  });
  return marks;
}

interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The colours from end to end; as a picture, since neighbouring rectangles of an SVG show seams. */
function ramp(scale: ValueScale, bar: Bar): Mark {
  const { width, height } = bar;
  const pixels = new Uint8Array(3 * width * height);
  for (let x = 0; x < width; x++) {
    const position = scale.high > scale.low ? x / (width - 1) : 0.5;
    const colour = colourAt(scale.colours, position);
    for (let y = 0; y < height; y++) pixels.set(colour, 3 * (y * width + x));
  }
  return { kind: "picture", x: bar.x, y: bar.y, image: { width, height, pixels } };
}

/** Triangles where values lie beyond the ends. */
function tips({ colours, sorted, low, high }: ValueScale, bar: Bar, length: number): Mark[] {
  const middle = bar.y + bar.height / 2;
  const tip = (from: number, to: number, position: number): Mark => ({
    kind: "polygon",
    points: [
      [from, bar.y],
      [to, middle],
      [from, bar.y + bar.height],
    ],
    fill: hexColour(colourAt(colours, position)),
  });
  const marks: Mark[] = [];
  if (sorted[0] < low) marks.push(tip(bar.x, bar.x - length, 0));
  if (sorted[sorted.length - 1] > high) marks.push(tip(bar.x + bar.width, bar.x + bar.width + length, 1));
  return marks;
}

/** Fewer values make no distribution. */
const fewest = 8;

function distribution(scale: ValueScale, bar: Bar, height: number): Mark[] {
  const { sorted, low, high } = scale;
  if (sorted.length < fewest || !(high > low)) return [];
  const counts = new Array<number>(Math.max(8, Math.min(48, Math.round(2 * Math.sqrt(sorted.length))))).fill(
    0,
  );
  for (const value of sorted) {
    if (value < low || value > high) continue;
    counts[Math.min(counts.length - 1, Math.floor(positionOf(scale, value) * counts.length))]++;
  }
  const most = Math.max(1, ...counts);
  return counts.flatMap((count, i): Mark[] => {
    if (count === 0) return [];
    const from = Math.round((i * bar.width) / counts.length);
    const to = Math.round(((i + 1) * bar.width) / counts.length);
    const tall = Math.max(1, Math.round((height * count) / most));
    const place = { x: bar.x + from, y: bar.y - 2 - tall, width: to - from - 1, height: tall };
    return [{ kind: "rectangle", ...place, fill: "#c4c4c4" }];
  });
}
