/**
 * How the pages of a file form one image: which page holds which plane, channel and time point.
 * @module
 */
import type { Spacing } from "../source.ts";

/** Where the pixels of one plane of one channel lie. */
export interface PlaneLocation {
  /** Position in the chain of pages. */
  readonly page: number;
  /** Which sample of each pixel. */
  readonly sample: number;
  /** Planes to skip after the first one, where several planes follow each other behind a single page. */
  readonly skip: number;
}

/** An image made of pages. */
export interface Series {
  readonly depth: number;
  readonly channels: number;
  readonly frames: number;
  /** One per channel, empty where there is none. */
  readonly channelNames: readonly string[];
  /** Of full resolution. */
  readonly spacing: Spacing;
  /** Width and height that the metadata claim, where they do. */
  readonly claimedSize?: readonly [width: number, height: number];
  /** Pixel type that the metadata claim, in OME's words. */
  readonly claimedType?: string;
  /** Whether metadata say that the samples of a pixel are channels of their own. */
  readonly samplesAreChannels: boolean;
  readonly notes: readonly string[];
  /** Every page that holds a plane. */
  readonly pages: ArrayLike<number>;
  locate(z: number, channel: number, frame: number): PlaneLocation;
}

/** No physical size is known. */
export const pixelSpacing: Spacing = { x: 1, y: 1, z: 1, unit: "pixel" };

/**
 * Physical spacing, or pixels when a number that the image needs is missing: a guessed z step would give
 * volumes that look right and are not.
 * @param depth planes; a single plane needs no z step
 */
export function micrometres(
  x: number | undefined,
  y: number | undefined,
  z: number | undefined,
  depth: number,
  notes: string[],
): Spacing {
  const valid = (value: number | undefined): value is number =>
    value !== undefined && value > 0 && Number.isFinite(value);
  if (valid(x) && valid(y) && (valid(z) || depth === 1)) {
    return { x, y, z: valid(z) ? z : 1, unit: "um" };
  }
  if (valid(x) || valid(y) || valid(z)) {
    notes.push("the physical pixel size is incomplete; lengths are in pixels");
  }
  return pixelSpacing;
}

const micrometresPerUnit: Readonly<Record<string, number>> = {
  pm: 1e-6,
  Å: 1e-4,
  nm: 1e-3,
  um: 1,
  µm: 1,
  micron: 1,
  microns: 1,
  micrometer: 1,
  micrometre: 1,
  mm: 1e3,
  cm: 1e4,
  dm: 1e5,
  m: 1e6,
  thou: 25.4,
  in: 25400,
  inch: 25400,
  ft: 304800,
};

/** Micrometres per unit of length; `undefined` for "pixel", "reference frame" and units that are not known. */
export function unitInMicrometres(unit: string): number | undefined {
  // The micro sign and the Greek letter mu look the same; ImageJ writes the sign as an escape.
  const name = unit
    .trim()
    .replace(/\\u00B5/i, "µ")
    .replace("\u03bc", "µ")
    .replace("\u212b", "Å");
  return Object.hasOwn(micrometresPerUnit, name) ? micrometresPerUnit[name] : undefined;
}

/** Position of a plane in an order such as "ZCT", whose first letter varies fastest. */
export function planeIndex(
  order: string,
  sizes: Readonly<Record<"Z" | "C" | "T", number>>,
  position: Readonly<Record<"Z" | "C" | "T", number>>,
): number {
  let index = 0;
  let step = 1;
  for (const axis of order as Iterable<"Z" | "C" | "T">) {
    index += position[axis] * step;
    step *= sizes[axis];
  }
  return index;
}
