/**
 * Requests over files: paired, sized, and resolved for this machine.
 * @module
 */
import { access, constants, stat } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import { PixelmetryError } from "@pixelmetry/roi";
import { filesOf } from "../input/image-spec.ts";
import { pairImages } from "../input/pair-images.ts";
import type { Pairing } from "../input/pairing.ts";
import { type PreparedRun, type RunRequest, resolveRun } from "../request.ts";

/** @throws PixelmetryError for anything in the request that cannot be met, before any pixel is read */
export function prepareRun(request: RunRequest): Promise<PreparedRun> {
  const resources = { memory: Math.floor(totalmem() / 2), threads: availableParallelism() };
  return resolveRun(request, resources, async () => {
    const pairing = await pairImages(request);
    if (request.temp !== undefined) await checkTemp(request.temp);
    return { pairing, inputBytes: await sizeOf(pairing) };
  });
}

/** A run may compute for hours before it spills; a folder that cannot be written to is told at once. */
async function checkTemp(path: string): Promise<void> {
  const isFolder = await stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  const writable =
    isFolder &&
    (await access(path, constants.W_OK).then(
      () => true,
      () => false,
    ));
  if (writable) return;
  throw new PixelmetryError("output-failed", {
    where: path,
    what: isFolder ? "temporary files may not be written to this folder" : "there is no such folder",
    remedy: "choose another folder with --temp",
  });
}

async function sizeOf({ images }: Pairing): Promise<number> {
  let bytes = 0;
  for (const spec of images) {
    for (const { path } of filesOf(spec, true)) {
      bytes += await stat(path).then(
        ({ size }) => size,
        () => 0,
      );
    }
  }
  return bytes;
}
