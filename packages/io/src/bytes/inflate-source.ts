/**
 * Compressed streams as sources of bytes: read forwards, decompressed as far as needed, never kept as a whole.
 *
 * A reader that goes through an image plane by plane decompresses it once. A reader that goes back starts again
 * at the beginning, unless another place of the stream is still open: several are, so that channels stored one
 * after the other can be read side by side.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "./byte-source.ts";
import { inflate, type StreamFormat } from "./inflate.ts";

/** One place of the stream: the piece decompressed last, and what follows it. */
interface Cursor {
  readonly pieces: AsyncIterator<Uint8Array>;
  /** Position of `piece` in the decompressed stream. */
  start: number;
  piece: Uint8Array;
  ended: boolean;
}

/** Most places open at once; each holds the window of an inflater and one piece. */
const mostCursors = 8;

/** Whether a file starts like a gzip stream. */
export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;

/**
 * The decompressed bytes of `source` from `from` on. Their number is not known before the end, so `size` is
 * infinite and reads beyond the end fail when they get there.
 * @param format - `gzip`, or `zlib` for the stream without a file header
 */
export function inflateSource(source: ByteSource, format: StreamFormat = "gzip", from = 0): ByteSource {
  let cursors: Cursor[] = [];
  let queue: Promise<unknown> = Promise.resolve();
  let verified = false;

  const attempt = async (cursor: Cursor): Promise<void> => {
    try {
      const { done, value } = await cursor.pieces.next();
      cursor.start += cursor.piece.length;
      cursor.piece = done ? nothing : value;
      cursor.ended = done === true;
    } catch (cause) {
      cursors = cursors.filter((other) => other !== cursor);
      throw damaged(source, cause);
    }
  };
  const fill = async (position: number, target: Uint8Array): Promise<void> => {
    const cursor = nearest(position);
    for (let at = position; at < position + target.length; ) {
      const end = cursor.start + cursor.piece.length;
      if (at < end) {
        const part = cursor.piece.subarray(at - cursor.start, position + target.length - cursor.start);
        target.set(part, at - position);
        at += part.length;
      } else if (cursor.ended) {
        throw tooShort(source, position + target.length, end);
      } else {
        await attempt(cursor);
      }
    }
  };
  /** The last place before `position`, moved to the end of the list as the one used last. */
  const nearest = (position: number): Cursor => {
    let best: Cursor | undefined;
    for (const cursor of cursors) {
      if (cursor.start <= position && (best === undefined || cursor.start > best.start)) best = cursor;
    }
    best ??= { pieces: inflate(source, format, from), start: 0, piece: nothing, ended: false };
    const others = cursors.filter((cursor) => cursor !== best);
    if (others.length >= mostCursors)
      others
        .shift()!
        .pieces.return?.()
        .catch(() => {});
    cursors = [...others, best];
    return best;
  };
  /** One after the other: a place that is moving cannot serve two readers. */
  const enqueue = (work: () => Promise<void>): Promise<void> => {
    const done = queue.then(work);
    queue = done.catch(() => {});
    return done;
  };
  return {
    name: source.name,
    size: Number.POSITIVE_INFINITY,
    readAhead: Number.POSITIVE_INFINITY,
    parallelReads: 1,
    read: (position, target) => enqueue(() => fill(position, target)),
    verify: () =>
      enqueue(async () => {
        if (verified) return;
        const cursor = nearest(Number.POSITIVE_INFINITY);
        while (!cursor.ended) await attempt(cursor);
        verified = true;
      }),
    ...(source.sibling ? { sibling: (path: string) => source.sibling!(path) } : {}),
    async close() {
      const open = cursors;
      cursors = [];
      await queue;
      await Promise.all(open.map(({ pieces }) => pieces.return?.().catch(() => {})));
      await source.close();
    },
  };
}

/** Up to `length` bytes from the beginning: a stream may be shorter. */
export async function firstBytes(source: ByteSource, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  try {
    await source.read(0, bytes);
    return bytes;
  } catch (error) {
    const available = error instanceof PixelmetryError ? error.detail.data?.["available"] : undefined;
    if (typeof available !== "number") throw error;
    await source.read(0, bytes.subarray(0, available));
    return bytes.subarray(0, available);
  }
}

const nothing = new Uint8Array(0);

function tooShort(source: ByteSource, expected: number, received: number): PixelmetryError {
  return new PixelmetryError("corrupt-input", {
    what: "the compressed data end before the image does",
    where: source.name,
    expected: `at least ${expected} bytes`,
    received,
    remedy: "copy or export the file again",
    data: { available: received },
  });
}

function damaged(source: ByteSource, cause: unknown): PixelmetryError {
  if (cause instanceof PixelmetryError) return cause;
  return new PixelmetryError(
    "corrupt-input",
    {
      what: "the compressed data are damaged",
      where: source.name,
      received: cause instanceof Error ? cause.message : String(cause),
      remedy: "copy or export the file again",
    },
    { cause },
  );
}
