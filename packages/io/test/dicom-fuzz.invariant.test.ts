// Whatever bytes a DICOM file holds, reading it gives pixels or one sentence.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe } from "vitest";
import { fuzz } from "./fuzz-volume.ts";

const folder = join(import.meta.dirname, "../../../reference-data/io/dicom");

describe.each([
  "implicit.dcm",
  "big-endian.dcm",
  "deflated.dcm",
  "enhanced-2.dcm",
  "rle-frames.dcm",
  "jpeg-8.dcm",
  "jpeg-lossless-16.dcm",
  "jpeg-predictor-7.dcm",
  "jpeg-ls-12-bit.dcm",
  "jpeg-2000-12-bit.dcm",
  "htj2k-16.dcm",
  "fragments-3-table.dcm",
])("%s", (file) => {
  const bytes = new Uint8Array(readFileSync(join(folder, file)));
  fuzz(bytes, bytes.length, file.length);
});
