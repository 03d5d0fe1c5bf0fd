/**
 * The attributes of a DICOM file, parsed by dicom-parser; values as numbers and text whatever their encoding.
 * @module
 */
import { PixelmetryError } from "@pixelmetry/roi";
import dicomParser, { type DataSet } from "dicom-parser";
import { inflateSync as inflateRaw } from "fflate";
import { type ByteSource, readBytes } from "../bytes/byte-source.ts";
import { memorySource } from "../bytes/memory-source.ts";
import { nodeModule } from "../platform.ts";

/** An attribute by group and element, as in `(0028,0010)`: "x00280010". */
export type Tag = `x${string}`;

/** Where the value of an attribute lies in the file. */
export interface ValuePlace {
  readonly position: number;
  readonly length: number;
  /** Stored as items up to a delimiter: compressed pixel data. */
  readonly encapsulated: boolean;
  readonly vr?: string;
}

/** Attributes of a file or of an item of a sequence. */
export class Dataset {
  readonly #data: DataSet;
  readonly #where: string;

  constructor(data: DataSet, where: string) {
    this.#data = data;
    this.#where = where;
  }

  has(tag: Tag): boolean {
    return Object.hasOwn(this.#data.elements, tag) && this.#data.elements[tag].length !== 0;
  }

  /** Text without padding; empty when absent. */
  text(tag: Tag): string {
    return (
      this.#read(() => this.#data.string(tag))
        ?.replace(/[\0\s]+$/, "")
        .trim() ?? ""
    );
  }

  /** A 16-bit number (VR US). */
  uint16(tag: Tag): number | undefined {
    return this.has(tag) ? this.#read(() => this.#data.uint16(tag)) : undefined;
  }

  /** Numbers written as text (VR DS or IS), none when absent. */
  decimals(tag: Tag): number[] {
    const text = this.text(tag);
    return text === ""
      ? []
      : text.split("\\").map((word) => (word.trim() === "" ? Number.NaN : Number(word)));
  }

  decimal(tag: Tag): number | undefined {
    return this.decimals(tag)[0];
  }

  /** Datasets of the items of a sequence, none when absent. */
  items(tag: Tag): Dataset[] {
    const items = Object.hasOwn(this.#data.elements, tag) ? this.#data.elements[tag].items : undefined;
    return (items ?? []).flatMap(({ dataSet }) => (dataSet ? [new Dataset(dataSet, this.#where)] : []));
  }

  place(tag: Tag): ValuePlace | undefined {
    if (!this.has(tag)) return undefined;
    const { dataOffset, length, hadUndefinedLength = false, vr } = this.#data.elements[tag];
    return { position: dataOffset, length, encapsulated: hadUndefinedLength, ...(vr ? { vr } : {}) };
  }

  /** The parser looks for values beyond the file when lengths are damaged, and throws text. */
  #read<T>(get: () => T): T {
    try {
      return get();
    } catch (cause) {
      throw damaged(this.#where, cause);
    }
  }
}

/** An opened file. */
export interface DicomFile {
  /** The bytes to which positions refer: those of the file, or of the data set once inflated. */
  readonly source: ByteSource;
  readonly data: Dataset;
  readonly syntax: string;
}

const firstBytes = 2 ** 16;
/** Largest deflated data set, once inflated. */
const mostInflated = 2 ** 30;
const pixelData = "x7fe00010";
const deflatedSyntax = "1.2.840.10008.1.2.1.99";

/**
 * Reads the attributes before the pixel data: the first part of the file, more where that does not suffice.
 * @throws PixelmetryError `corrupt-input`
 */
export async function readDicom(source: ByteSource): Promise<DicomFile> {
  for (let length = firstBytes; ; length *= 8) {
    const whole = length >= source.size;
    const bytes = await readBytes(source, 0, Math.min(length, source.size));
    let inflated: Uint8Array | undefined;
    try {
      const data = dicomParser.parseDicom(bytes, {
        untilTag: pixelData,
        inflater: (stored, position) => {
          inflated = inflateDataset(stored.subarray(position));
          return inflated;
        },
      });
      if (whole || Object.hasOwn(data.elements, pixelData)) {
        // The attributes before a deflated data set are not part of what was inflated.
        const syntax = inflated ? deflatedSyntax : (data.string("x00020010") ?? "");
        const file = inflated ? memorySource(inflated, source.name) : source;
        return { source: file, data: new Dataset(data, source.name), syntax };
      }
    } catch (cause) {
      if (whole) throw damaged(source.name, cause);
    }
  }
}

function inflateDataset(stored: Uint8Array): Uint8Array {
  const zlib = nodeModule("node:zlib");
  if (zlib) return zlib.inflateRawSync(stored, { maxOutputLength: mostInflated });
  return inflateRaw(stored);
}

function damaged(where: string, cause: unknown): PixelmetryError {
  if (cause instanceof PixelmetryError) return cause;
  // Messages of the parser name its own functions; they are for the log.
  return new PixelmetryError(
    "corrupt-input",
    { what: "the attributes of the DICOM file are damaged", where, remedy: "copy or export the file again" },
    { cause },
  );
}
