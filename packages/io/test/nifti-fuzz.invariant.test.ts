// Whatever bytes a NIfTI file holds, reading it gives pixels or one sentence.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe } from "vitest";
import { fuzz } from "./fuzz-volume.ts";

const folder = join(import.meta.dirname, "../../../reference-data/io/nifti");
const fixture = (file: string) => new Uint8Array(readFileSync(join(folder, file)));

describe.each(["int16-le.nii", "slope-real-uint8-be.nii", "nifti2-uint64-le.nii", "frames-channels.nii"])(
  "%s",
  (file) => fuzz(fixture(file), 352, file.length),
);

describe("inside gzip", () =>
  fuzz(new Uint8Array(gunzipSync(fixture("uint16-be-gz.nii.gz"))), 352, 5, gzipSync));
describe("gzip itself", () => fuzz(fixture("int32-be-gz.nii.gz"), 30, 6));
