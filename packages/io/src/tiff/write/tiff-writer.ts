/**
 * Writes tiled TIFF, BigTIFF and OME-TIFF files of any size, tile by tile.
 * @module
 */
import { bytesPerElement, type DType, type PixelArray, PixelmetryError, pixelArray } from "@pixelmetry/roi";
import { checkRegion } from "../../region.ts";
import type { ImageInfo, PlaneRegion, Spacing } from "../../source.ts";
import type { Sink } from "../../writers/sink.ts";
import { Tag } from "../tags.ts";
import {
  type Compress,
  deflater,
  fillTile,
  sampleTags,
  takeDifferences,
  usesPredictor,
} from "./encode-tile.ts";
import { omeDescription } from "./ome-description.ts";
import { openOutput, type TiffOutput } from "./output.ts";
import { ifdBytes, type TagValue, tiffHeader } from "./write-ifd.ts";

/** What a TIFF file will hold. */
export interface TiffWriterOptions {
  readonly width: number;
  readonly height: number;
  /** Planes, default 1; one page per plane, channel and time point. */
  readonly depth?: number;
  /** Default 1. */
  readonly channels?: number;
  /** Default 1. */
  readonly frames?: number;
  readonly dtype: DType;
  readonly channelNames?: readonly string[];
  /** Default: pixels. */
  readonly spacing?: Spacing;
  /** Image name in the metadata. */
  readonly name?: string;
  /** Tile size in pixels, multiples of 16; default 256 x 256. */
  readonly tile?: readonly [width: number, height: number];
  /** Default `deflate`, for integers with the horizontal predictor. */
  readonly compression?: "deflate" | "none";
  /** Effort of deflate from 1 (fast) to 9 (small), default 6. */
  readonly effort?: number;
  /** BigTIFF; default: when the uncompressed image would not surely fit into 4 GiB. */
  readonly bigTiff?: boolean;
  /** Whether to describe axes, channels and sizes as OME-XML; default true. Without it all pages are planes. */
  readonly ome?: boolean;
}

/** Takes the pixels of a TIFF file in any order. */
export interface TiffWriter {
  /** Geometry of the file; its tile size is the grid to which writes are aligned. */
  readonly info: ImageInfo;
  /**
   * Writes a rectangle: it begins at a tile and ends at one or at the border of the image. Pixel (x, y) of the
   * region comes from `pixels[offset + y * stride + x]`.
   * @throws PixelmetryError `output-failed`; `RangeError` and `TypeError` for wrong use
   */
  write(region: PlaneRegion, pixels: PixelArray, offset?: number, stride?: number): Promise<void>;
  /** Writes the directories and gives the file its name; every tile must have been written. */
  finish(): Promise<void>;
  /** Removes whatever was written. */
  abort(): Promise<void>;
}

/** Directories and descriptions take less than this share of any file near the limit of classic TIFF. */
const classicLimit = 2 ** 32 * 0.98;

/**
 * Starts a TIFF file. A path (Node) is streamed to and appears when it is complete; a sink receives the file in
 * order when it is complete, which needs memory for all of it.
 * @throws PixelmetryError `invalid-argument`, `output-failed`
 * @example
 * const writer = await createTiffWriter("labels.ome.tif", { width: 512, height: 512, dtype: "uint16" });
 * await writer.write({ x: 0, y: 0, width: 512, height: 512 }, labels);
 * await writer.finish();
 */
export async function createTiffWriter(
  target: string | Sink,
  options: TiffWriterOptions,
): Promise<TiffWriter> {
  const info = describe(options);
  const compress = options.compression === "none" ? undefined : await deflater(options.effort ?? 6);
  const output = await openOutput(target);
  return new Writer(info, options, output, compress);
}

class Writer implements TiffWriter {
  readonly info: ImageInfo;
  readonly #options: TiffWriterOptions;
  readonly #output: TiffOutput;
  readonly #compress: Compress | undefined;
  readonly #big: boolean;
  readonly #predict: boolean;
  readonly #across: number;
  /** Position and length of every tile, page by page; position 0 is not written yet. */
  readonly #offsets: Float64Array;
  readonly #counts: Float64Array;
  readonly #tile: PixelArray;
  /** Tiles share one buffer and one output, so writes wait for each other. */
  #queue: Promise<void>;

  constructor(
    info: ImageInfo,
    options: TiffWriterOptions,
    output: TiffOutput,
    compress: Compress | undefined,
  ) {
    const [width, height, depth] = info.size;
    const [tileWidth, tileHeight] = info.tile;
    this.info = info;
    this.#options = options;
    this.#output = output;
    this.#compress = compress;
    this.#predict = compress !== undefined && usesPredictor(info.dtype);
    this.#across = Math.ceil(width / tileWidth);
    const tiles = this.#across * Math.ceil(height / tileHeight) * depth * info.channels * info.frames;
    // Deflate adds a few bytes where it cannot shrink; each tile also takes up to 16 bytes of the tables.
    const worst = tiles * (tileWidth * tileHeight * bytesPerElement(info.dtype) * 1.001 + 64);
    this.#big = options.bigTiff ?? worst > classicLimit;
    this.#offsets = new Float64Array(tiles);
    this.#counts = new Float64Array(tiles);
    this.#tile = pixelArray(info.dtype, tileWidth * tileHeight);
    this.#queue = output.append(tiffHeader(this.#big, 0));
  }

  write(region: PlaneRegion, pixels: PixelArray, offset = 0, stride = region.width): Promise<void> {
    checkRegion(this.info, region, pixels, offset, stride);
    this.#checkAligned(region);
    return this.#enqueue(() => this.#writeTiles(region, pixels, offset, stride));
  }

  async finish(): Promise<void> {
    await this.#enqueue(async () => {
      const missing = this.#offsets.indexOf(0);
      if (missing >= 0) throw new RangeError(`tile ${missing} of ${this.#offsets.length} was not written`);
      await this.#align();
      const first = this.#output.length;
      const tilesPerPage = this.#across * Math.ceil(this.info.size[1] / this.info.tile[1]);
      const pages = this.#offsets.length / tilesPerPage;
      for (let page = 0; page < pages; page++) {
        const tags = this.#tags(page, page * tilesPerPage, (page + 1) * tilesPerPage);
        await this.#output.append(ifdBytes(tags, this.#output.length, this.#big, page === pages - 1));
      }
      if (!this.#big && this.#output.length >= 2 ** 32) {
        await this.#output.abort();
        throw new PixelmetryError("output-failed", {
          what: "the image does not fit into a classic TIFF file",
          where: this.info.name,
          expected: "less than 4 GiB",
          received: `${this.#output.length} bytes`,
          remedy: "leave out bigTiff: false",
        });
      }
      await this.#output.finish(tiffHeader(this.#big, first));
    });
  }

  async abort(): Promise<void> {
    await this.#queue.catch(() => {});
    await this.#output.abort();
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    const result = this.#queue.then(work);
    this.#queue = result;
    // Whoever called sees the failure; the queue itself must not count as unhandled.
    result.catch(() => {});
    return result;
  }

  async #writeTiles(region: PlaneRegion, pixels: PixelArray, offset: number, stride: number): Promise<void> {
    const [tileWidth, tileHeight] = this.info.tile;
    const [, height, depth] = this.info.size;
    const { z = 0, channel = 0, frame = 0 } = region;
    const page = (frame * this.info.channels + channel) * depth + z;
    const firstTile = page * this.#across * Math.ceil(height / tileHeight);
    for (let y = 0; y < region.height; y += tileHeight) {
      for (let x = 0; x < region.width; x += tileWidth) {
        const index = firstTile + ((region.y + y) / tileHeight) * this.#across + (region.x + x) / tileWidth;
        if (this.#offsets[index] !== 0) throw new RangeError(`tile ${index} was written before`);
        const columns = Math.min(tileWidth, region.width - x);
        const rows = Math.min(tileHeight, region.height - y);
        const tile = this.#tile;
        fillTile(tile, tileWidth, pixels, offset + y * stride + x, stride, columns, rows);
        if (this.#predict) takeDifferences(tile, tileWidth);
        const raw = new Uint8Array(tile.buffer, tile.byteOffset, tile.byteLength);
        const bytes = this.#compress ? this.#compress(raw) : raw;
        await this.#align();
        this.#offsets[index] = this.#output.length;
        this.#counts[index] = bytes.length;
        await this.#output.append(bytes);
      }
    }
  }

  /** TIFF wants tiles and directories at even positions. */
  async #align(): Promise<void> {
    if (this.#output.length % 2 === 1) await this.#output.append(new Uint8Array(1));
  }

  #checkAligned({ x, y, width, height }: PlaneRegion): void {
    const [tileWidth, tileHeight] = this.info.tile;
    const [imageWidth, imageHeight] = this.info.size;
    const alignedX = x % tileWidth === 0 && ((x + width) % tileWidth === 0 || x + width === imageWidth);
    const alignedY = y % tileHeight === 0 && ((y + height) % tileHeight === 0 || y + height === imageHeight);
    if (alignedX && alignedY) return;
    throw new RangeError(
      `regions must consist of whole ${tileWidth} x ${tileHeight} tiles, received ${width} x ${height} at ${x}, ${y}`,
    );
  }

  #tags(page: number, firstTile: number, endTile: number): TagValue[] {
    const [width, height] = this.info.size;
    const { bits, format } = sampleTags(this.info.dtype);
    const short = (tag: number, value: number): TagValue => ({ tag, type: "short", values: [value] });
    const long = (tag: number, value: number): TagValue => ({ tag, type: "long", values: [value] });
    const tags: TagValue[] = [
      long(Tag.NewSubfileType, 0),
      long(Tag.ImageWidth, width),
      long(Tag.ImageLength, height),
      short(Tag.BitsPerSample, bits),
      short(Tag.Compression, this.#compress ? 8 : 1),
      short(Tag.Photometric, 1),
      short(Tag.SamplesPerPixel, 1),
      short(Tag.PlanarConfiguration, 1),
      { tag: Tag.Software, type: "ascii", values: ascii("Pixelmetry") },
      long(Tag.TileWidth, this.info.tile[0]),
      long(Tag.TileLength, this.info.tile[1]),
      { tag: Tag.TileOffsets, type: "offset", values: this.#offsets.subarray(firstTile, endTile) },
      { tag: Tag.TileByteCounts, type: "offset", values: this.#counts.subarray(firstTile, endTile) },
      short(Tag.SampleFormat, format),
      ...resolution(this.info.spacing),
    ];
    if (this.#predict) tags.push(short(Tag.Predictor, 2));
    if (page === 0 && this.#options.ome !== false) {
      const [, , depth] = this.info.size;
      const text = omeDescription({ ...this.info, width, height, depth });
      tags.push({ tag: Tag.ImageDescription, type: "ascii", values: ascii(text) });
    }
    return tags;
  }
}

/** Pixels per centimetre, for programs that do not read OME-XML. */
function resolution({ x, y, unit }: Spacing): TagValue[] {
  if (unit === "pixel") return [];
  const perUnit = unit === "um" ? 10_000 : 10;
  const rational = (tag: number, size: number): TagValue => {
    const scale = Math.min(1_000_000, Math.floor((2 ** 32 - 1) / Math.max(1, perUnit / size)));
    return { tag, type: "rational", values: [Math.round((perUnit / size) * scale), scale] };
  };
  return [
    rational(Tag.XResolution, x),
    rational(Tag.YResolution, y),
    { tag: Tag.ResolutionUnit, type: "short", values: [3] },
  ];
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(`${text}\0`);

function describe(options: TiffWriterOptions): ImageInfo {
  const { width, height, depth = 1, channels = 1, frames = 1, dtype, name = "image" } = options;
  const tile = options.tile ?? [256, 256];
  for (const [what, value] of Object.entries({ width, height, depth, channels, frames })) {
    if (!Number.isInteger(value) || value < 1 || value >= 2 ** 31) {
      throw invalid(`${what} of the image must be a positive integer`, value);
    }
  }
  if (!tile.every((size) => Number.isInteger(size) && size >= 16 && size % 16 === 0 && size <= 2 ** 14)) {
    throw invalid("tile sizes must be multiples of 16 up to 16384", tile.join(" x "));
  }
  const effort = options.effort ?? 6;
  if (!Number.isInteger(effort) || effort < 1 || effort > 9) throw invalid("effort must be 1 to 9", effort);
  const spacing = options.spacing ?? { x: 1, y: 1, z: 1, unit: "pixel" };
  return {
    name,
    size: [width, height, depth],
    dtype,
    tile,
    channels,
    channelNames: Array.from({ length: channels }, (_, i) => options.channelNames?.[i] ?? ""),
    frames,
    spacing,
    levels: [[width, height]],
    level: 0,
  };
}

const invalid = (what: string, received: string | number): PixelmetryError =>
  new PixelmetryError("invalid-argument", { what, received });
