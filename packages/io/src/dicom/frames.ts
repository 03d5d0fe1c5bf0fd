/**
 * Reads rectangles of frames, compressed or not.
 * @module
 */
import { type PixelArray, PixelmetryError, pixelArray } from "@pixelmetry/roi";
import { type ByteSource, endOfFile, readBytes } from "../bytes/byte-source.ts";
import { memoryType, type Rescale } from "../samples/stored-type.ts";
import type { PlaneRegion } from "../source.ts";
import { newOwner, tileCache } from "../tiff/tile-cache.ts";
import { clearUnused, placeRow, readVoxels } from "../volume/voxels.ts";
import { type FrameDecoder, frameDecoder } from "./codecs/index.ts";
import { type FrameFragments, frameFragments } from "./fragments.ts";
import type { PixelModule } from "./pixel-module.ts";

/** Where the pixels of a rectangle go. */
export interface FrameTarget {
  readonly out: PixelArray;
  readonly offset: number;
  readonly stride: number;
}

/** The frames of one file. */
export interface Frames {
  /** Copies a rectangle of a frame, rescaled. @throws PixelmetryError `corrupt-input` */
  read(
    source: ByteSource,
    frame: number,
    region: PlaneRegion,
    target: FrameTarget,
    rescale?: Rescale,
  ): Promise<void>;
  close(): void;
}

/**
 * Prepares the frames of a file.
 * @throws PixelmetryError `corrupt-input` when the file is too short for them
 */
export async function openFrames(source: ByteSource, pixels: PixelModule): Promise<Frames> {
  if (pixels.coding === "raw") return rawFrames(source, pixels);
  const fragments = await frameFragments(source, pixels.place.position, pixels.frames);
  const decoder = await frameDecoder(pixels.coding);
  return codedFrames(pixels, fragments, decoder);
}

function rawFrames(source: ByteSource, pixels: PixelModule): Frames {
  const { columns, rows, type, bits, place, littleEndian, frames } = pixels;
  const frameBytes = columns * rows * (type.bits / 8);
  const needed = frameBytes * frames;
  if (place.position + needed > source.size) throw endOfFile(source, place.position + needed);
  if (place.length < needed) {
    throw new PixelmetryError("corrupt-input", {
      what: "the pixel data of the DICOM file are shorter than its size says",
      where: source.name,
      expected: `${needed} bytes`,
      received: place.length,
      remedy: "copy or export the file again",
    });
  }
  const strides = { x: 1, y: columns, z: 0, channel: 0, frame: 0 };
  const size = [columns, rows, 1] as const;
  return {
    read: (from, frame, { x, y, width, height }, { out, offset, stride }, rescale) =>
      readVoxels(
        {
          source: from,
          position: place.position + frame * frameBytes,
          type,
          littleEndian,
          size,
          channels: 1,
          frames: 1,
          strides,
          ...(bits < type.bits ? { bits } : {}),
          ...(rescale ? { rescale } : {}),
        },
        { x, y, width, height },
        out,
        offset,
        stride,
      ),
    close() {},
  };
}

/** A frame is decoded whole; parts of it are taken from the cache until others push it out. */
function codedFrames(pixels: PixelModule, fragments: FrameFragments, decode: FrameDecoder): Frames {
  const { columns, rows, type, bits } = pixels;
  const owner = newOwner();
  const load = async (source: ByteSource, frame: number): Promise<Uint8Array> => {
    const parts: Uint8Array[] = [];
    for (const { position, length } of fragments[frame])
      parts.push(await readBytes(source, position, length));
    try {
      const decoded = await decode(parts.length === 1 ? parts[0] : joined(parts), { columns, rows, type });
      if (decoded.length !== columns * rows * (type.bits / 8)) throw new Error("the frame is incomplete");
      clearUnused(samples(decoded), type, bits);
      return decoded;
    } catch (cause) {
      throw damagedFrame(source, frame, pixels, cause);
    }
  };
  const samples = (bytes: Uint8Array): PixelArray =>
    pixelArray(memoryType(type), bytes.buffer as ArrayBuffer, bytes.byteOffset, columns * rows);
  return {
    async read(source, frame, { x, y, width, height }, { out, offset, stride }, rescale) {
      let bytes = tileCache.get(owner, frame);
      if (bytes === undefined) {
        bytes = await load(source, frame);
        if (width < columns || height < rows) tileCache.set(owner, frame, bytes);
      }
      const values = samples(bytes);
      for (let row = 0; row < height; row++) {
        placeRow(values, (y + row) * columns + x, 1, width, rescale, out, offset + row * stride);
      }
    },
    close: () => tileCache.drop(owner),
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function damagedFrame(
  source: ByteSource,
  frame: number,
  { frames, coding }: PixelModule,
  cause: unknown,
): PixelmetryError {
  if (cause instanceof PixelmetryError) return cause;
  const which = frames > 1 ? `frame ${frame + 1} of the DICOM file` : "the image of the DICOM file";
  return new PixelmetryError(
    "corrupt-input",
    {
      what: `${which} does not decode as ${coding}`,
      where: source.name,
      received: cause instanceof Error ? cause.message.split("\n")[0].slice(0, 100) : "damaged data",
      remedy: "copy or export the file again",
    },
    { cause },
  );
}
