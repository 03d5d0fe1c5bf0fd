// Whatever bytes an NRRD or MetaImage file holds, reading it gives pixels or one sentence.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe } from "vitest";
import { fuzz } from "./fuzz-volume.ts";

const folder = join(import.meta.dirname, "../../../reference-data/io");

describe.each([
  "nrrd/int16-gzip.nrrd",
  "nrrd/uint64-raw-be.nrrd",
  "nrrd/float32-ascii.nrrd",
  "nrrd/vector-gzip.nrrd",
  "metaimage/int16.mha",
  "metaimage/int64-zlib.mha",
  "metaimage/text.mha",
  "metaimage/channels-zlib.mha",
])("%s", (file) => {
  const bytes = new Uint8Array(readFileSync(join(folder, file)));
  fuzz(bytes, 330, file.length);
});
