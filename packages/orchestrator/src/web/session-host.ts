/**
 * Sessions in a browser: segment files in its private file system, identities of files that were handed over.
 * @module
 */
import type { SessionHost } from "../host.ts";
import { hashBlobs } from "./hash-blobs.ts";
import { OpfsSegments } from "./opfs-segments.ts";

export const sessionHost: SessionHost = {
  segments: (folder) => new OpfsSegments(folder),
  identify: hashBlobs,
};
