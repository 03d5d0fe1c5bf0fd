/**
 * Pictures that show where in an image a feature is high and low.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import { toPixels } from "./canvas.ts";
import { colourBarHeight, colourBarMarks, colourBarTicks } from "./colour-bar.ts";
import type { ColourMapName } from "./colour-map.ts";
import { greyOf } from "./contrast.ts";
import type { Drawing, Mark } from "./drawing.ts";
import { faintInk, ink, paper } from "./ink.ts";
import { hatchColour, isHatched, missingColour, paintRois } from "./paint-rois.ts";
import { checkPictureImage, type PictureImage } from "./picture-image.ts";
import { encodePng, type RgbImage } from "./png.ts";
import { scaleBar, scaleBarMarks } from "./scale-bar.ts";
import { shrinkIntensity, shrinkLabels } from "./shrink.ts";
import { textWidth } from "./stroke-font.ts";
import { toSvgWithPictures } from "./svg.ts";
import { formatCount, quantityTitle } from "./ticks.ts";
import { colourOf, type MaybeNumber, type ValueScale, valueScale } from "./value-scale.ts";

export interface OverlayOptions {
  readonly image: PictureImage;
  /** Value of each ROI by label; ROIs that are absent, null or not finite are shown as having none. */
  readonly values: ReadonlyMap<number, MaybeNumber>;
  /** Name of the feature. */
  readonly title: string;
  /** Its unit as tables write it: `um^2`; none or `1` for pure numbers. */
  readonly unit?: string;
  /** A line under the title: which image this is. */
  readonly subtitle?: string;
  /** Channels shown in grey, by number; default is the first. Without channels the background is plain. */
  readonly channels?: readonly number[];
  /** Plane of a volume; default is the middle one. */
  readonly z?: number;
  /** Default is `viridis`. */
  readonly colours?: ColourMapName;
  /** Values with the first and the last colour; default follows from the values. */
  readonly range?: readonly [low: number, high: number];
  /** Most pixels across, margins included; default 1600, at least 320. */
  readonly maxWidth?: number;
  readonly signal?: AbortSignal;
}

/**
 * Renders an image with every ROI outlined and tinted by the value of a feature, with a legend and a scale bar, as
 * a PNG file. Large images are read in blocks and shrunk: memory does not grow with them.
 * @throws PixelmetryError `invalid-argument` for a channel, plane, range or width that cannot be; `aborted`;
 *   and whatever reading the image throws
 * @example
 * const image = memoryReader({ labels, intensity, width: 512, height: 512 });
 * const values = new Map([[1, 0.71], [2, 0.43]]);
 * const png = await renderOverlay({ image, values, title: "eccentricity" });
 */
export async function renderOverlay(options: OverlayOptions): Promise<Uint8Array> {
  return encodePng(toPixels(await layOutOverlay(options)));
}

/** The same as {@link renderOverlay}, as one SVG file with sharp text around the embedded picture. */
export async function renderOverlaySvg(options: OverlayOptions): Promise<string> {
  return toSvgWithPictures(await layOutOverlay(options));
}

const frame = "#d4d4d4";
const defaultWidth = 1600;
const narrowest = 320;

/** Small images are enlarged to about this many pixels, each pixel to at most `largestPixel`. */
const comfortableWidth = 1040;
const largestPixel = 48;

async function layOutOverlay(options: OverlayOptions): Promise<Drawing> {
  const { image, values, maxWidth = defaultWidth } = options;
  if (!(Number.isInteger(maxWidth) && maxWidth >= narrowest)) {
    throw new PixelmetryError("invalid-argument", {
      where: "the picture",
      what: "the picture cannot have this width",
      expected: `at least ${narrowest} pixels`,
      received: maxWidth,
    });
  }
  const scale = valueScale(values.values(), options.colours ?? "viridis", options.range);
  const margin = Math.round(Math.max(14, Math.min(28, maxWidth / 50)));
  const { picture, labels, pixelsPerPixel } = await readPicture(options, scale, maxWidth - 2 * margin);
  const inner = Math.max(picture.width, Math.min(560, maxWidth - 2 * margin));
  const size = Math.round(Math.max(14, Math.min(24, inner / 48)));
  const header = layOutHeader(options, scale, labels, { x: margin, y: margin, width: inner, size });
  const place = {
    x: margin,
    y: Math.round(header.bottom + size * 0.7),
    width: picture.width,
    height: picture.height,
  };
  const marks: Mark[] = [
    ...header.marks,
    // Bright pixels at the border would run into the paper.
    {
      kind: "rectangle",
      x: place.x - 1,
      y: place.y - 1,
      width: place.width + 2,
      height: place.height + 2,
      fill: frame,
    },
    { kind: "picture", x: place.x, y: place.y, image: picture },
  ];
  const { spacingUm } = image.context;
  if (spacingUm !== undefined) {
    const bar = scaleBar(picture.width, spacingUm[0] / pixelsPerPixel);
    if (bar) marks.push(...scaleBarMarks(bar, place, size));
  }
  return {
    width: inner + 2 * margin,
    height: place.y + place.height + margin,
    title: options.title,
    background: paper,
    marks,
  };
}

async function readPicture(
  { image, values, z = Math.floor(image.context.size[2] / 2), signal, ...options }: OverlayOptions,
  scale: ValueScale,
  longest: number,
): Promise<{ picture: RgbImage; labels: ReadonlySet<number>; pixelsPerPixel: number }> {
  const chosen = options.channels ?? (image.channels.length > 0 ? [0] : []);
  checkPictureImage(image, chosen, z);
  const [fullWidth, fullHeight] = image.context.size;
  const shrink = Math.max(1, Math.ceil(Math.max(fullWidth, fullHeight) / longest));
  const [width, height] = [Math.ceil(fullWidth / shrink), Math.ceil(fullHeight / shrink)];
  const target = Math.min(comfortableWidth, longest);
  const enlarge = Math.max(1, Math.min(largestPixel, Math.floor(target / Math.max(width, height))));
  const request = { size: [fullWidth, fullHeight] as const, z, width, height, signal };
  const labels = await shrinkLabels(image.labels, request);
  const channels: Float32Array[] = [];
  for (const channel of chosen) channels.push(await shrinkIntensity(image.channels[channel], request));
  const grey = channels.length === 0 ? undefined : greyOf(channels, width * height);
  const colour = (label: number) => colourOf(scale, values.get(label));
  const picture = paintRois({ width, height, labels, grey, scale: enlarge, colourOf: colour });
  const shown = new Set(labels);
  shown.delete(0);
  return { picture, labels: shown, pixelsPerPixel: (enlarge * width) / fullWidth };
}

interface HeaderPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** Title and counts on the left, the legend on the right or, where there is no room, below. */
function layOutHeader(
  { values, ...options }: OverlayOptions,
  scale: ValueScale,
  labels: ReadonlySet<number>,
  { x, y, width, size }: HeaderPlace,
): { marks: Mark[]; bottom: number } {
  const small = Math.round(size * 0.82);
  const beside = width >= size * 36;
  const barWidth = beside ? Math.round(width * 0.44) : width;
  const textRoom = beside ? width - barWidth - size * 1.5 : width;
  const hasValues = scale.sorted.length > 0;
  const ticks = hasValues ? colourBarTicks(scale, barWidth, small) : undefined;
  const title = fit(quantityTitle(options.title, options.unit, ticks?.factor), textRoom, size * 1.15, true);
  const marks: Mark[] = [
    { kind: "text", x, y: y + size * 1.05, text: title, size: size * 1.15, fill: ink, bold: true },
  ];
  let line = y + size * 1.05;
  const nextLine = () => (line += size * 1.35);
  if (options.subtitle) {
    marks.push({
      kind: "text",
      x,
      y: nextLine(),
      text: fit(options.subtitle, textRoom, small),
      size: small,
      fill: faintInk,
    });
  }
  const missing = countMissing(values, labels);
  const count = scale.sorted.length + missing;
  const counts = `${formatCount(count)} ${count === 1 ? "ROI" : "ROIs"}`;
  marks.push({ kind: "text", x, y: nextLine(), text: counts, size: small, fill: faintInk });
  if (missing > 0) {
    const swatch = Math.round(small * 0.95);
    const at = Math.round(x + textWidth(`${counts} `, small) * 1.06 + size * 0.6);
    marks.push(
      { kind: "picture", x: at, y: Math.round(line - swatch * 0.86), image: hatchedSwatch(swatch) },
      {
        kind: "text",
        x: at + swatch + size * 0.35,
        y: line,
        text: `${hasValues ? formatCount(missing) : missing === 1 ? "" : "all"} without value`.trim(),
        size: small,
        fill: faintInk,
      },
    );
  }
  line += size * 0.4;
  if (!ticks) return { marks, bottom: line };
  const place = beside
    ? { x: x + width - barWidth, y: y - size * 0.15, width: barWidth, size: small }
    : { x, y: line + size * 0.2, width: barWidth, size: small };
  marks.push(...colourBarMarks(scale, ticks, place));
  return { marks, bottom: Math.max(line, place.y + colourBarHeight(small)) };
}

function countMissing(values: ReadonlyMap<number, MaybeNumber>, labels: ReadonlySet<number>): number {
  let missing = 0;
  for (const value of values.values()) if (typeof value !== "number" || !Number.isFinite(value)) missing++;
  for (const label of labels) if (!values.has(label)) missing++;
  return missing;
}

/** The text, shortened in its middle when there is no room for it. */
function fit(text: string, room: number, size: number, bold = false): string {
  const width = (candidate: string) => textWidth(candidate, size) * (bold ? 1.04 : 1);
  if (width(text) <= room) return text;
  const characters = [...text];
  for (let kept = characters.length - 1; kept > 1; kept--) {
    const start = Math.ceil(kept / 2);
    const shortened = `${characters.slice(0, start).join("")}…${characters.slice(start - kept).join("")}`;
    if (width(shortened) <= room) return shortened;
  }
  return "…";
}

function hatchedSwatch(size: number): RgbImage {
  const pixels = new Uint8Array(3 * size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++)
      pixels.set(isHatched(x, y, 3) ? hatchColour : missingColour, 3 * (y * size + x));
  }
  return { width: size, height: size, pixels };
}
