/**
 * Segments of a segmentation, or regions of a structure set: numbers, names, and which of them are labels.
 * @module
 */
import { type DType, PixelmetryError } from "@pixelmetry/roi";
import type { Dataset } from "../dataset.ts";

/** A segment: its number is its label. */
export interface Segment {
  readonly number: number;
  readonly name: string;
}

const segmentation = "1.2.840.10008.5.1.4.1.1.66.4";
const labelMap = "1.2.840.10008.5.1.4.1.1.66.7";
const structureSet = "1.2.840.10008.5.1.4.1.1.481.3";

/** What kind of labels a file holds by its SOP class; undefined for images. */
export function labelKind(data: Dataset): "segmentation" | "contours" | undefined {
  const sopClass = data.text("x00080016");
  if (sopClass === segmentation || sopClass === labelMap) return "segmentation";
  return sopClass === structureSet ? "contours" : undefined;
}

/**
 * The segments that become labels.
 * @param wanted - numbers or names, which may differ in case; all when absent
 * @throws PixelmetryError `invalid-argument` for a segment that is not there, `corrupt-input` for impossible numbers
 */
export function chooseSegments(
  segments: readonly Segment[],
  wanted: readonly string[] | undefined,
  where: string,
): Segment[] {
  const numbers = new Set(segments.map(({ number }) => number));
  const bad = segments.find(({ number }) => !(Number.isInteger(number) && number >= 1 && number <= 65535));
  if (bad !== undefined || numbers.size < segments.length || segments.length === 0) {
    throw new PixelmetryError("corrupt-input", {
      what: "the numbers of the segments in the DICOM file are impossible",
      where,
      expected: "different numbers from 1 to 65535",
      received:
        segments
          .map(({ number }) => number)
          .slice(0, 8)
          .join(", ")
          .replaceAll("NaN", "no number") || "no segment",
      remedy: "export the file again",
    });
  }
  if (wanted === undefined) return [...segments];
  const chosen = new Set<Segment>();
  for (const word of wanted) {
    const found = segments.filter(({ number, name }) => String(number) === word || same(name, word));
    if (found.length === 0) {
      throw new PixelmetryError("invalid-argument", {
        what: `the file has no segment ${word}`,
        where,
        expected: segments.map(describe).slice(0, 20).join(", "),
        remedy: "choose one of these by number or name",
      });
    }
    for (const segment of found) chosen.add(segment);
  }
  return segments.filter((segment) => chosen.has(segment));
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Number and name as messages and notes give them. */
export const describe = ({ number, name }: Segment): string =>
  `${number} ${name.replace(/[^\x20-\x7e\xa0-\uffff]/g, "?")}`.trim();

/** What a user should know: which label is what. */
export const segmentNote = (segments: readonly Segment[]): string =>
  `labels are segments: ${segments.map(describe).join(", ")}`;

/** Pixel type that holds the numbers. */
export const labelType = (segments: readonly Segment[]): DType =>
  segments.some(({ number }) => number > 255) ? "uint16" : "uint8";

/** The error of a pixel that belongs to two segments. */
export function overlap(where: string, a: Segment, b: Segment, place: string): PixelmetryError {
  return new PixelmetryError("invalid-labels", {
    what: `the segments ${describe(a)} and ${describe(b)} overlap at pixel ${place}`,
    where,
    expected: "one label for each pixel",
    remedy: "choose segments that do not overlap",
  });
}
