/**
 * From decoded tiles to the caller's array.
 * @module
 */
import { bytesPerElement, type PixelArray, pixelArray } from "@pixelmetry/roi";
import type { Page } from "./page.ts";

/** Where the pixels go: element (x, y) of the region to `out[offset + y * stride + x]`. */
export interface Target {
  readonly out: PixelArray;
  readonly offset: number;
  readonly stride: number;
}

/** A rectangle of a tile, in tile coordinates. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Row of the tile with which the pixels at hand begin. */
  readonly firstRow: number;
  /** Index in `out` of the first wanted pixel. */
  readonly to: number;
}

/** Copies the wanted part of a decoded tile; `pixels` begins with row `firstRow` of the tile. */
export function copyPart(page: Page, sample: number, pixels: Uint8Array, part: Part, target: Target): void {
  const { layout, decoder } = page;
  if (layout.samplesPerTile > 1) {
    copySample(page, sample, pixels, part, target);
    return;
  }
  const { out, stride } = target;
  const size = out.BYTES_PER_ELEMENT;
  const { rowBytes } = decoder;
  const bytes = new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
  const width = part.width * size;
  const toStep = stride * size;
  let from = (part.top - part.firstRow) * rowBytes + part.left * size;
  let to = part.to * size;
  if (width === rowBytes && toStep === rowBytes) {
    bytes.set(pixels.subarray(from, from + part.height * rowBytes), to);
    return;
  }
  for (let row = 0; row < part.height; row++) {
    bytes.set(pixels.subarray(from, from + width), to);
    from += rowBytes;
    to += toStep;
  }
}

/** Picks one sample out of interleaved ones. */
function copySample(
  page: Page,
  sample: number,
  pixels: Uint8Array,
  part: Part,
  { out, stride }: Target,
): void {
  const { dtype, samplesPerTile, tileWidth } = page.layout;
  const size = bytesPerElement(dtype);
  const aligned = pixels.byteOffset % size === 0 ? pixels : new Uint8Array(pixels);
  const values = pixelArray(dtype, aligned.buffer, aligned.byteOffset, Math.floor(aligned.length / size));
  for (let row = 0; row < part.height; row++) {
    let from = ((part.top - part.firstRow + row) * tileWidth + part.left) * samplesPerTile + sample;
    const start = part.to + row * stride;
    for (let to = start; to < start + part.width; to++) {
      out[to] = values[from];
      from += samplesPerTile;
    }
  }
}

/** What a tile that is not stored holds. */
export function fillZeros(part: Pick<Part, "to" | "width" | "height">, { out, stride }: Target): void {
  for (let row = 0; row < part.height; row++) {
    const to = part.to + row * stride;
    out.fill(0, to, to + part.width);
  }
}
