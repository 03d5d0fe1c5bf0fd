/**
 * Identity of files that were handed over, for the run report. WebCrypto wants a file as a whole; this takes
 * it piece by piece.
 * @module
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { FileIdentity } from "../host.ts";
import { filesOf, type ImageSpec } from "../input/image-spec.ts";

const pieceBytes = 4 << 20;

/** Identities of the files an image is made of; remote files are named only. */
export async function hashBlobs(
  spec: ImageSpec,
  hash: boolean,
  readsIntensity: boolean,
): Promise<FileIdentity[]> {
  const identities: FileIdentity[] = [];
  for (const { path, content } of filesOf(spec, readsIntensity)) {
    if (content === undefined) identities.push({ path });
    else identities.push({ path, bytes: content.size, ...(hash ? { sha256: await sha256Of(content) } : {}) });
  }
  return identities;
}

async function sha256Of(content: Blob): Promise<string> {
  const digest = sha256.create();
  for (let at = 0; at < content.size; at += pieceBytes) {
    digest.update(new Uint8Array(await content.slice(at, at + pieceBytes).arrayBuffer()));
  }
  return bytesToHex(digest.digest());
}
