/**
 * Label images block by block, in bounded memory: each block with some context around it.
 * @module
 */
import {
  type BlockBox,
  BlockBuffers,
  type BoxGeometry,
  blockGrid,
  bytesPerElement,
  type ImageReader,
  type PixelArray,
  type PlaneReader,
  pixelArray,
} from "@pixelmetry/roi";

/** One block of one or more label images on one grid. */
export interface LabelBlock {
  /** Where the block's own pixels lie in `labels`; the context around them belongs to other blocks. */
  readonly geometry: BoxGeometry;
  /** Labels of each image; 0 where the context reaches beyond the image. */
  readonly labels: readonly PixelArray[];
}

/**
 * Reads images of one size in blocks, in raster order. The arrays of a block are reused for the next one.
 * @param halo - pixels of context around each block, along z only in volumes
 * @param blocks - follow from size, tiles and pixel types when absent
 */
export async function* labelBlocks(
  images: readonly ImageReader[],
  halo: number,
  blocks: readonly BlockBox[] = blocksOf(images),
): AsyncGenerator<LabelBlock> {
  const [{ context }] = images;
  const buffers = new BlockBuffers();
  for (const box of blocks) {
    const geometry = geometryOf(box, halo, context.ndim === 3 ? halo : 0);
    const labels: PixelArray[] = [];
    for (const image of images) labels.push(await read(image.labels, context.size, geometry, halo, buffers));
    yield { geometry, labels };
    for (const { buffer } of labels) buffers.give(buffer);
  }
}

function blocksOf(images: readonly ImageReader[]): BlockBox[] {
  const [{ context, tile }] = images;
  const bytes = images.reduce((sum, { labels }) => sum + bytesPerElement(labels.dtype), 0);
  return blockGrid(context.size, tile, bytes);
}

function geometryOf({ x, y, z, width, height, depth }: BlockBox, halo: number, haloZ: number): BoxGeometry {
  const pitchY = width + 2 * halo;
  const pitchZ = pitchY * (height + 2 * halo);
  const origin = haloZ * pitchZ + halo * pitchY + halo;
  return { x, y, z, width, height, depth, origin, pitchY, pitchZ };
}

async function read(
  plane: PlaneReader,
  [imageWidth, imageHeight, imageDepth]: readonly [number, number, number],
  { x, y, z, width, height, depth, origin, pitchY, pitchZ }: BoxGeometry,
  halo: number,
  buffers: BlockBuffers,
): Promise<PixelArray> {
  const haloZ = Math.floor(origin / pitchZ);
  const length = pitchZ * (depth + 2 * haloZ);
  const buffer = buffers.take(length * bytesPerElement(plane.dtype));
  const pixels = pixelArray(plane.dtype, buffer, 0, length);
  if (halo > 0) pixels.fill(0);
  const left = Math.max(0, x - halo);
  const top = Math.max(0, y - halo);
  const region = {
    x: left,
    y: top,
    width: Math.min(imageWidth, x + width + halo) - left,
    height: Math.min(imageHeight, y + height + halo) - top,
  };
  for (let layer = Math.max(0, z - haloZ); layer < Math.min(imageDepth, z + depth + haloZ); layer++) {
    const offset = origin + (layer - z) * pitchZ + (top - y) * pitchY + (left - x);
    await plane.read({ ...region, z: layer }, pixels, offset, pitchY);
  }
  return pixels;
}
