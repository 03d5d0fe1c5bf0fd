/**
 * Copies a rectangle of one page into memory. Each tile that the rectangle touches is read and decoded once;
 * tiles that lie next to each other in the file are read in one piece.
 * @module
 */

import { giveScratch, type Scratch, scratchBytes, takeScratch } from "../bytes/scratch.ts";
import type { PlaneRegion } from "../source.ts";
import { copyPart, fillZeros, type Part, type Target } from "./copy-part.ts";
import { corrupt } from "./corrupt.ts";
import { placeName, type TilePlace } from "./decode-tile.ts";
import type { Page } from "./page.ts";
import { tileCache } from "./tile-cache.ts";

/** One tile to be read, and the part of it that is wanted, in tile coordinates. */
interface Job extends TilePlace, Part {
  /** File position and length of what is read: the whole stored tile, or the wanted rows of a raw one. */
  readonly position: number;
  readonly length: number;
}

/** Jobs whose bytes are read with one call. */
interface Run {
  readonly position: number;
  length: number;
  readonly jobs: Job[];
}

/** Longest read that joins several tiles: large enough to save calls, small enough to stay in the cache. */
const longestRun = 2 ** 20;

/**
 * Reads `region` of sample `sample` of a page.
 * @throws PixelmetryError `corrupt-input` when a tile is cut off or does not decode
 */
export async function readRegion(
  page: Page,
  sample: number,
  region: PlaneRegion,
  target: Target,
): Promise<void> {
  const runs: Run[] = [];
  collectRuns(page, sample, region, target, runs);
  const { parallelReads } = page.layout.ifd.source;
  if (parallelReads <= 1 || runs.length <= 1) {
    for (const run of runs) {
      const pending = readRun(page, sample, run, target);
      if (pending) await pending;
    }
    return;
  }
  let next = 0;
  const lane = async () => {
    try {
      while (next < runs.length) await readRun(page, sample, runs[next++], target);
    } catch (error) {
      next = runs.length;
      throw error;
    }
  };
  const lanes = Array.from({ length: Math.min(parallelReads, runs.length) }, lane);
  // A caller who hears of a failure may use the array again, so no read may still be writing to it.
  const failed = (await Promise.allSettled(lanes)).find(({ status }) => status === "rejected");
  if (failed) throw (failed as PromiseRejectedResult).reason;
}

function collectRuns(page: Page, sample: number, region: PlaneRegion, target: Target, runs: Run[]): void {
  const { layout } = page;
  const { tileWidth, tileHeight, tilesAcross, tilesDown } = layout;
  const right = region.x + region.width;
  const bottom = region.y + region.height;
  const firstTile = layout.planar ? sample * tilesAcross * tilesDown : 0;
  const gap = page.layout.ifd.source.readAhead;
  for (let tileY = Math.floor(region.y / tileHeight); tileY * tileHeight < bottom; tileY++) {
    for (let tileX = Math.floor(region.x / tileWidth); tileX * tileWidth < right; tileX++) {
      const x = Math.max(region.x, tileX * tileWidth);
      const y = Math.max(region.y, tileY * tileHeight);
      const part = {
        page: page.number,
        index: firstTile + tileY * tilesAcross + tileX,
        columns: Math.min(tileWidth, layout.width - tileX * tileWidth),
        rows: Math.min(tileHeight, layout.height - tileY * tileHeight),
        left: x - tileX * tileWidth,
        top: y - tileY * tileHeight,
        width: Math.min(right, (tileX + 1) * tileWidth) - x,
        height: Math.min(bottom, (tileY + 1) * tileHeight) - y,
        to: target.offset + (y - region.y) * target.stride + (x - region.x),
      };
      const offset = page.offsets[part.index];
      const count = page.counts[part.index];
      const cached = tileCache.get(page.owner, part.index);
      if (cached) {
        copyPart(page, sample, cached, { ...part, firstRow: 0 }, target);
      } else if (offset === 0 && count === 0) {
        fillZeros(part, target);
      } else {
        addJob(runs, { ...part, ...stretch(page, part, offset, count) }, gap);
      }
    }
  }
}

/** The bytes of the file that a job needs. */
function stretch(
  page: Page,
  part: TilePlace & { top: number; height: number },
  offset: number,
  count: number,
): Pick<Job, "position" | "length" | "firstRow"> {
  const { layout, decoder } = page;
  const { source } = layout.ifd;
  const needed = layout.storedRowBytes * part.rows;
  if (offset + count > source.size || count === 0 || (layout.compression === 1 && count < needed)) {
    throw corrupt(source, `${placeName(layout, part)} is cut off`, {
      expected: layout.compression === 1 ? `${needed} bytes` : "at least 1 byte",
      received: `${Math.max(0, Math.min(count, source.size - offset))} bytes at ${offset}`,
    });
  }
  if (decoder.raw) {
    const { rowBytes } = decoder;
    return { position: offset + part.top * rowBytes, length: part.height * rowBytes, firstRow: part.top };
  }
  // No codec expands pixels by more: what lies beyond is padding or a wrong byte count.
  const longest = 2 * layout.storedTileBytes + 65536;
  return { position: offset, length: Math.min(count, longest), firstRow: 0 };
}

function addJob(runs: Run[], job: Job, gap: number): void {
  const run = runs[runs.length - 1];
  if (run) {
    const end = run.position + run.length;
    const length = job.position + job.length - run.position;
    if (job.position >= end && job.position - end <= gap && length <= longestRun) {
      run.length = length;
      run.jobs.push(job);
      return;
    }
  }
  runs.push({ position: job.position, length: job.length, jobs: [job] });
}

function readRun(page: Page, sample: number, run: Run, target: Target): void | Promise<void> {
  const { source } = page.layout.ifd;
  const direct = directTarget(page, run, target);
  if (direct) return source.read(run.position, direct);
  const scratch = takeScratch();
  const bytes = scratchBytes(scratch, "stored", run.length);
  const pending = source.read(run.position, bytes);
  if (!pending) {
    placeRun(page, sample, run, bytes, scratch, target);
    giveScratch(scratch);
    return;
  }
  return pending.then(() => {
    placeRun(page, sample, run, bytes, scratch, target);
    giveScratch(scratch);
  });
}

/** The bytes of `out` that a run can be read into without a detour: full rows of raw strips, one after the other. */
function directTarget(page: Page, run: Run, { out, stride }: Target): Uint8Array | undefined {
  const { layout, decoder } = page;
  const [first] = run.jobs;
  if (!decoder.raw || layout.samplesPerTile > 1 || stride !== first.width) return undefined;
  if (first.width !== layout.tileWidth || layout.tilesAcross !== 1) return undefined;
  let bytes = 0;
  for (const job of run.jobs) bytes += job.length;
  if (bytes !== run.length) return undefined;
  return new Uint8Array(out.buffer, out.byteOffset + first.to * out.BYTES_PER_ELEMENT, bytes);
}

function placeRun(
  page: Page,
  sample: number,
  run: Run,
  bytes: Uint8Array,
  scratch: Scratch,
  target: Target,
): void {
  const { decoder, layout, owner } = page;
  for (const job of run.jobs) {
    const start = job.position - run.position;
    const stored = bytes.subarray(start, start + job.length);
    const whole = job.width === job.columns && job.height === job.rows && layout.samplesPerTile === 1;
    const keep = !whole && !decoder.raw;
    const pixels = decoder.decode(stored, job, scratch, keep);
    if (keep) tileCache.set(owner, job.index, pixels);
    copyPart(page, sample, pixels, job, target);
  }
}
