/**
 * Paints drawings to pixels, with smooth edges.
 * @module
 */
import { parseColour, type Rgb } from "./colour-map.ts";
import type { Drawing, Mark, Point } from "./drawing.ts";
import type { RgbImage } from "./png.ts";
import { layOut } from "./stroke-font.ts";

/** Paints a drawing; its size is rounded up to whole pixels. */
export function toPixels(drawing: Drawing): RgbImage {
  const width = Math.ceil(drawing.width);
  const height = Math.ceil(drawing.height);
  const image = { width, height, pixels: new Uint8Array(3 * width * height) };
  const [red, green, blue] = parseColour(drawing.background);
  for (let at = 0; at < image.pixels.length; at += 3) {
    image.pixels[at] = red;
    image.pixels[at + 1] = green;
    image.pixels[at + 2] = blue;
  }
  for (const mark of drawing.marks) paint(image, mark);
  return image;
}

function paint(image: RgbImage, mark: Mark): void {
  switch (mark.kind) {
    case "rectangle": {
      const { x, y, width, height, opacity = 1, radius = 0 } = mark;
      const [cx, cy] = [x + width / 2, y + height / 2];
      fill(image, [x, y, x + width, y + height], parseColour(mark.fill), (px, py) => {
        if (radius === 0) return opacity * overlap(px, x, x + width) * overlap(py, y, y + height);
        const dx = Math.max(0, Math.abs(px - cx) - width / 2 + radius);
        const dy = Math.max(0, Math.abs(py - cy) - height / 2 + radius);
        return opacity * Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(dx, dy)));
      });
      break;
    }
    case "polygon":
      fill(image, boundsOf(mark.points, 1), parseColour(mark.fill), (px, py) =>
        insideShare(mark.points, px, py),
      );
      break;
    case "line": {
      const { from, to, width } = mark;
      if (from[0] === to[0] || from[1] === to[1]) {
        // Straight lines end square, as in SVG, and fill whole pixels where they can.
        const [dx, dy] = from[0] === to[0] ? [width / 2, 0] : [0, width / 2];
        const [x0, y0] = [Math.min(from[0], to[0]) - dx, Math.min(from[1], to[1]) - dy];
        const [x1, y1] = [Math.max(from[0], to[0]) + dx, Math.max(from[1], to[1]) + dy];
        const share = (px: number, py: number) => overlap(px, x0, x1) * overlap(py, y0, y1);
        fill(image, [x0, y0, x1, y1], parseColour(mark.stroke), share);
      } else strokes(image, [[from, to]], width, parseColour(mark.stroke));
      break;
    }
    case "text": {
      const { advance, strokes: paths } = layOut(mark.text);
      const scale = mark.size / 100;
      const shift = mark.anchor === "end" ? 1 : mark.anchor === "middle" ? 0.5 : 0;
      const left = mark.x - shift * advance * scale;
      const placed = paths.map((path) => path.map(([x, y]): Point => [left + x * scale, mark.y - y * scale]));
      strokes(image, placed, mark.size * (mark.bold ? 0.125 : 0.085), parseColour(mark.fill));
      break;
    }
    case "picture":
      for (let y = 0; y < mark.image.height; y++) {
        const row = mark.image.pixels.subarray(3 * y * mark.image.width, 3 * (y + 1) * mark.image.width);
        image.pixels.set(row, 3 * ((Math.round(mark.y) + y) * image.width + Math.round(mark.x)));
      }
  }
}

/** Draws each path with a round pen. Pixels that several segments touch are painted once. */
function strokes(image: RgbImage, paths: readonly (readonly Point[])[], width: number, colour: Rgb): void {
  const reach = width / 2 + 0.5;
  for (const path of paths) {
    fill(image, boundsOf(path, reach), colour, (px, py) => {
      let nearest = reach;
      for (let i = 1; i < path.length; i++) {
        nearest = Math.min(nearest, distanceToSegment(px, py, path[i - 1], path[i]));
      }
      return Math.min(1, reach - nearest);
    });
  }
}

type Bounds = readonly [x0: number, y0: number, x1: number, y1: number];

/** Blends `colour` into the pixels of a box as far as `share` of their centre says. */
function fill(
  { width, height, pixels }: RgbImage,
  [x0, y0, x1, y1]: Bounds,
  colour: Rgb,
  share: (x: number, y: number) => number,
): void {
  for (let y = Math.max(0, Math.floor(y0)); y < Math.min(height, Math.ceil(y1)); y++) {
    for (let x = Math.max(0, Math.floor(x0)); x < Math.min(width, Math.ceil(x1)); x++) {
      const part = share(x + 0.5, y + 0.5);
      if (part <= 0) continue;
      const at = 3 * (y * width + x);
      for (let k = 0; k < 3; k++) {
        pixels[at + k] = Math.round(pixels[at + k] + (colour[k] - pixels[at + k]) * part);
      }
    }
  }
}

/** Share of the pixel centred at `centre` that lies between two limits. */
const overlap = (centre: number, low: number, high: number): number =>
  Math.max(0, Math.min(centre + 0.5, high) - Math.max(centre - 0.5, low));

function boundsOf(points: readonly Point[], reach: number): Bounds {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs) - reach, Math.min(...ys) - reach, Math.max(...xs) + reach, Math.max(...ys) + reach];
}

function distanceToSegment(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** Share of 16 points in the pixel around (x, y) that lie inside a polygon. */
function insideShare(points: readonly Point[], x: number, y: number): number {
  let inside = 0;
  for (let i = 0; i < 16; i++) {
    const px = x - 0.375 + 0.25 * (i % 4);
    const py = y - 0.375 + 0.25 * (i >> 2);
    let odd = false;
    for (let a = 0, b = points.length - 1; a < points.length; b = a++) {
      const [ax, ay] = points[a];
      const [bx, by] = points[b];
      if (ay > py !== by > py && px < ax + ((py - ay) * (bx - ax)) / (by - ay)) odd = !odd;
    }
    if (odd) inside++;
  }
  return inside / 16;
}
