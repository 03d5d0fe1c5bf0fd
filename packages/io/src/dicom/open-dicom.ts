import type { ByteSource } from "../bytes/byte-source.ts";
import type { ImageSource, OpenOptions } from "../source.ts";
import { checkSingle } from "../volume/options.ts";
import { readDicom } from "./dataset.ts";
import { dicomImage, readPart } from "./dicom-image.ts";
import { labelKind } from "./labels/segments.ts";

/**
 * Opens one DICOM file: labels (SEG, RTSTRUCT), an image, or frames that make up a volume or follow each other in time. Samples are
 * rescaled by slope and intercept; positions order the frames.
 * @throws PixelmetryError `corrupt-input`, `unsupported-format`, `geometry-mismatch`
 */
export async function openDicom(source: ByteSource, options: OpenOptions = {}): Promise<ImageSource> {
  checkSingle(source, options);
  const file = await readDicom(source);
  const labels = labelKind(file.data);
  if (labels === "segmentation") {
    return (await import("./labels/open-segmentation.ts")).openSegmentation(file, source, options);
  }
  if (labels === "contours") {
    return (await import("./labels/open-contours.ts")).openContours(file, source, options);
  }
  const part = await readPart(file, 0);
  return dicomImage(
    options.name ?? source.name,
    [part],
    (_, work) => work(file.source),
    async () => source.close(),
  );
}
