/**
 * Blocks: the fixed parts an image is read in. They follow from the image alone (size, tiles, bytes per
 * pixel), not from workers or memory, so partial states are always merged from the same parts.
 * @module
 */

/** Decoded bytes (labels and all channels) that one block aims at. */
export const blockBytes = 16 << 20;

export interface BlockBox {
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly width: number;
  readonly height: number;
  readonly depth: number;
}

/** Blocks in raster order (z, y, x). */
export function blockGrid(
  size: readonly [number, number, number],
  tile: readonly [number, number],
  bytesPerPixel: number,
): BlockBox[] {
  const [width, height, depth] = size;
  const pixels = Math.max(1, Math.floor(blockBytes / bytesPerPixel));
  const [w, h] = layerSize(width, height, tile, pixels);
  const d =
    w === width && h === height ? Math.max(1, Math.min(depth, Math.floor(pixels / (width * height)))) : 1;
  const blocks: BlockBox[] = [];
  for (let z = 0; z < depth; z += d) {
    for (let y = 0; y < height; y += h) {
      for (let x = 0; x < width; x += w) {
        blocks.push({
          index: blocks.length,
          x,
          y,
          z,
          width: Math.min(w, width - x),
          height: Math.min(h, height - y),
          depth: Math.min(d, depth - z),
        });
      }
    }
  }
  return blocks;
}

/** Full rows while they fit, because a ROI then has few parts; otherwise the widest multiple of a tile. */
function layerSize(
  width: number,
  height: number,
  tile: readonly [number, number],
  pixels: number,
): readonly [number, number] {
  if (width * height <= pixels) return [width, height];
  const tileWidth = Math.min(tile[0], width);
  const tileHeight = Math.min(tile[1], height);
  const rows = Math.floor(pixels / width);
  if (rows >= tileHeight) return [width, Math.floor(rows / tileHeight) * tileHeight];
  const columns = Math.floor(pixels / tileHeight / tileWidth) * tileWidth;
  if (columns > 0) return [columns, tileHeight];
  // A tile larger than a block (one giant strip, say): its rows are read in several blocks.
  return rows > 0 ? [width, rows] : [pixels, 1];
}
