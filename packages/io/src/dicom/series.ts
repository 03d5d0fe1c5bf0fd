/**
 * Series: files of one volume, usually a slice each.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import { type ByteSource, readBytes } from "../bytes/byte-source.ts";
import { type FileInput, openSource } from "../bytes/open-source.ts";
import { mostOpen, SourcePool } from "../bytes/source-pool.ts";
import type { ImageSource, OpenOptions } from "../source.ts";
import { checkSingle } from "../volume/options.ts";
import { isDicom } from "./signature.ts";

/** Files that belong together. */
export interface DicomSeries<Input extends FileInput = FileInput> {
  /** SeriesInstanceUID. */
  readonly uid: string;
  /** SeriesNumber and SeriesDescription, as far as the files state them. */
  readonly description: string;
  /** Its files in the order in which they were given. */
  readonly inputs: readonly Input[];
}

/**
 * Sorts files into series; files that are not DICOM, and DICOM files without pixels, are left out.
 * @throws PixelmetryError `input-not-found`, `corrupt-input`
 * @example
 * const [ct] = await findDicomSeries(paths);
 * const volume = await openDicomSeries(ct.inputs);
 */
export async function findDicomSeries<Input extends FileInput>(
  inputs: readonly Input[],
  options: Pick<OpenOptions, "fetch" | "signal"> = {},
): Promise<DicomSeries<Input>[]> {
  const { readDicom } = await import("./dataset.ts");
  const found = new Map<string, { description: string; inputs: Input[] }>();
  for (const input of inputs) {
    const source = await openSource(input, options);
    try {
      if (!isDicom(await readBytes(source, 0, Math.min(132, source.size)))) continue;
      const { data } = await readDicom(source);
      if (!data.has("x00280010")) continue;
      const uid = data.text("x0020000e");
      const description = `${data.text("x00200011")} ${data.text("x0008103e")}`.trim();
      const series = found.get(uid) ?? { description, inputs: [] };
      series.inputs.push(input);
      found.set(uid, series);
    } finally {
      await source.close();
    }
  }
  return [...found].map(([uid, series]) => ({ uid, ...series }));
}

/**
 * Opens the files of one series as a volume; slices are sorted by position along their normal.
 * @throws PixelmetryError `geometry-mismatch` for files of several series, slices of different size or orientation,
 *   two slices in one place and missing ones; `corrupt-input`, `unsupported-format`, `input-not-found`
 * @example
 * const ct = await openDicomSeries(["ct/1.dcm", "ct/2.dcm", "ct/3.dcm"]);
 */
export async function openDicomSeries(
  inputs: readonly FileInput[],
  options: OpenOptions = {},
): Promise<ImageSource> {
  const { readDicom } = await import("./dataset.ts");
  const { dicomImage, readPart } = await import("./dicom-image.ts");
  const { name: _, ...others } = options;
  if (inputs.length === 0) throw new RangeError("a series has at least one file");
  /** Inflated data sets stay in memory; all other files are opened again when they are read. */
  const kept = new Map<number, ByteSource>();
  const parts = [];
  let uid: { readonly text: string; readonly where: string } | undefined;
  for (const [i, input] of inputs.entries()) {
    const source = await openSource(input, others);
    try {
      checkSingle(source, options);
      await checkDicom(source);
      const file = await readDicom(source);
      const own = file.data.text("x0020000e");
      uid ??= { text: own, where: source.name };
      if (own !== uid.text) throw severalSeries(source.name, own, uid);
      parts.push(await readPart(file, i));
      if (file.source !== source) kept.set(i, file.source);
    } finally {
      await source.close();
    }
  }
  const pool = new SourcePool<ByteSource>(
    (file) => kept.get(file) ?? openSource(inputs[file], others),
    mostOpen,
  );
  return dicomImage(
    options.name ?? uid!.where,
    parts,
    (file, work) => pool.use(file, work),
    () => pool.close(),
  );
}

async function checkDicom(source: ByteSource): Promise<void> {
  if (isDicom(await readBytes(source, 0, Math.min(132, source.size)))) return;
  throw new PixelmetryError("unsupported-format", {
    what: "the file of a series is no DICOM file",
    where: source.name,
    expected: "DICOM",
    remedy: "name the files of one series only",
  });
}

function severalSeries(where: string, own: string, first: { text: string; where: string }): PixelmetryError {
  return new PixelmetryError("geometry-mismatch", {
    what: `the file belongs to another series than ${first.where}`,
    where,
    expected: first.text || "no series",
    received: own || "no series",
    remedy: "name the files of one series",
  });
}
