/**
 * Volumes given as one file per plane: the group `z` of a pattern is the number of the plane.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { KeyedFile } from "./pairing.ts";

/** A file with the number of its plane as the pattern captured it. */
export interface PlaneFile extends KeyedFile {
  readonly z?: string;
}

/**
 * Puts the planes of each channel in order; files without numbers of planes stay as they are.
 * @throws PixelmetryError `unpaired-input` for planes that are missing or there twice
 */
export function stackPlanes(files: readonly PlaneFile[]): KeyedFile[] {
  if (files.every(({ z }) => z === undefined)) return [...files];
  const channels = new Map<string, PlaneFile[]>();
  for (const file of files) {
    const key = file.channel ?? "";
    const channel = channels.get(key) ?? [];
    channel.push(file);
    channels.set(key, channel);
  }
  return [...channels.values()].map(stackChannel);
}

function stackChannel(files: readonly PlaneFile[]): KeyedFile {
  const planes = files.map((file) => ({ file, number: planeNumber(file) }));
  planes.sort((a, b) => a.number - b.number);
  const steps = planes.slice(1).map(({ number }, i) => number - planes[i].number);
  const step = Math.min(...steps);
  for (const [i, gap] of steps.entries()) {
    const { file, number } = planes[i + 1];
    if (gap === 0) {
      throw unstackable(
        file,
        `it is plane ${number}, as is ${planes[i].file.name}`,
        "capture what tells them apart in a group of the pattern",
      );
    }
    if (gap !== step) {
      throw unstackable(
        file,
        `plane ${planes[i].number + step} before it is missing`,
        "add the plane, or leave the volume out of the pattern",
      );
    }
  }
  const { z: _, ...first } = planes[0].file;
  return { ...first, planes: planes.map(({ file }) => file.path) };
}

function planeNumber(file: PlaneFile): number {
  const number = file.z === undefined || file.z === "" ? Number.NaN : Number(file.z);
  if (Number.isInteger(number)) return number;
  throw unstackable(
    file,
    `the group z of the pattern captures ${JSON.stringify(file.z ?? "")}`,
    "let z capture digits, as in (?<z>\\d+)",
  );
}

function unstackable(file: PlaneFile, what: string, remedy: string): PixelmetryError {
  return new PixelmetryError("unpaired-input", { where: file.name, what, remedy });
}
