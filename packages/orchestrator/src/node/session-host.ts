/**
 * Sessions in Node: segment files on disk, file identities by Node's hashing.
 * @module
 */
import type { SessionHost } from "../host.ts";
import { hashFiles } from "./hash-files.ts";
import { SpillFile } from "./spill-file.ts";

export const sessionHost: SessionHost = {
  segments(folder) {
    const reader = new SpillFile(folder);
    return {
      reader,
      open: async () => new SpillFile(folder),
      release: () => reader.close(),
      close: () => reader.close(),
    };
  },
  identify: async (spec, hash, readsIntensity) => hashFiles(spec, hash, readsIntensity),
};
