/**
 * Perceptually uniform colour maps that colour-blind readers can tell apart: viridis (S. van der Walt and
 * N. Smith) and cividis (Nuñez, Anderton and Renslow, doi:10.1371/journal.pone.0199239), through 17 of their
 * published colours.
 * @module
 */

export type ColourMapName = "viridis" | "cividis";

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

const anchors: Readonly<Record<ColourMapName, string>> = {
  viridis:
    "440154 48186a 472d7b 424086 3b528b 33638d 2c728e 26818e 21908c 1f9f88 28ae80 3ebc74 5dc963 82d34c abdc32 d5e21a fde725",
  cividis:
    "00224e 002e6a 1a386f 32436d 434e6c 52596d 61656f 6f7073 7c7b78 8b8778 9b9376 aba072 bbad6c ccba64 ddc958 efd748 fee838",
};

const tables = new Map<ColourMapName, readonly Rgb[]>();

/** The colour at `position`, 0 to 1; positions outside get the colour of the nearer end. */
export function colourAt(name: ColourMapName, position: number): Rgb {
  let table = tables.get(name);
  if (!table) tables.set(name, (table = tableOf(anchors[name].split(" ").map(parseColour))));
  return table[Math.round(Math.min(1, Math.max(0, position)) * 255)];
}

/** `#rrggbb` or `rrggbb` as numbers. */
export function parseColour(hex: string): Rgb {
  const value = Number.parseInt(hex.replace("#", ""), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** `#rrggbb`. */
export const hexColour = (colour: Rgb): string =>
  `#${colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

/** `share` of `b`, the rest of `a`. */
export const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

/** 256 colours on the cubic spline (Catmull-Rom) through the anchors. */
function tableOf(stops: readonly Rgb[]): Rgb[] {
  return Array.from({ length: 256 }, (_, i) => {
    const place = (i / 255) * (stops.length - 1);
    const at = Math.min(stops.length - 2, Math.floor(place));
    const t = place - at;
    const [b, c] = [stops[at], stops[at + 1]];
    const a = stops[at - 1] ?? mix(b, c, -1);
    const d = stops[at + 2] ?? mix(c, b, -1);
    const part = (k: 0 | 1 | 2): number => {
      const bend = 2 * a[k] - 5 * b[k] + 4 * c[k] - d[k];
      const value = b[k] + 0.5 * t * (c[k] - a[k] + t * (bend + t * (3 * (b[k] - c[k]) + d[k] - a[k])));
      return Math.round(Math.min(255, Math.max(0, value)));
    };
    return [part(0), part(1), part(2)];
  });
}
