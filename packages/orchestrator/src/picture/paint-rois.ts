/**
 * The picture itself: intensities in grey, ROIs tinted and outlined in the colour of their value.
 * @module
 */
import { mix, type Rgb } from "./colour-map.ts";
import type { RgbImage } from "./png.ts";

export interface RoiPicture {
  readonly width: number;
  readonly height: number;
  /** Label of each pixel, 0 = background. */
  readonly labels: Float64Array;
  /** Light of each pixel, 0 to 1; absent: ROIs are filled with nothing but their colour. */
  readonly grey?: Float32Array | undefined;
  /** Pixels of the result along each side of a pixel. */
  readonly scale: number;
  /** Colour of a ROI; nothing when it has no value. */
  readonly colourOf: (label: number) => Rgb | undefined;
}

/** Colour and hatching of ROIs without a value. */
export const missingColour: Rgb = [158, 158, 158];
export const hatchColour: Rgb = [92, 92, 92];

/** Whether a pixel lies on a line of the hatching; `size` is the width of a line and of a gap. */
export const isHatched = (x: number, y: number, size: number): boolean =>
  (((x + y) % (2 * size)) + 2 * size) % (2 * size) < size;

/** Share of the value's colour inside a ROI. */
const tint = 0.66;

/** Share of white in an outline; less for ROIs of few pixels, which are outline for the greater part. */
const outlineWhite = (area: number): number => 0.42 * Math.min(1, Math.sqrt(area) / 24);

/** Paints; outlines run inside the ROIs, so two that touch show both colours. */
export function paintRois(picture: RoiPicture): RgbImage {
  const { width, height, labels, grey, scale } = picture;
  const out = {
    width: width * scale,
    height: height * scale,
    pixels: new Uint8Array(3 * width * height * scale ** 2),
  };
  const line = lineWidth(scale, out.width);
  const styles = stylesOf(picture);
  const hatch = Math.max(3, Math.round(out.width / 220));
  const labelAt = (x: number, y: number): number =>
    labels[Math.floor(y / scale) * width + Math.floor(x / scale)];
  let label = 0;
  let style: RoiStyle = { fill: undefined, outline: missingColour };
  for (let y = 0, at = 0; y < out.height; y++) {
    for (let x = 0; x < out.width; x++, at += 3) {
      const cell = Math.floor(y / scale) * width + Math.floor(x / scale);
      const light = 255 * shade(grey?.[cell] ?? 0);
      if (labels[cell] === 0) {
        out.pixels[at] = out.pixels[at + 1] = out.pixels[at + 2] = light;
        continue;
      }
      if (labels[cell] !== label) {
        label = labels[cell];
        style = styles.get(label)!;
      }
      const differs = (dx: number, dy: number): boolean => {
        const [nx, ny] = [x + dx, y + dy];
        return nx >= 0 && ny >= 0 && nx < out.width && ny < out.height && labelAt(nx, ny) !== label;
      };
      const isOutline = differs(-line, 0) || differs(line, 0) || differs(0, -line) || differs(0, line);
      const fill = style.fill ?? (isHatched(x, y, hatch) ? hatchColour : missingColour);
      const painted = isOutline ? style.outline : mix([light, light, light], fill, grey ? tint : 1);
      out.pixels[at] = painted[0];
      out.pixels[at + 1] = painted[1];
      out.pixels[at + 2] = painted[2];
    }
  }
  return out;
}

interface RoiStyle {
  readonly fill: Rgb | undefined;
  readonly outline: Rgb;
}

function stylesOf({ labels, scale, colourOf }: RoiPicture): Map<number, RoiStyle> {
  const areas = new Map<number, number>();
  for (const label of labels) if (label !== 0) areas.set(label, (areas.get(label) ?? 0) + scale * scale);
  const styles = new Map<number, RoiStyle>();
  for (const [label, area] of areas) {
    const fill = colourOf(label);
    styles.set(label, { fill, outline: mix(fill ?? missingColour, [255, 255, 255], outlineWhite(area)) });
  }
  return styles;
}

const lineWidth = (scale: number, width: number): number =>
  scale < 4 ? 1 : Math.max(2, Math.min(Math.round(scale / 2), Math.round(width / 480)));

const shade = (grey: number): number => 0.06 + 0.94 * grey;
