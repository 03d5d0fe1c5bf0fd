/**
 * Identity of input files for the run report: name, size, SHA-256.
 * @module
 */
import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { PixelmetryError } from "@pixelmetry/roi";
import type { FileIdentity } from "../host.ts";
import { filesOf, type ImageSpec } from "../input/image-spec.ts";

/** Identities of the files an image is made of; remote files are named only. */
export function hashFiles(spec: ImageSpec, hash: boolean, readsIntensity: boolean): FileIdentity[] {
  return filesOf(spec, readsIntensity).map(({ path }) =>
    /^https?:/i.test(path) ? { path } : identify(path, hash),
  );
}

function identify(path: string, hash: boolean): FileIdentity {
  const descriptor = open(path);
  try {
    const bytes = fstatSync(descriptor).size;
    if (!hash) return { path, bytes };
    const digest = createHash("sha256");
    const buffer = new Uint8Array(Math.min(bytes, 1 << 20) || 1);
    for (let at = 0; at < bytes; ) {
      const n = readSync(descriptor, buffer, 0, buffer.length, at);
      if (n === 0) break;
      digest.update(buffer.subarray(0, n));
      at += n;
    }
    return { path, bytes, sha256: digest.digest("hex") };
  } finally {
    closeSync(descriptor);
  }
}

function open(path: string): number {
  try {
    return openSync(path, "r");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new PixelmetryError(
      "input-not-found",
      { where: path, what: `the file went away while it was measured (${code})`, remedy: "run it again" },
      { cause },
    );
  }
}
