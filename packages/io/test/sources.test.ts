// The same image through every kind of source: path, file URL, Blob, bytes, HTTP.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createMemorySink,
  type ImageInput,
  memoryImage,
  type OpenOptions,
  openImage,
  writeTiff,
} from "../src/index.ts";
import { firstDifference, noise, readAll } from "./pixels.ts";
import { fixture } from "./tiff-bytes.ts";

const path = join(import.meta.dirname, "../../../reference-data/io/tiff/ome-tczyx.tif");

test.each<[string, () => ImageInput, string]>([
  ["path", () => path, "ome-tczyx.tif"],
  ["file URL", () => pathToFileURL(path), "ome-tczyx.tif"],
  ["file URL as text", () => pathToFileURL(path).href, "ome-tczyx.tif"],
  ["bytes", () => fixture("ome-tczyx"), "memory"],
  ["ArrayBuffer", () => fixture("ome-tczyx").buffer, "memory"],
  ["Blob", () => new Blob([fixture("ome-tczyx")]), "blob"],
  ["File", () => new File([fixture("ome-tczyx")], "dropped.tif"), "dropped.tif"],
])("%s", async (_, input, name) => {
  const image = await openImage(input());
  const expected = await readAll(await openImage(path));
  expect(image.info).toMatchObject({ name, size: [35, 21, 2], channels: 3, frames: 2 });
  expect(firstDifference(await readAll(image), expected)).toBe(-1);
  await image.close();
});

test.each<[string, ImageInput, string, RegExp]>([
  [
    "a path that is not there",
    join(path, "../none.tif"),
    "input-not-found",
    /does not exist; check the path/,
  ],
  ["a file as a folder", join(path, "none.tif"), "input-not-found", /does not exist/],
  ["a folder", join(path, ".."), "unsupported-format", /not a file .*expected an image file, found a folder/],
  ["a device", "/dev/null", "unsupported-format", /not a file .*a device or pipe/],
])("%s", async (_, input, tag, message) => {
  const error = openImage(input);
  await expect(error).rejects.toMatchObject({ tag });
  await expect(error).rejects.toThrow(message);
});

test("a closed file is not read", async () => {
  const image = await openImage(path);
  await image.close();
  await image.close();
  await expect(image.read({ x: 0, y: 0, width: 1, height: 1 }, new Uint16Array(1), 0, 1)).rejects.toThrow(
    "is closed",
  );
});

test("a source of one's own", async () => {
  const bytes = fixture("tiled-uint16");
  let closed = 0;
  const image = await openImage({
    name: "own.tif",
    size: bytes.length,
    readAhead: 0,
    parallelReads: 3,
    async read(position, target) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
      target.set(bytes.subarray(position, position + target.length));
    },
    close() {
      closed++;
    },
  });
  const expected = await readAll(await openImage(bytes));
  expect(firstDifference(await readAll(image), expected)).toBe(-1);
  await image.close();
  expect(closed).toBe(1);
});

test("a source is closed when its image cannot be opened", async () => {
  let closed = 0;
  const close = () => void closed++;
  const source = { name: "x", size: 4, readAhead: 0, parallelReads: 1, read() {}, close };
  await expect(openImage(source)).rejects.toThrow("not an image");
  expect(closed).toBe(1);
});

test("concurrent reads of one image do not mix", async () => {
  const data = noise("uint16", 300 * 200, 4);
  const sink = createMemorySink();
  await writeTiff(sink, memoryImage({ data, width: 300, height: 200 }), { tile: [64, 64] });
  const slow = new Blob([sink.bytes().slice()]);
  const image = await openImage(slow);
  await Promise.all(
    Array.from({ length: 40 }, async (_, i) => {
      const region = { x: (i * 37) % 200, y: (i * 53) % 120, width: 90, height: 71 };
      const out = new Uint16Array(90 * 71);
      await image.read(region, out, 0, 90);
      const expected = new Uint16Array(90 * 71);
      await memoryImage({ data, width: 300, height: 200 }).read(region, expected, 0, 90);
      expect(firstDifference(out, expected)).toBe(-1);
    }),
  );
});

describe("HTTP", () => {
  let server: Server;
  let base: string;
  let log: string[] = [];
  let handler: (request: IncomingMessage, response: ServerResponse, bytes: Uint8Array) => void;
  const files = new Map<string, Uint8Array>();

  beforeAll(async () => {
    server = createServer((request, response) => {
      const bytes = files.get(request.url!);
      log.push(`${request.method} ${request.headers.range ?? "all"}`);
      if (!bytes) return response.writeHead(404).end();
      return handler(request, response, bytes);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  const ranges: typeof handler = (request, response, bytes) => {
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range!)!.map(Number);
    const part = bytes.subarray(from, Math.min(to + 1, bytes.length));
    const range = `bytes ${from}-${from + part.length - 1}/${bytes.length}`;
    response.writeHead(206, { "content-range": range, etag: '"1"' }).end(part);
  };
  const start = async (bytes: Uint8Array, behaviour: typeof handler = ranges, options?: OpenOptions) => {
    files.set("/a/image.tif", bytes);
    handler = behaviour;
    log = [];
    return openImage(`${base}/a/image.tif?x=1#y`.replace("?x=1#y", ""), options);
  };

  test("reads directories in blocks and tiles by range", async () => {
    const data = noise("uint16", 1000 * 900, 8);
    const sink = createMemorySink();
    await writeTiff(sink, memoryImage({ data, width: 1000, height: 900 }), { compression: "none" });
    const image = await start(sink.bytes());
    expect(image.info.name).toBe("image.tif");
    expect(log.length).toBeLessThanOrEqual(3);
    const out = new Uint16Array(256 * 256);
    await image.read({ x: 256, y: 256, width: 256, height: 256 }, out, 0, 256);
    expect(log.length).toBeLessThanOrEqual(4);
    expect(firstDifference(await readAll(image), data)).toBe(-1);
    expect(firstDifference(await readAll(image, 100, 333), data)).toBe(-1);
    await image.close();
  });

  test("a small file is one request", async () => {
    const image = await start(fixture("ome-tczyx"));
    expect(firstDifference(await readAll(image), await readAll(await openImage(path)))).toBe(-1);
    expect(log).toEqual(["GET bytes=0-65535"]);
  });

  test("a server without ranges", async () => {
    const image = await start(fixture("ome-tczyx"), (_, response, bytes) =>
      response.writeHead(200).end(bytes),
    );
    expect(firstDifference(await readAll(image), await readAll(await openImage(path)))).toBe(-1);
    expect(log).toHaveLength(1);
  });

  test("a server that hides Content-Range", async () => {
    const image = await start(fixture("ome-tczyx"), (request, response, bytes) => {
      if (request.method === "HEAD") response.writeHead(200, { "content-length": bytes.length }).end();
      else response.writeHead(206).end(bytes);
    });
    expect(image.info.channels).toBe(3);
    expect(log[1]).toBe("HEAD all");
  });

  test("a passing failure is tried again", async () => {
    let failures = 2;
    const image = await start(fixture("ome-tczyx"), (request, response, bytes) => {
      if (failures-- > 0) response.writeHead(503).end();
      else ranges(request, response, bytes);
    });
    expect(log).toHaveLength(3);
    await image.close();
  });

  test.each<[string, typeof handler, string, RegExp]>([
    [
      "not allowed",
      (_, response) => response.writeHead(403).end(),
      "input-not-found",
      /refuses .*found status 403.*permissions/,
    ],
    [
      "an error page",
      (_, response) => response.writeHead(200).end("<html>"),
      "unsupported-format",
      /not an image/,
    ],
    [
      "no size",
      (_, response) => response.writeHead(206).end("II*"),
      "unsupported-format",
      /does not tell the size/,
    ],
  ])("%s", async (_, behaviour, tag, message) => {
    const error = start(fixture("ome-tczyx"), behaviour);
    await expect(error).rejects.toMatchObject({ tag });
    await expect(error).rejects.toThrow(message);
  });

  test("missing file, unknown host, empty file", async () => {
    await expect(openImage(`${base}/none.tif`)).rejects.toThrow(/does not exist .*status 404/);
    await expect(openImage("http://127.0.0.1:9/x.tif")).rejects.toThrow(/server cannot be reached/);
    await expect(start(new Uint8Array(0), (_, r) => r.writeHead(416).end())).rejects.toThrow(/file is empty/);
  });

  test("a file that changes while it is read", async () => {
    const data = noise("uint8", 600 * 600, 8);
    const sink = createMemorySink();
    await writeTiff(sink, memoryImage({ data, width: 600, height: 600 }), { compression: "none" });
    const image = await start(sink.bytes());
    handler = (request, response, bytes) => {
      response.setHeader("etag", '"2"');
      const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range!)!.map(Number);
      response.writeHead(206, { "content-range": `bytes ${from}-${to}/${bytes.length}` });
      response.end(bytes.subarray(from, to + 1));
    };
    await expect(readAll(image)).rejects.toThrow(/changed on the server/);
  });

  test("stopping, and a fetch of one's own", async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(start(fixture("ome-tczyx"), ranges, { signal: stop.signal })).rejects.toMatchObject({
      tag: "aborted",
    });
    const seen: string[] = [];
    const image = await start(fixture("ome-tczyx"), ranges, {
      fetch: (url, init) => {
        seen.push(String(url));
        return fetch(url, init);
      },
    });
    expect(seen).toHaveLength(1);
    await image.close();
  });
});
