/**
 * What pictures are made from: readers of labels and channels, in any storage and at any resolution level.
 * @module
 */
import { type ImageContext, PixelmetryError, type PlaneReader } from "@pixelmetry/roi";

/** A reader whose pixels may be coarser than the image's: a level of a pyramid. */
export interface PicturePlane extends PlaneReader {
  /** Pixels along x and y; those of the image when absent. */
  readonly size?: readonly [width: number, height: number];
}

/** An opened image, as runs measure it, or one put together from levels of pyramids. */
export interface PictureImage {
  /** Size and pixel size at full resolution. */
  readonly context: ImageContext;
  readonly labels: PicturePlane;
  readonly channels: readonly PicturePlane[];
}

/**
 * The level of a pyramid to make a picture from: the coarsest that still has a pixel for each of the picture's.
 * @param levels - sizes, full resolution first
 * @param longest - pixels of the picture along its longer side
 */
export function pictureLevel(
  levels: readonly (readonly [width: number, height: number])[],
  longest = 1600,
): number {
  let chosen = 0;
  const target = Math.min(longest, Math.max(...(levels[0] ?? [0])));
  levels.forEach((size, level) => {
    if (Math.max(...size) >= target) chosen = level;
  });
  return chosen;
}

export function checkPictureImage(
  { context, channels }: PictureImage,
  chosen: readonly number[],
  z: number,
): void {
  const [width, height, depth] = context.size;
  if (width < 1 || height < 1) {
    throw new PixelmetryError("invalid-argument", {
      where: "the picture",
      what: "the image has no pixels",
      received: `${width} x ${height}`,
    });
  }
  for (const channel of chosen) {
    if (!(Number.isInteger(channel) && channel >= 0 && channel < channels.length)) {
      throw outside("channel", channel, channels.length);
    }
  }
  if (!(Number.isInteger(z) && z >= 0 && z < depth)) throw outside("plane", z, depth);
}

function outside(what: string, received: number, count: number): PixelmetryError {
  return new PixelmetryError("invalid-argument", {
    where: "the picture",
    what: `the image has no ${what} ${received}`,
    expected: count === 0 ? `none, as there is no ${what}` : count === 1 ? "0" : `0 to ${count - 1}`,
    remedy: `choose another ${what}`,
  });
}
