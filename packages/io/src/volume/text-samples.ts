/**
 * Samples written as text.
 * @module
 */
import { type PixelArray, PixelmetryError, pixelArray } from "@pixelmetry/roi";
import { type ByteSource, readBytes } from "../bytes/byte-source.ts";
import { memorySource } from "../bytes/memory-source.ts";
import { integerRange, memoryType, type StoredType } from "../samples/stored-type.ts";
import { corruptText, latin1, quoted } from "./text-header.ts";

/** Text is read whole; larger images belong into a binary file. */
const mostBytes = 2 ** 27;

/**
 * Reads `count` numbers separated by white space or commas.
 * @returns their bytes in memory form as a source, and the type they then have
 * @throws PixelmetryError `corrupt-input` for words that are no numbers of the type and for too few or too many
 */
export async function textSamples(
  source: ByteSource,
  position: number,
  count: number,
  type: StoredType,
): Promise<{ source: ByteSource; type: StoredType }> {
  const length = source.size - position;
  if (length > mostBytes) {
    throw new PixelmetryError("unsupported-format", {
      what: "an image written as text is too large",
      where: source.name,
      expected: `at most ${mostBytes} bytes`,
      received: length,
      remedy: "save it as raw or compressed samples",
    });
  }
  // Two characters per sample at least: nothing is allocated for a size that the file cannot hold.
  if (2 * count - 1 > length)
    throw corruptText(source, "the file ends before its data do", `${count} numbers`, `${length} bytes`);
  const text = latin1(await readBytes(source, position, length));
  const values = pixelArray(memoryType(type), count);
  const found = parse(text, values, type, source);
  if (found !== count)
    throw corruptText(source, "the number of samples is not that of the header", count, found);
  const bytes = new Uint8Array(values.buffer, 0, values.byteLength);
  return {
    source: memorySource(bytes, source.name),
    type: type.bits === 64 ? { kind: "float", bits: 64 } : type,
  };
}

function parse(text: string, values: PixelArray, type: StoredType, source: ByteSource): number {
  const words = /[^\s,]+/g;
  const [low, high] = integerRange(type) ?? [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
  let found = 0;
  for (let match = words.exec(text); match !== null; match = words.exec(text)) {
    const [word] = match;
    const value = numberOf(word);
    const fits =
      type.kind === "float"
        ? value !== undefined
        : Number.isInteger(value) && low <= value! && value! <= high;
    if (!fits) {
      const expected = type.kind === "float" ? "a number" : `a whole number from ${low} to ${high}`;
      throw corruptText(
        source,
        `sample ${found} is no value of the type of the image`,
        expected,
        quoted(word),
      );
    }
    if (found < values.length) values[found] = value!;
    found++;
  }
  return found;
}

function numberOf(word: string): number | undefined {
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(word)) return Number(word);
  const special = /^([+-]?)(nan|inf|infinity)$/i.exec(word);
  if (special === null) return undefined;
  if (special[2].toLowerCase() === "nan") return Number.NaN;
  return special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
