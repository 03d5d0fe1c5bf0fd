/**
 * TIFF, OME-TIFF, BigTIFF and ImageJ files as image sources.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "../bytes/byte-source.ts";
import { checkRegion } from "../region.ts";
import type { ImageInfo, ImageSource, OpenOptions, Spacing } from "../source.ts";
import { checkClaims, checkSame, checkSamePages } from "./agreement.ts";
import { corrupt } from "./corrupt.ts";
import { type Ifd, readHeader, readIfdChain } from "./ifd.ts";
import { imageJSeries, isImageJ } from "./imagej-series.ts";
import { type PageLayout, readLayout } from "./layout.ts";
import { omeSeries } from "./ome-series.ts";
import { isOmeXml } from "./ome-xml.ts";
import { openPage, type Page } from "./page.ts";
import { PageTable } from "./page-table.ts";
import { plainSeries } from "./plain-series.ts";
import { checkLevel, isMask, isReduced, levelsOf } from "./pyramid.ts";
import { readRegion } from "./read-region.ts";
import { checkCoding, checkPhotometric } from "./refusals.ts";
import type { PlaneLocation, Series } from "./series.ts";
import { Tag } from "./tags.ts";

/**
 * Opens a TIFF file.
 *
 * Pages form one image as OME-XML or ImageJ's description say; without either, pages are z planes. Pixels are
 * used as stored: WhiteIsZero is not inverted, palette indices are not looked up, so both can serve as labels.
 * Tiles with offset and byte count 0 are not stored and read as zeros, the convention of sparse TIFF files;
 * anything else that is missing is an error. Lengths come from OME and ImageJ metadata only.
 * @throws PixelmetryError `corrupt-input`, `unsupported-format`, `geometry-mismatch`, `invalid-argument`
 */
export async function openTiff(source: ByteSource, options: OpenOptions = {}): Promise<ImageSource> {
  const header = await readHeader(source);
  const chain = await readIfdChain(source, header, header.firstIfd);
  if (chain.length === 0) throw corrupt(source, "the TIFF file has no pages");
  const series = await describe(source, chain, options);
  const first = chain[series.locate(0, 0, 0).page];
  const full = await readLayout(first);
  checkPhotometric(full, series.samplesAreChannels);
  checkCoding(full);
  checkClaims(source, series, full);
  checkSamePages(source, series, chain, first);

  const levels = await levelsOf(chain, series.locate(0, 0, 0).page);
  const level = options.level ?? 0;
  checkLevel(level, levels.length, source.name);
  const layout = level === 0 ? full : await readLayout(levels[level]);
  checkSame(source, `level ${level}`, layout, { ...full, width: layout.width, height: layout.height });
  const info: ImageInfo = {
    name: options.name ?? source.name,
    size: [layout.width, layout.height, series.depth],
    dtype: layout.dtype,
    tile: blockSize(layout),
    channels: series.channels,
    channelNames: series.channelNames,
    frames: series.frames,
    spacing: levelSpacing(series.spacing, full, layout),
    levels: levels.map((ifd) => [ifd.peek(Tag.ImageWidth)!, ifd.peek(Tag.ImageLength)!] as const),
    level,
    ...(series.notes.length > 0 ? { notes: series.notes } : {}),
  };

  const load = async ({ page, skip }: PlaneLocation): Promise<Page> => {
    const ifds = level === 0 ? [chain[page]] : await levelsOf(chain, page);
    if (level >= ifds.length) {
      throw corrupt(source, `page ${page + 1} lacks resolution level ${level}`, {
        received: ifds.length - 1,
      });
    }
    const own = await readLayout(ifds[level]);
    checkSame(source, `page ${page + 1}`, own, layout);
    checkCoding(own);
    return openPage(own, page, skip);
  };
  const pages = new PageTable(load);
  return {
    info,
    async read(region, out, offset, stride) {
      checkRegion(info, region, out, offset, stride);
      const location = series.locate(region.z ?? 0, region.channel ?? 0, region.frame ?? 0);
      const page = await pages.get(location);
      await readRegion(page, location.sample, region, { out, offset, stride });
    },
    async close() {
      pages.clear();
      await source.close();
    },
  };
}

async function describe(source: ByteSource, chain: readonly Ifd[], options: OpenOptions): Promise<Series> {
  const description = (await chain[0].text(Tag.ImageDescription)) ?? "";
  const layout = (page: number) => readLayout(chain[page]);
  if (isOmeXml(description)) {
    return omeSeries(description, options.image ?? 0, { source, pages: chain.length, layout });
  }
  if ((options.image ?? 0) !== 0) {
    throw new PixelmetryError("invalid-argument", {
      what: "the file holds one image",
      where: source.name,
      expected: "image 0",
      received: options.image!,
    });
  }
  const all = chain.map((_, page) => page);
  const full = all.filter((page) => !isReduced(chain[page]) && !isMask(chain[page]));
  // A lone thumbnail is an image all the same.
  const pages = full.length > 0 ? full : all;
  const first = await layout(pages[0]);
  if (isImageJ(description)) return imageJSeries(description, chain[0], first, chain.length);
  return plainSeries(description, chain[0], first, pages);
}

/** Pixels of a level are larger; without a physical size every level is measured in its own pixels. */
function levelSpacing(spacing: Spacing, full: PageLayout, level: PageLayout): Spacing {
  if (spacing.unit === "pixel") return spacing;
  return {
    ...spacing,
    x: spacing.x * (full.width / level.width),
    y: spacing.y * (full.height / level.height),
  };
}

/** Pixels of one block of strips: blocks of one row would make reading slow, of a whole image large. */
const stripBlockPixels = 2 ** 18;

/**
 * The unit in which to read: a tile, or as many whole strips as make a block of 2^18 pixels. Uncompressed
 * strips can be cut anywhere.
 */
function blockSize(layout: PageLayout): readonly [number, number] {
  const { tileWidth, tileHeight, tiled, height, width } = layout;
  if (tiled) return [tileWidth, tileHeight];
  const rows = Math.ceil(stripBlockPixels / width);
  if (layout.compression === 1) return [width, Math.min(height, rows)];
  return [width, Math.min(height, Math.ceil(rows / tileHeight) * tileHeight)];
}
