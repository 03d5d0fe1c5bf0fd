/**
 * The bar that says how long a length is in a picture.
 * @module
 */
import type { Mark } from "./drawing.ts";
import { textWidth } from "./stroke-font.ts";

const units = [
  { micrometres: 1e-3, name: "nm" },
  { micrometres: 1, name: "µm" },
  { micrometres: 1e3, name: "mm" },
  { micrometres: 1e4, name: "cm" },
];

export interface ScaleBar {
  /** Length in pixels of the picture. */
  readonly length: number;
  readonly text: string;
}

/**
 * A bar of a round length near a fifth of a picture's width.
 * @param pixelUm - width of one pixel of the picture, micrometres
 */
export function scaleBar(width: number, pixelUm: number): ScaleBar | undefined {
  const most = 0.26 * width * pixelUm;
  if (!(most > 0 && Number.isFinite(most))) return undefined;
  const power = 10 ** Math.floor(Math.log10(most));
  const um = power * ([5, 2, 1].find((digit) => digit * power <= most) ?? 1);
  const unit = units.findLast(({ micrometres }) => um >= micrometres * (1 - 1e-9)) ?? units[0];
  return { length: um / pixelUm, text: `${Number((um / unit.micrometres).toPrecision(3))} ${unit.name}` };
}

/** Draws the bar in the lower right corner of a picture; nothing when the picture is too small for it. */
export function scaleBarMarks(
  bar: ScaleBar,
  picture: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  size: number,
): Mark[] {
  const inset = size * 0.6;
  const text = textWidth(bar.text, size);
  const width = Math.max(bar.length, text) + 2 * inset;
  const height = size * 2;
  if (width + size > picture.width || height + size > picture.height) return [];
  const x = Math.round(picture.x + picture.width - width - size * 0.5);
  const y = Math.round(picture.y + picture.height - height - size * 0.5);
  const middle = x + width / 2;
  const thickness = Math.max(2, Math.round(size / 5));
  return [
    { kind: "rectangle", x, y, width, height, fill: "#000000", opacity: 0.62, radius: size * 0.25 },
    { kind: "text", x: middle, y: y + size * 1.12, text: bar.text, size, fill: "#ffffff", anchor: "middle" },
    {
      kind: "rectangle",
      x: middle - bar.length / 2,
      y: Math.round(y + size * 1.48),
      width: bar.length,
      height: thickness,
      fill: "#ffffff",
    },
  ];
}
