// How the reader works: what it keeps, where it writes to, what it does without Node.

import { deflateSync } from "node:zlib";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type ByteSource, openImage } from "../src/index.ts";
import { deflateCodec } from "../src/tiff/codecs/deflate.ts";
import { TileCache } from "../src/tiff/tile-cache.ts";
import { deflater } from "../src/tiff/write/encode-tile.ts";
import { ifdBytes, tiffHeader } from "../src/tiff/write/write-ifd.ts";
import { firstDifference, noise, readAll } from "./pixels.ts";
import { fixture, plainPage, tiffFile } from "./tiff-bytes.ts";

/** A source that records what is read. */
function counted(bytes: Uint8Array) {
  const reads: { position: number; length: number }[] = [];
  const source: ByteSource = {
    name: "counted.tif",
    size: bytes.length,
    readAhead: 0,
    parallelReads: 1,
    read(position, target) {
      reads.push({ position, length: target.length });
      target.set(bytes.subarray(position, position + target.length));
    },
    close() {},
  };
  return { source, reads };
}

/** One deflate strip for the whole image. */
function oneStrip(width: number, height: number) {
  const data = noise("uint16", width * height, 2) as Uint16Array;
  const stored = new Uint8Array(deflateSync(new Uint8Array(data.buffer)));
  const page = {
    ...plainPage,
    ImageWidth: width,
    ImageLength: height,
    BitsPerSample: 16,
    Compression: 8,
    RowsPerStrip: height,
    StripByteCounts: stored.length,
  };
  return { data, bytes: tiffFile([page], stored) };
}

describe("what is kept", () => {
  test("an image in one compressed strip is decoded once, however it is read", async () => {
    const { data, bytes } = oneStrip(400, 300);
    const { source, reads } = counted(bytes);
    const image = await openImage(source);
    const opening = reads.length;
    expect(firstDifference(await readAll(image, 64, 64), data)).toBe(-1);
    const large = reads.slice(opening).filter(({ length }) => length > 1000);
    expect(large).toHaveLength(1);
    await image.close();
  });

  test("samples of a pixel are decoded once for all channels", async () => {
    const { source, reads } = counted(fixture("interleaved-predictor"));
    const image = await openImage(source);
    const opening = reads.length;
    await readAll(image);
    const positions = reads.slice(opening).map(({ position }) => position);
    expect(new Set(positions).size).toBe(positions.length);
    await image.close();
  });

  test("tiles that are read whole are not kept, raw ones never", async () => {
    for (const name of ["tiled-deflate-uint16", "tiled-uint16"]) {
      const { source, reads } = counted(fixture(name));
      const image = await openImage(source);
      const counts = [];
      for (let pass = 0; pass < 3; pass++) counts.push(await readAll(image).then(() => reads.length));
      expect(counts[1]).toBeGreaterThan(counts[0]);
      expect(counts[2] - counts[1]).toBe(counts[1] - counts[0]);
      await image.close();
    }
  });

  test("neighbouring tiles are read together", async () => {
    const { source, reads } = counted(fixture("tiled-uint16"));
    const image = await openImage(source);
    const opening = reads.length;
    await readAll(image);
    expect(reads.slice(opening).filter(({ length }) => length > 500)).toHaveLength(1);
    await image.close();
  });

  test("the cache drops the least recently used, and keeps one entry that is too large", () => {
    const cache = new TileCache(100);
    for (let tile = 0; tile < 5; tile++) cache.set(1, tile, new Uint8Array(30));
    expect([0, 1, 2, 3, 4].map((tile) => cache.get(1, tile) !== undefined)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    cache.get(1, 2);
    cache.set(1, 5, new Uint8Array(30));
    expect(cache.get(1, 2)).toBeDefined();
    expect(cache.get(1, 3)).toBeUndefined();
    cache.set(2, 0, new Uint8Array(500));
    expect(cache.bytes).toBe(500);
    cache.set(2, 0, new Uint8Array(40));
    cache.set(12, 0, new Uint8Array(40));
    cache.drop(2);
    expect(cache.bytes).toBe(40);
    expect(cache.get(12, 0)).toHaveLength(40);
  });
});

test("after a failure nothing is written any more", async () => {
  const bytes = fixture("tiled-deflate-float64");
  let tiles = Number.NaN;
  const image = await openImage({
    name: "slow.tif",
    size: bytes.length,
    // Tiles are not joined, so that several are under way when the first one fails.
    readAhead: -1,
    parallelReads: 4,
    async read(position, target) {
      if (target.length > 100 && tiles++ === 0) throw new Error("connection lost");
      await new Promise((resolve) => setTimeout(resolve, tiles > 0 ? 20 : 0));
      target.set(bytes.subarray(position, position + target.length));
    },
    close() {},
  });
  const [width, height] = image.info.size;
  const out = new Float64Array(width * height);
  tiles = 0;
  await expect(image.read({ x: 0, y: 0, width, height }, out, 0, width)).rejects.toThrow("connection lost");
  expect(tiles).toBeGreaterThan(1);
  const before = out.slice();
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(firstDifference(out, before)).toBe(-1);
});

describe("where pixels go", () => {
  test.each(["tiled-uint16", "one-strip-uint16", "tiled-deflate-uint16", "deflate-horizontal-big-endian"])(
    "%s into shared and WebAssembly memory",
    async (name) => {
      const image = await openImage(fixture(name));
      const expected = await readAll(image);
      const [width, height] = image.info.size;
      const wasm = new WebAssembly.Memory({ initial: 1 });
      const shared = new SharedArrayBuffer(65536);
      for (const buffer of [wasm.buffer, shared]) {
        const out = new Uint16Array(buffer, 128, width * height + 9);
        await image.read({ x: 0, y: 0, width, height }, out, 9, width);
        expect(firstDifference(out.slice(9), expected)).toBe(-1);
      }
    },
  );

  test.each(["tiled-uint16", "one-strip-uint16", "tiled-deflate-uint16", "interleaved", "sparse", "bits-12"])(
    "%s leaves everything outside the rectangle alone",
    async (name) => {
      const image = await openImage(fixture(name));
      const all = await readAll(image);
      const [width] = image.info.size;
      const out = all.slice(0, 400).fill(99);
      await image.read({ x: 7, y: 5, width: 11, height: 13 }, out, 33, 20);
      for (let i = 0; i < out.length; i++) {
        const [x, y] = [(i - 33) % 20, Math.floor((i - 33) / 20)];
        const inside = i >= 33 && x < 11 && y < 13;
        expect(out[i]).toBe(inside ? all[(5 + y) * width + 7 + x] : 99);
      }
    },
  );
});

test("tiles and directories beyond 4 GiB", async () => {
  const at = 3 * 2 ** 32;
  const pixels = Uint8Array.from({ length: 256 }, (_, i) => i);
  const one = (tag: number, value: number) => ({ tag, type: "long", values: [value] }) as const;
  const tags = [
    ...[256, 257, 322, 323].map((tag) => one(tag, 16)),
    one(258, 8),
    { tag: 324, type: "offset", values: [at] } as const,
    one(325, 256),
  ];
  const ifd = ifdBytes(tags, at + 256, true, true);
  const parts = [
    { position: 0, bytes: tiffHeader(true, at + 256) },
    { position: at, bytes: pixels },
    { position: at + 256, bytes: ifd },
  ];
  const image = await openImage({
    name: "huge.tif",
    size: at + 256 + ifd.length,
    readAhead: 0,
    parallelReads: 1,
    read(position, target) {
      for (const part of parts) {
        const from = Math.max(position, part.position);
        const to = Math.min(position + target.length, part.position + part.bytes.length);
        if (from < to)
          target.set(part.bytes.subarray(from - part.position, to - part.position), from - position);
      }
    },
    close() {},
  });
  expect(firstDifference(await readAll(image), pixels)).toBe(-1);
});

describe("without Node", () => {
  afterEach(() => void vi.restoreAllMocks());
  const withoutNode = () => vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined as never);

  test.each(["tiled-deflate-uint16", "deflate-floating-float32", "zstd-uint16", "lzw-uint8", "ome-tczyx"])(
    "%s",
    async (name) => {
      const expected = await readAll(await openImage(fixture(name)));
      withoutNode();
      const image = await openImage(new Blob([fixture(name)]));
      expect(firstDifference(await readAll(image), expected)).toBe(-1);
    },
  );

  test("a path is refused with a way out", async () => {
    withoutNode();
    await expect(openImage("cells.tif")).rejects.toThrow(
      /browser cannot open a file by its path; pass a File/,
    );
  });

  test("the same deflate streams decode, and the same damage is found", async () => {
    const pixels = noise("uint8", 5000, 7) as Uint8Array;
    const native = await deflateCodec();
    const nativeDeflate = await deflater(6);
    withoutNode();
    const codec = await deflateCodec();
    const compress = await deflater(6);
    for (const stored of [nativeDeflate(pixels), compress(pixels)]) {
      expect(firstDifference(codec.decode(stored, new Uint8Array(5000)).slice(), pixels)).toBe(-1);
      const short = (decode: typeof codec.decode) => {
        try {
          return decode(stored.slice(0, 2000), new Uint8Array(5000)).length < 5000;
        } catch {
          return true;
        }
      };
      expect([short(native.decode), short(codec.decode)]).toEqual([true, true]);
      for (const { decode } of [native, codec]) {
        expect(() => decode(stored, new Uint8Array(4999))).toThrow();
        const damaged = new Uint8Array(stored);
        damaged[stored.length - 2] ^= 1;
        expect(() => decode(damaged, new Uint8Array(5000))).toThrow("incorrect data check");
        expect(() => decode(Uint8Array.of(1, 2, 3, 4, 5, 6, 7), new Uint8Array(100))).toThrow();
      }
    }
  });
});
