/**
 * Small DICOM files written by hand, for what generators do not write.
 */
export interface DicomFields {
  readonly [tag: string]: readonly [
    vr: string,
    value: string | readonly number[] | Uint8Array | readonly DicomFields[],
  ];
}

/** Attributes of a readable file of 4 x 3 pixels; change them to make it unreadable. */
const plainFields: DicomFields = {
  "0008103e": ["LO", "test"],
  "00200000": ["UL", [0]],
  "0020000e": ["UI", "1.2.3"],
  "00200013": ["IS", "1"],
  "00200032": ["DS", "0\\0\\0"],
  "00200037": ["DS", "1\\0\\0\\0\\1\\0"],
  "00280002": ["US", [1]],
  "00280004": ["CS", "MONOCHROME2"],
  "00280010": ["US", [3]],
  "00280011": ["US", [4]],
  "00280030": ["DS", "2\\0.5"],
  "00280100": ["US", [16]],
  "00280101": ["US", [12]],
  "00280102": ["US", [11]],
  "00280103": ["US", [0]],
  "7fe00010": ["OW", new Uint8Array(Uint16Array.from({ length: 12 }, (_, i) => i * 100).buffer)],
};

/** Explicit VR Little Endian, whatever `syntax` claims; a field of `undefined` is left out. */
export function dicomFile(
  changes: Readonly<Record<string, DicomFields[string] | undefined>> = {},
  syntax = "1.2.840.10008.1.2.1",
): Uint8Array {
  const meta = encode({ "00020010": ["UI", syntax] });
  const length = element("00020000", "UL", [meta.length]);
  const fields = Object.entries({ ...plainFields, ...changes }).filter(([, field]) => field !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  const mark = new TextEncoder().encode("DICM");
  return joined([new Uint8Array(128), mark, length, meta, encode(Object.fromEntries(fields) as DicomFields)]);
}

const encode = (fields: DicomFields): Uint8Array =>
  joined(Object.entries(fields).map(([tag, [vr, value]]) => element(tag, vr, value)));

function element(tag: string, vr: string, value: DicomFields[string][1]): Uint8Array {
  const bytes = valueBytes(vr, value);
  const head = [...pair(tag.slice(0, 4)), ...pair(tag.slice(4)), vr.charCodeAt(0), vr.charCodeAt(1)];
  const long = ["OB", "OW", "OF", "OD", "SQ", "UN", "UT"].includes(vr);
  const size = long ? [0, 0, ...le32(bytes.length)] : [bytes.length & 255, bytes.length >> 8];
  return joined([Uint8Array.from([...head, ...size]), bytes]);
}

const pair = (hex: string): number[] => [
  Number.parseInt(hex.slice(2), 16),
  Number.parseInt(hex.slice(0, 2), 16),
];
const le32 = (value: number): number[] => [
  value & 255,
  (value >> 8) & 255,
  (value >> 16) & 255,
  value >>> 24,
];

function valueBytes(vr: string, value: DicomFields[string][1]): Uint8Array {
  if (typeof value === "string") {
    return new TextEncoder().encode(value.length % 2 ? value + (vr === "UI" ? "\0" : " ") : value);
  }
  if (value instanceof Uint8Array) return value;
  if (vr === "SQ") {
    return joined(
      (value as readonly DicomFields[]).map((item) => {
        const bytes = encode(item);
        return joined([Uint8Array.from([0xfe, 0xff, 0x00, 0xe0, ...le32(bytes.length)]), bytes]);
      }),
    );
  }
  const numbers = value as readonly number[];
  return vr === "UL"
    ? Uint8Array.from(numbers.flatMap(le32))
    : new Uint8Array(Uint16Array.from(numbers).buffer);
}

/** Fragments as they follow each other in the file, with the delimiter. */
export function encapsulated(...fragments: readonly Uint8Array[]): Uint8Array {
  const items = fragments.map((bytes) =>
    joined([Uint8Array.from([0xfe, 0xff, 0x00, 0xe0, ...le32(bytes.length)]), bytes]),
  );
  return joined([...items, Uint8Array.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0])]);
}

/** A file with compressed pixel data: the length of the last element is undefined. */
export function compressedFile(
  syntax: string,
  fragments: readonly Uint8Array[],
  changes: Readonly<Record<string, DicomFields[string] | undefined>> = {},
): Uint8Array {
  const data = encapsulated(...fragments);
  const file = dicomFile({ ...changes, "7fe00010": ["OB", data] }, syntax);
  file.fill(0xff, file.length - data.length - 4, file.length - data.length);
  return file;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
