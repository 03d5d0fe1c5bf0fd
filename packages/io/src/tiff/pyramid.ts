/**
 * Resolution levels: SubIFDs, or pages marked as reduced that follow the full one.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import { type Ifd, readIfd } from "./ifd.ts";
import { Tag } from "./tags.ts";

/** Bits of NewSubfileType. */
const reducedBit = 1;
const maskBit = 4;

/** Most levels of a pyramid: halving reaches one pixel from any size within this. */
const mostLevels = 40;

/** Whether a page is a smaller copy of another. */
export const isReduced = (ifd: Ifd): boolean => ((ifd.peek(Tag.NewSubfileType) ?? 0) & reducedBit) !== 0;

/** Whether a page is a transparency mask. */
export const isMask = (ifd: Ifd): boolean => ((ifd.peek(Tag.NewSubfileType) ?? 0) & maskBit) !== 0;

/**
 * The directories of all resolutions of a page, full resolution first. Entries that are not smaller than the
 * one before them are no levels and left out.
 */
export async function levelsOf(chain: readonly Ifd[], page: number): Promise<Ifd[]> {
  const full = chain[page];
  const levels = [full];
  const add = (ifd: Ifd) => {
    const last = levels[levels.length - 1];
    const width = ifd.peek(Tag.ImageWidth) ?? 0;
    const height = ifd.peek(Tag.ImageLength) ?? 0;
    const [lastWidth, lastHeight] = [last.peek(Tag.ImageWidth) ?? 0, last.peek(Tag.ImageLength) ?? 0];
    const smaller = width >= 1 && height >= 1 && width <= lastWidth && height <= lastHeight;
    if (smaller && width * height < lastWidth * lastHeight) levels.push(ifd);
  };
  const subIfds = (await full.numbers(Tag.SubIfds)) ?? [];
  for (let i = 0; i < Math.min(subIfds.length, mostLevels); i++) {
    add(await readIfd(full.source, full.header, subIfds[i]));
  }
  if (levels.length > 1) return levels;
  for (let next = page + 1; next < chain.length && isReduced(chain[next]); next++) {
    if (!isMask(chain[next])) add(chain[next]);
  }
  return levels;
}

/** @throws PixelmetryError `invalid-argument` when the file has no such level */
export function checkLevel(level: number, levels: number, where: string): void {
  if (Number.isInteger(level) && level >= 0 && level < levels) return;
  throw new PixelmetryError("invalid-argument", {
    what: "the image has no such resolution level",
    where,
    expected: levels === 1 ? "0, it is not a pyramid" : `0 to ${levels - 1}`,
    received: level,
  });
}
