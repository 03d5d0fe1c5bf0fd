/**
 * TIFF, OME-TIFF and BigTIFF files as image sources.
 * @module
 */
import { type PixelArray, PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "../bytes/byte-source.ts";
import { checkRegion } from "../region.ts";
import type { ImageInfo, ImageSource, OpenOptions, PlaneRegion } from "../source.ts";
import { corrupt, readHeader, readIfdChain } from "./ifd.ts";
import { checkPhotometric, type PageLayout, readLayout } from "./layout.ts";
import { openPage, type Page } from "./page.ts";
import { readRegion } from "./read-region.ts";
import { tileCache } from "./tile-cache.ts";

/** Opens a TIFF file. */
export async function openTiff(source: ByteSource, options: OpenOptions = {}): Promise<ImageSource> {
  const header = await readHeader(source);
  const ifds = await readIfdChain(source, header, header.firstIfd);
  if (ifds.length === 0) throw corrupt(source, "the TIFF file has no pages");
  const first = await readLayout(ifds[0]);
  checkPhotometric(first, false);
  const layouts: PageLayout[] = [first];
  for (let i = 1; i < ifds.length; i++) {
    const layout = await readLayout(ifds[i]);
    if (layout.width !== first.width || layout.height !== first.height || layout.dtype !== first.dtype) {
      throw new PixelmetryError("geometry-mismatch", {
        what: `page ${i + 1} differs from page 1`,
        where: source.name,
        expected: `${first.width} x ${first.height} ${first.dtype}`,
        received: `${layout.width} x ${layout.height} ${layout.dtype}`,
        remedy: "save the pages as separate files",
      });
    }
    layouts.push(layout);
  }
  const channels = first.samples;
  const info: ImageInfo = {
    name: options.name ?? source.name,
    size: [first.width, first.height, layouts.length],
    dtype: first.dtype,
    tile: [first.tileWidth, first.tileHeight],
    channels,
    channelNames: new Array<string>(channels).fill(""),
    frames: 1,
    spacing: { x: 1, y: 1, z: 1, unit: "pixel" },
    levels: [[first.width, first.height]],
    level: 0,
  };
  const pages = new Map<number, Promise<Page>>();
  const page = (index: number): Promise<Page> => {
    let found = pages.get(index);
    if (!found) pages.set(index, (found = openPage(layouts[index], index)));
    return found;
  };
  return {
    info,
    async read(region: PlaneRegion, out: PixelArray, offset: number, stride: number) {
      checkRegion(info, region, out, offset, stride);
      await readRegion(await page(region.z ?? 0), region.channel ?? 0, region, { out, offset, stride });
    },
    async close() {
      const opened = await Promise.allSettled(pages.values());
      tileCache.drop(opened.flatMap((page) => (page.status === "fulfilled" ? [page.value.owner] : [])));
      await source.close();
    },
  };
}
