/**
 * One page ready to be read: its layout, where its tiles lie, and how they decode.
 * @module
 */

import { corrupt } from "./corrupt.ts";
import { type TileDecoder, tileDecoder } from "./decode-tile.ts";
import type { PageLayout } from "./layout.ts";
import { Tag } from "./tags.ts";
import { newOwner } from "./tile-cache.ts";

/** A page of which the tile table and the codec have been loaded. */
export interface Page {
  /** Number in the file, from 0, for messages. */
  readonly number: number;
  readonly layout: PageLayout;
  readonly decoder: TileDecoder;
  /** File offset of each tile; with its byte count 0 as well, the tile is not stored and all zeros. */
  readonly offsets: ArrayLike<number>;
  readonly counts: ArrayLike<number>;
  /** Identity in the tile cache. */
  readonly owner: number;
}

/**
 * Loads the tile table and the codec of a page.
 * @param skip planes to skip, for pages behind which further planes follow without a directory of their own
 * @throws PixelmetryError `corrupt-input` when the table does not fit the image size
 */
export async function openPage(layout: PageLayout, number: number, skip = 0): Promise<Page> {
  const { ifd, tiled } = layout;
  const tiles = layout.tilesAcross * layout.tilesDown * (layout.planar ? layout.samples : 1);
  const table = (await ifd.numbers(tiled ? Tag.TileOffsets : Tag.StripOffsets)) ?? [];
  const name = tiled ? "tiles" : "strips";
  if (table.length < tiles) {
    throw corrupt(ifd.source, `page ${number + 1} has too few ${name} for its size`, {
      expected: `${tiles} for ${layout.width} x ${layout.height} pixels`,
      received: table.length,
    });
  }
  let counts = await ifd.numbers(tiled ? Tag.TileByteCounts : Tag.StripByteCounts);
  if (!counts && layout.compression === 1) {
    // Early writers left the table out: without compression the sizes follow from the geometry.
    counts = new Float64Array(tiles).fill(layout.storedTileBytes);
    if (!tiled) trimLastStrips(counts as Float64Array, layout);
  }
  if (!counts || counts.length < tiles) {
    throw corrupt(ifd.source, `page ${number + 1} does not state the sizes of its ${name}`, {
      expected: tiles,
      received: counts?.length ?? "none",
    });
  }
  const planeBytes = layout.storedRowBytes * layout.height * (layout.planar ? layout.samples : 1);
  const offsets = skip === 0 ? table : Float64Array.from(table, (offset) => offset + skip * planeBytes);
  return { number, layout, decoder: await tileDecoder(layout), offsets, counts, owner: newOwner() };
}

function trimLastStrips(counts: Float64Array, layout: PageLayout): void {
  const rows = layout.height - (layout.tilesDown - 1) * layout.tileHeight;
  for (let last = layout.tilesDown - 1; last < counts.length; last += layout.tilesDown) {
    counts[last] = rows * layout.storedRowBytes;
  }
}
