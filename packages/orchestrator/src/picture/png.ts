/**
 * Writes PNG files (ISO/IEC 15948) with what both Node and browsers have built in.
 * @module
 */

/** Pixels with 8 bits for each of red, green and blue, row by row. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Encodes a picture; the result is a complete file. */
export async function encodePng({ width, height, pixels }: RgbImage): Promise<Uint8Array<ArrayBuffer>> {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8); // bits per sample
  header.setUint8(9, 2); // red, green, blue
  const parts = [
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", new Uint8Array(header.buffer)),
    chunk("IDAT", await deflate(filterRows(pixels, width * 3, height))),
    chunk("IEND", new Uint8Array(0)),
  ];
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Each row as it is, or as differences to the left or upper neighbour: whichever has the smallest sum. */
function filterRows(pixels: Uint8Array, rowBytes: number, height: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array((rowBytes + 1) * height);
  const bytesPerPixel = 3;
  for (let y = 0; y < height; y++) {
    const row = y * rowBytes;
    let plain = 0;
    let left = 0;
    let up = 0;
    for (let i = 0; i < rowBytes; i++) {
      const value = pixels[row + i];
      plain += magnitude(value);
      left += magnitude(value - (i < bytesPerPixel ? 0 : pixels[row + i - bytesPerPixel]));
      up += magnitude(value - (y === 0 ? 0 : pixels[row + i - rowBytes]));
    }
    const filter = left < plain && left <= up ? 1 : up < plain ? 2 : 0;
    const to = y * (rowBytes + 1);
    out[to] = filter;
    for (let i = 0; i < rowBytes; i++) {
      const from = row + i;
      const before =
        filter === 1
          ? i < bytesPerPixel
            ? 0
            : pixels[from - bytesPerPixel]
          : filter === 2 && y > 0
            ? pixels[from - rowBytes]
            : 0;
      out[to + 1 + i] = pixels[from] - before;
    }
  }
  return out;
}

const magnitude = (difference: number): number => {
  const byte = difference & 255;
  return byte < 128 ? byte : 256 - byte;
};

function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, checksum(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
  return remainder;
});

/** CRC-32. */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ remainders[(crc ^ bytes[i]) & 255];
  return ~crc >>> 0;
}
