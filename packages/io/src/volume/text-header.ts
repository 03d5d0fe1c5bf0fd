/**
 * Headers that are text: what NRRD and MetaImage have in common.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import type { ByteSource } from "../bytes/byte-source.ts";

/** The text of a header and the position of the byte behind it. */
export interface TextHeader {
  readonly lines: readonly string[];
  readonly end: number;
}

const pieceBytes = 4096;
/** Real headers have a few kilobytes. */
const mostBytes = 2 ** 20;

/**
 * Reads lines until `isLast` says that one ends the header, or to the end of the file.
 * @returns the lines without that last one where it is empty
 * @throws PixelmetryError `corrupt-input` when the header does not end within a megabyte
 */
export async function readTextHeader(
  source: ByteSource,
  isLast: (line: string) => boolean,
): Promise<TextHeader> {
  const lines: string[] = [];
  let rest = "";
  let position = 0;
  let end = 0;
  const most = Math.min(source.size, mostBytes);
  for (;;) {
    const newline = rest.indexOf("\n");
    if (newline >= 0) {
      const line = rest.slice(0, newline).replace(/\r$/, "");
      rest = rest.slice(newline + 1);
      end += newline + 1;
      if (line !== "") lines.push(line);
      if (isLast(line)) return { lines, end };
    } else if (position < most) {
      const piece = new Uint8Array(Math.min(pieceBytes, most - position));
      await source.read(position, piece);
      position += piece.length;
      // One character per byte, so that characters count as bytes whatever the encoding of comments.
      rest += latin1(piece);
    } else if (most < source.size) {
      throw corruptText(source, "the header of the file does not end", "less than 1 MiB of text");
    } else {
      if (rest !== "") lines.push(rest.replace(/\r$/, ""));
      return { lines, end: source.size };
    }
  }
}

/** One character per byte. */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i]);
  return text;
}

/** What a message quotes from a file: short, and printable. */
export function quoted(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return `"${short.replace(/[^\x20-\x7e]/g, "?")}"`;
}

/** The error of a header that cannot be right. */
export function corruptText(
  source: ByteSource,
  what: string,
  expected: string | number,
  received?: string | number,
): PixelmetryError {
  return new PixelmetryError("corrupt-input", {
    what,
    where: source.name,
    expected,
    ...(received === undefined ? {} : { received }),
    remedy: "copy or export the file again",
  });
}

/**
 * Numbers separated by spaces; words that are no numbers are NaN, as is NaN itself.
 * @param count - how many there must be, where that is known
 * @throws PixelmetryError `corrupt-input`
 */
export function numbers(source: ByteSource, field: string, text: string, count?: number): number[] {
  const values = text
    .trim()
    .split(/[\s,]+/)
    .map((word) => (word === "" ? Number.NaN : Number(word)));
  if (count !== undefined && values.length !== count) {
    throw corruptText(source, `the field "${field}" has the wrong number of values`, count, quoted(text));
  }
  return values;
}

/** Positive whole numbers. @throws PixelmetryError `corrupt-input` */
export function sizesOf(source: ByteSource, field: string, text: string, count: number): number[] {
  const values = numbers(source, field, text, count);
  // Every product of them must be exact.
  const total = values.reduce((product, n) => product * n, 8);
  if (values.every((n) => Number.isInteger(n) && n >= 1) && Number.isSafeInteger(total)) return values;
  throw corruptText(source, `the field "${field}" is no size`, "positive whole numbers", quoted(text));
}
