/**
 * Files behind HTTP servers and object stores, read by range requests.
 *
 * Small reads (directories, tile tables) go through cached blocks, so that parsing a file takes a handful of
 * requests; reads of a block or more (tiles) go to the server as they are and are not kept.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import { BlockCache } from "./block-cache.ts";
import { type ByteSource, baseName, endOfFile } from "./byte-source.ts";
import { memorySource } from "./memory-source.ts";

/** How to talk to the server. */
export interface HttpOptions {
  /** Name in messages and tables; default is the last part of the URL. */
  readonly name?: string;
  /** Replacement for the global `fetch`, for example one that signs requests. */
  readonly fetch?: typeof globalThis.fetch;
  /** Ends all requests of this file. */
  readonly signal?: AbortSignal;
}

/** 64 KiB: one round trip brings a header with the directories and tile tables of most files. */
const blockBytes = 2 ** 16;
const cachedBlocks = 64;
/** A server without range requests is only tolerated for files up to this size. */
const largestWhole = 2 ** 28;
const attempts = 3;
const timeoutMs = 60_000;

/**
 * Opens a file behind a URL.
 * @throws PixelmetryError `input-not-found` when the server does not give the file out, `aborted`
 */
export async function httpSource(url: string, options: HttpOptions = {}): Promise<ByteSource> {
  const name = options.name ?? baseName(url);
  const first = await request(url, 0, blockBytes, options);
  if (first.status === 416) return memorySource(new Uint8Array(0), name);
  const head = await body(first, url);
  if (first.status === 200) {
    // A complete answer, whatever was asked for.
    return memorySource(head, name);
  }
  const size = await totalSize(first, url, options);
  const version = versionOf(first);

  const load = async (position: number, length: number): Promise<Uint8Array> => {
    const response = await request(url, position, length, options);
    const bytes = await body(response, url);
    if (versionOf(response) !== version) {
      throw new PixelmetryError("corrupt-input", {
        what: "the file changed on the server while it was read",
        where: url,
        remedy: "start again",
      });
    }
    if (response.status !== 206 || bytes.length !== length) {
      throw new PixelmetryError("corrupt-input", {
        what: "the server did not answer the range that was asked for",
        where: url,
        expected: `${length} bytes at ${position}`,
        received: `${bytes.length} bytes, status ${response.status}`,
        remedy: "use a server that supports range requests without re-compressing",
      });
    }
    return bytes;
  };
  const blocks = new BlockCache(size, blockBytes, cachedBlocks, load);
  blocks.put(0, head.length > size ? head.subarray(0, size) : head);
  const source: ByteSource = {
    name,
    size,
    readAhead: blockBytes,
    parallelReads: 6,
    async read(position, target) {
      if (position + target.length > size) throw endOfFile(source, position + target.length);
      if (target.length < blockBytes) await blocks.read(position, target);
      else target.set(await load(position, target.length));
    },
    sibling(path) {
      const { name: _, ...others } = options;
      return httpSource(new URL(path.split("/").map(encodeURIComponent).join("/"), url).href, others);
    },
    close() {
      blocks.clear();
    },
  };
  return source;
}

async function request(url: string, from: number, length: number, options: HttpOptions): Promise<Response> {
  const send = options.fetch ?? globalThis.fetch;
  const headers = { range: `bytes=${from}-${from + length - 1}` };
  for (let attempt = 1; ; attempt++) {
    let failure: unknown;
    try {
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
      const response = await send(url, { headers, signal });
      if (response.status === 200 || response.status === 206 || response.status === 416) return response;
      await response.body?.cancel();
      if (response.status !== 429 && response.status < 500) throw refused(url, response.status);
      failure = refused(url, response.status);
    } catch (error) {
      if (error instanceof PixelmetryError) throw error;
      if (options.signal?.aborted) {
        throw new PixelmetryError("aborted", { what: "reading was stopped", where: url }, { cause: error });
      }
      const reason =
        error instanceof Error ? (error.cause instanceof Error ? error.cause : error).message : error;
      failure = new PixelmetryError(
        "input-not-found",
        {
          what: "the server cannot be reached",
          where: url,
          received: String(reason),
          remedy: "check the address and the network",
        },
        { cause: error },
      );
    }
    if (attempt >= attempts) throw failure;
    await new Promise((resolve) => setTimeout(resolve, 100 * 4 ** (attempt - 1)));
  }
}

async function body(response: Response, url: string): Promise<Uint8Array> {
  const length = Number(response.headers.get("content-length") ?? 0);
  if (response.status === 200 && length > largestWhole) {
    await response.body?.cancel();
    throw new PixelmetryError("unsupported-format", {
      what: "the server cannot send parts of a file, and this one is too large to load whole",
      where: url,
      expected: "an answer with status 206",
      received: `${length} bytes`,
      remedy: "download the file first",
    });
  }
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new PixelmetryError(
      "corrupt-input",
      { what: "the connection ended before the data did", where: url, remedy: "try again" },
      { cause },
    );
  }
}

async function totalSize(response: Response, url: string, options: HttpOptions): Promise<number> {
  const total = Number(response.headers.get("content-range")?.match(/\/(\d+)\s*$/)?.[1] ?? Number.NaN);
  if (Number.isFinite(total)) return total;
  // Browsers hide Content-Range unless the server names it in Access-Control-Expose-Headers.
  const send = options.fetch ?? globalThis.fetch;
  const answer = await send(url, { method: "HEAD", ...(options.signal ? { signal: options.signal } : {}) });
  const length = Number(answer.headers.get("content-length") ?? Number.NaN);
  if (answer.ok && Number.isFinite(length)) return length;
  throw new PixelmetryError("unsupported-format", {
    what: "the server does not tell the size of the file",
    where: url,
    expected: "a Content-Range or Content-Length header",
    remedy: "let the server expose the header Content-Range",
  });
}

const versionOf = ({ headers }: Response): string | null =>
  headers.get("etag") ?? headers.get("last-modified");

function refused(url: string, status: number): PixelmetryError {
  const missing = status === 404 || status === 410;
  return new PixelmetryError("input-not-found", {
    what: missing ? "the file does not exist" : "the server refuses to give out the file",
    where: url,
    received: `status ${status}`,
    remedy: missing ? "check the address" : "check your permissions, or try again later",
  });
}
